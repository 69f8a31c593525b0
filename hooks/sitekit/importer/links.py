"""Where links of the old posts lead: to a post that comes along, to a file, or to the old site."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sitekit.importer.foreign_files import MARKDOWN
from sitekit.importer.models import ForeignPost, ForeignSite
from sitekit.importer.permalinks import address_key

_PAGES = (*MARKDOWN, ".html", ".htm", ".xml", ".php")
"""Endings of what is no file to copy."""


@dataclass(frozen=True)
class ToPost:
    """A link to a post that comes along."""

    path: str
    """Of the post, in the imported folder."""
    suffix: str
    """The query and fragment, with their signs."""


@dataclass(frozen=True)
class ToFile:
    """A link to a picture or another file that comes along."""

    file: Path


@dataclass(frozen=True)
class ToAddress:
    """A link that leads elsewhere from now on."""

    url: str
    old_site: bool


Destination = ToPost | ToFile | ToAddress


@dataclass(frozen=True)
class LinkMap:
    """Resolves the links of an old site's posts."""

    site: ForeignSite

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        return {address_key(post.address): post.path for post in self.site.posts if post.address}

    @cached_property
    def _posts(self) -> frozenset[str]:
        return frozenset(post.path for post in self.site.posts)

    def resolve(self, post: ForeignPost, url: str) -> Destination | None:
        """Return the target of a link in a post; None if it leads on as it is, or is not found."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        suffix = (f"?{parts.query}" if parts.query else "") + (
            f"#{parts.fragment}" if parts.fragment else ""
        )
        if parts.netloc:
            if self._is_old_host(parts.netloc):
                return self._on_site(unquote(parts.path) or "/", suffix)
            return None if parts.scheme else ToAddress(f"https:{url}", False)
        if parts.scheme or not parts.path:
            return None
        path = unquote(parts.path)
        if path.startswith("/"):
            return self._on_site(path, suffix)
        return self._relative(post, path, suffix)

    def _is_old_host(self, host: str) -> bool:
        old = urlsplit(self.site.url).netloc.removeprefix("www.")
        return bool(old) and host.removeprefix("www.") == old

    def _on_site(self, path: str, suffix: str) -> Destination | None:
        """Resolve a path from the root: an address, a file of the folder, or a page left behind."""
        base = self.site.base
        inner = path.removeprefix(base) if base and f"{path}/".startswith(f"{base}/") else path
        for key in (address_key(path), address_key(base + path)):
            if post := self._by_address.get(key):
                return ToPost(post, suffix)
        target = self._source_file(inner.lstrip("/"), suffix)
        if target or not self.site.url:
            return target
        full = path if inner != path else base + path
        return ToAddress(self.site.url + quote(full, safe="/%:@~+,;=&$!*'()") + suffix, True)

    def _source_file(self, path: str, suffix: str) -> Destination | None:
        for folder in ("", *self.site.static):
            candidate = posixpath.normpath(posixpath.join(folder, path))
            if candidate in self._posts:
                return ToPost(candidate, suffix)
            if candidate in self.site.pages and self.site.url:
                return ToAddress(self.site.url + self.site.pages[candidate] + suffix, True)
        for folder in self.site.static:
            if file := self._file(posixpath.join(folder, path)):
                return ToFile(file)
        return None

    def _relative(self, post: ForeignPost, path: str, suffix: str) -> Destination | None:
        """Resolve a relative path: from the post's file, else from its old address."""
        folder = posixpath.dirname(post.path)
        file = posixpath.normpath(posixpath.join(folder, path))
        for candidate in (file, f"{file}.md", f"{file}/index.md"):
            if candidate in self._posts:
                return ToPost(candidate, suffix)
        if file in self.site.pages and self.site.url:
            return ToAddress(self.site.url + self.site.pages[file] + suffix, True)
        stem = posixpath.splitext(post.path)[0]
        for candidate in (file, posixpath.normpath(posixpath.join(stem, path))):
            if found := self._file(candidate):
                return ToFile(found)
        if post.address:
            address = posixpath.normpath(posixpath.join(posixpath.dirname(post.address), path))
            if found_post := self._by_address.get(address_key(address)):
                return ToPost(found_post, suffix)
            if target := self._source_file(address.lstrip("/"), suffix):
                return target
        return self._source_file(posixpath.normpath(path), suffix)

    def _file(self, path: str) -> Path | None:
        """Return a file below the folder that can be copied, or None."""
        if path.startswith("../") or not path.isprintable():
            return None
        file = self.site.root / path
        is_copied = not path.lower().endswith(_PAGES) and file.is_file()
        return file if is_copied else None


def path_finder(paths: Iterable[str]) -> Callable[[str], str | None]:
    """Return a function that finds the file whose path ends with a name, its ending optional.

    It returns the path from the folder's root, for a link, or None if no or several files fit.
    """
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        stem = posixpath.splitext(path)[0]
        spellings = {path, stem, stem.removesuffix("/index")}
        for spelling in spellings:
            parts = spelling.lower().split("/")
            for n in range(len(parts)):
                by_name["/".join(parts[n:])].add(path)

    def find(name: str) -> str | None:
        found = by_name.get(name.strip("/ ").lower(), set())
        return f"/{quote(next(iter(found)))}" if len(found) == 1 else None

    return find
