"""A built site in a folder: its addresses, and what each shows."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urljoin

from sitekit.formats.files import RESERVED
from sitekit.links.routes import NOT_FOUND
from sitekit.runtime.fingerprint import digest

_OF_PAGES = ("assets/", "pagefind/")
"""Folders of files that pages load, whose names change with their content."""


@dataclass(frozen=True)
class AddressContent:
    """What is at one address."""

    title: str
    """Of a page; the others have none."""
    content: str
    """A digest of what it shows: header, footer and layout of a page do not count."""
    redirect: str = ""
    """The address that a redirect leads to, relative to the site's root or absolute."""


def read_built_site(folder: Path) -> dict[str, AddressContent]:
    """Return what a built site has, by percent-encoded addresses relative to the site's root.

    Left out are Markdown versions, gzipped files, and what pages load by themselves.
    """
    return dict(_published(folder))


def _published(folder: Path) -> Iterator[tuple[str, AddressContent]]:
    for path, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            file = Path(path) / name
            inner = file.relative_to(folder).as_posix()
            if inner.startswith(_OF_PAGES) or name == "index.md" or name.endswith(".gz"):
                continue
            address = quote(inner.removesuffix("index.html") if name == "index.html" else inner)
            if not name.endswith(".html"):
                listing = inner in RESERVED or name == "feed.xml"  # it follows from the pages
                yield address, AddressContent("", "" if listing else digest(file.read_bytes()))
            elif inner != NOT_FOUND:
                yield address, _page(file, address)


def _page(file: Path, address: str) -> AddressContent:
    """Return what a page shows: what its Markdown version says, else the words in `<main>`."""
    reader = read_page(file.read_bytes())
    if reader.refresh:
        to = urljoin(f"/{address}", reader.refresh)
        return AddressContent(reader.title, digest(to), redirect=to.removeprefix("/"))
    markdown = file.with_name("index.md")
    content = markdown.read_bytes() if markdown.exists() else " ".join(reader.words)
    return AddressContent(reader.title, digest(content))


def read_page(data: bytes) -> PageReader:
    """Return what a page says, as browsers read it."""
    reader = PageReader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    return reader


class PageReader(HTMLParser):
    """Reads the title, the words of the main part, and where a redirect leads."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.refresh = "", ""
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where the parser is, and what a refresh says."""
        values: Mapping[str, str | None] = dict(attrs)
        if tag in ("title", "main"):
            self._inside.append(tag)
        elif tag == "meta" and values.get("http-equiv") == "refresh":
            self.refresh = (values.get("content") or "").partition("url=")[2]

    def handle_endtag(self, tag: str) -> None:
        """Note where the parser is."""
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        if "title" in self._inside:
            self.title += data
        elif "main" in self._inside:
            self.words += data.split()
