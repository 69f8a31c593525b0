"""Where links lead, and the URLs that lead there: from a page of the site, or from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote as url_quote

_SAFE = ":-._~"
"""What a fragment may hold as it is beside letters and digits."""
_quoted = lru_cache(maxsize=10_000)(url_quote)  # each address is named on many pages


@dataclass(frozen=True)
class Target:
    """Where a link leads: an address on the site, and an id on that page or nothing."""

    address: str
    fragment: str = ""
    file: str = ""
    """The file that the link names, where it names one."""
    query: str = ""


def relative_url(target: Target, page: str) -> str:
    """Return the URL that leads from the page at one address to a target."""
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
    """Return the path that leads from the page at one address to another address."""
    for folder, up in _folders(page):
        if address.startswith(folder):
            return up + address[len(folder) :] or "./"
    return "../" * page.count("/") + address or "./"


@lru_cache(maxsize=1000)
def _folders(page: str) -> tuple[tuple[str, str], ...]:
    """Return the folders that a page lies in, its own first, each with the path up to it."""
    steps = page.split("/")[:-1]
    depths = range(len(steps), 0, -1)
    return tuple(("/".join(steps[:n]) + "/", "../" * (len(steps) - n)) for n in depths)
