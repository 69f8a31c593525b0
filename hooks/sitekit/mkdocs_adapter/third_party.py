"""What else decides on pages: settings, third-party plugins and hooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

SETTINGS = (
    *("site_name", "site_url", "site_description", "site_author", "copyright", "extra", "nav"),
    *("repo_url", "repo_name", "edit_uri", "edit_uri_template", "use_directory_urls"),
    *("extra_css", "extra_javascript", "extra_templates"),
)
"""The settings of mkdocs.yml that any page may show; those of Markdown show in the texts."""
_OUR_HOOKS = frozenset(
    [
        *("call_to_action", "content", "output_formats", "publishing", "search"),
        *("structured_data", "tag_pages"),
    ]
)
_HOOKS = Path(__file__).resolve().parents[2]
_EVENTS_WITHOUT_PAGES = frozenset(["startup", "shutdown", "serve", "config", "build_error"])
"""Events in which a plugin has no access to pages."""


def third_party_hooks(
    hooks: Mapping[str, ModuleType], events: Mapping[str, Iterable[Callable[..., Any]]]
) -> list[str]:
    """Return the modules of plugins and hooks, not ours, that take part in builds.

    `hooks` are all hooks by the names of their modules, `events` the handlers of each event.
    """
    files = {name: Path(str(hook.__file__)).resolve() for name, hook in hooks.items()}
    ours = {
        name for name, file in files.items() if file.parent == _HOOKS and file.stem in _OUR_HOOKS
    }
    taking_part = {
        handler.__module__
        for event, handlers in events.items()
        if event not in _EVENTS_WITHOUT_PAGES
        for handler in handlers
    }
    return sorted(taking_part - ours)
