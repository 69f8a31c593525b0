"""Links that lead to where a page is after a move."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as url_quote
from urllib.parse import unquote, urlsplit

from sitekit.content.discovery import relative_to_file
from sitekit.markdown.prose import edit_prose, rules_for_links
from sitekit.moving.paths import Renaming
from sitekit.web_addresses import path_on

_SAFE = "/:@!$&'()*+,;=-._~"


@dataclass(frozen=True)
class LinkEdits:
    """Edits the links of texts as a move requires."""

    renaming: Renaming
    addresses: Mapping[str, str]
    """The addresses that change, without slashes around them, and what becomes of each."""
    site_url: str

    def body(self, path: str, text: str) -> str:
        """Return the body of the file that had a path before the move."""
        return edit_prose(text, rules_for_links(lambda url: self.url(path, url)))

    def url(self, path: str, url: str) -> str | None:
        """Return what a link in the file at a path becomes; None if it stays as it is."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        rest = url[len(url.partition("?")[0].partition("#")[0]) :]
        if on_site := path_on(self.site_url, url):
            path = on_site.removesuffix(rest)
            found = self._address(unquote(path))
            return None if found is None else url.removesuffix(path + rest) + found + rest
        if parts.scheme or parts.netloc or not parts.path:
            return None
        if parts.path.startswith("/"):
            found = self._address(unquote(parts.path))
            return None if found is None else found + rest
        found = self.relative(path, unquote(parts.path))
        return None if found is None else url_quote(found, safe=_SAFE) + rest

    def relative(self, path: str, written: str) -> str | None:
        """Return what a path relative to the file at a path becomes; None if it is the same."""
        target = relative_to_file(path, written)
        moved, folder = self.renaming.path(target), posixpath.dirname(self.renaming.path(path))
        if (moved, folder) == (target, posixpath.dirname(path)):
            return None
        new = posixpath.relpath(moved, folder)
        if new == posixpath.normpath(written):
            return None
        return f"{new}/" if written.endswith("/") else new

    def _address(self, path: str) -> str | None:
        new = self.addresses.get(path.strip("/"))
        if new is None:
            return None
        return url_quote(f"/{new}" if path.endswith("/") else f"/{new}".rstrip("/"), safe=_SAFE)
