"""One page of each kind, found in a built site by its address."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

KINDS = {
    "home": "",
    "listing": "blog/",
    "listing, page 2": "blog/page/2/",
    "text post": "blog/*/",
    "elements": "blog/everything/",
    "post with a picture": "blog/*/",
    "tag index": "tags/",
    "tag": "tags/*/",
    "series": "series/*/",
    "FAQ hub": "faq/",
    "FAQ set": "faq/*/",
    "question": "faq/*/*/",
    "author": "authors/*/",
    "page": "*/",
    "not found": "blog/there-is-no-such-post/",
}


class NoSuchPageError(Exception):
    """A site has no page of a kind."""


def page_of_kind(site: Path, kind: str) -> str:
    """Return the address of the largest page of a kind, by its place in the sitemap.

    Raises NoSuchPageError.
    """
    pattern = KINDS[kind]
    if kind == "not found":
        return pattern
    of_kind = re.compile(pattern.replace("*", "[^/]+"))
    found = [address for address in _in_sitemap(site) if of_kind.fullmatch(address)]
    if pattern == KINDS["page"]:
        found = [a for a in found if a not in KINDS.values()]
    if pattern == KINDS["text post"]:
        pictured = kind != "text post"
        found = [a for a in found if ("![" in (site / a / "index.md").read_text()) == pictured]
    if not found:
        raise NoSuchPageError(f"{site / 'sitemap.xml'} lists no page of the kind {kind!r}.")
    return max(found, key=lambda address: (site / address / "index.html").stat().st_size)


def _in_sitemap(site: Path) -> list[str]:
    tree = ElementTree.parse(site / "sitemap.xml")
    urls = [loc.text or "" for loc in tree.iterfind("{*}url/{*}loc")]
    root = min(urls, key=len)  # the home page
    return [url.removeprefix(root) for url in urls]
