"""sitemap.xml (sitemaps.org 0.9): every page that is meant to be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitekit.pages.spec import PageSpec


@dataclass(frozen=True)
class SitemapEntry:
    """A page in the sitemap."""

    address: str
    last_modified: str
    """ISO 8601, or nothing where the content does not say."""
    pictures: tuple[str, ...]
    """Their addresses."""


def sitemap_entries(pages: Iterable[PageSpec]) -> tuple[SitemapEntry, ...]:
    """Return the entries of the pages that search engines are asked to list.

    A picture is named once, with the first of the pages that show it.
    """
    entries, listed = [], set[str]()
    for page in pages:
        if page.listed:
            last_modified = page.last_modified.isoformat() if page.last_modified else ""
            pictures = tuple(address for address in page.pictures if address not in listed)
            listed.update(pictures)
            entries.append(SitemapEntry(page.address, last_modified, pictures))
    return tuple(entries)
