"""Targets of links, and the relative and absolute URLs of a target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote as url_quote

_SAFE = ":-._~"
"""Characters, besides letters and digits, that need no escaping in a fragment."""
_quoted = lru_cache(maxsize=10_000)(url_quote)  # each address is linked from many pages


@dataclass(frozen=True)
class Target:
    """The target of a link: an address on the site, and optionally an id on that page."""

    address: str
    fragment: str = ""
    file: str = ""
    """The source file of the target, if it has one."""
    query: str = ""
    held_back: str = ""
    """Why no page is there now, though there was one or will be: readers see no link."""


def relative_url(target: Target, page: str) -> str:
    """Return the URL of a target, relative to the page at an address."""
    rest = _rest(target)
    if target.address == page and rest:
        return rest
    return relative_path(_quoted(target.address), _quoted(page)) + rest


def absolute_url(site_url: str, target: Target) -> str:
    """Return the absolute URL of a target; `site_url` ends with a slash."""
    return site_url + _quoted(target.address) + _rest(target)


def _rest(target: Target) -> str:
    query = f"?{target.query}" if target.query else ""
    return f"{query}#{_quoted(target.fragment, safe=_SAFE)}" if target.fragment else query


def relative_path(address: str, page: str) -> str:
    """Return the path of an address, relative to the page at another address."""
    for folder, up in _folders(page):
        if address.startswith(folder):
            return up + address[len(folder) :] or "./"
    return "../" * page.count("/") + address or "./"


@lru_cache(maxsize=1000)
def _folders(page: str) -> tuple[tuple[str, str], ...]:
    """Return the folders that contain a page, innermost first, each with the path up to it."""
    steps = page.split("/")[:-1]
    depths = range(len(steps), 0, -1)
    return tuple(("/".join(steps[:n]) + "/", "../" * (len(steps) - n)) for n in depths)
