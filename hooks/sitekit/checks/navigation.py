"""Problems of the navigation in mkdocs.yml, which names files of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from sitekit.content.library import Library
from sitekit.content.models import Unreadable
from sitekit.links.routes import FAQ_HUB, generated
from sitekit.problems import Problem
from sitekit.text import nearest_path, quote

_HUB = f"pages/{FAQ_HUB}index.md"


def check_navigation(library: Library, unreadable: Iterable[Unreadable]) -> Iterator[Problem]:
    """Yield a problem for each entry that names no page and no file."""
    pages = {f"pages/{route.address}index.md" for route in generated(library, ever=True)}
    files = {entry.source.path for entry in library.all_entries} | {f.path for f in unreadable}
    possible = pages | files | library.assets.keys()
    drafts = {entry.source.path for entry in library.all_entries if entry.status == "draft"}
    for name, line in library.settings.nav:
        if name in possible and (name not in drafts or library.settings.preview):
            continue
        if not name or name.startswith("/") or urlsplit(name).scheme:
            continue  # a link to elsewhere
        if name == _HUB and not library.has_faq:
            message = f"{quote(name)} does not exist, since there is no FAQ set. Remove the line."
        elif name in drafts:
            message = f"{quote(name)} is a draft. Publish it, or remove the line."
        else:
            inner = f"docs/{name}"
            near = f" Write {quote(inner)}." if inner in possible else nearest_path(name, possible)
            message = f"{quote(name)} does not exist.{near}"
        yield Problem(library.settings.config_name, line, "nav", message)
