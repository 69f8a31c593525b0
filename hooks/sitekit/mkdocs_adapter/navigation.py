"""The navigation of mkdocs.yml: which pages it names, and which of them are there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import FaqSet


def pages_in_nav(nav: Any) -> Iterator[str]:
    """Yield the files that a navigation names, as they are written in mkdocs.yml."""
    if isinstance(nav, str):
        yield nav
        return
    items = nav.values() if isinstance(nav, dict) else nav or ()
    for item in items:
        yield from pages_in_nav(item)


def current_nav(nav: Any, library: Library) -> Any:
    """Return a navigation without what this build does not show, such as an expired page.

    A FAQ set that is at home on a post is named by the post's file.
    """
    return _renamed(nav, _moved(library))


def _renamed(nav: Any, moved: Mapping[str, str | None]) -> Any:
    if isinstance(nav, str):
        return moved.get(nav, nav)
    if isinstance(nav, dict):
        items = {label: _renamed(item, moved) for label, item in nav.items()}
        return {label: item for label, item in items.items() if item} or None
    if isinstance(nav, list):
        return [item for item in (_renamed(item, moved) for item in nav) if item]
    return nav


def _moved(library: Library) -> dict[str, str | None]:
    """Return where files lead that have no page of their own now, None for nowhere."""
    moved: dict[str, str | None] = {
        entry.source.path: None for entry in library.all_entries if not library.shows(entry)
    }
    for faq_set in library.sets:
        home = library.home(faq_set)
        if not isinstance(home, FaqSet):
            moved[faq_set.source.path] = home.source.path
    return moved
