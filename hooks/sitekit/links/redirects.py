"""Redirects: the old addresses that lead on to a page, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Entry, FaqSet
from sitekit.links.routes import alias_addresses, former_addresses, other_names, own_pages
from sitekit.links.urls import Target


@dataclass(frozen=True)
class Redirect:
    """Where an old address leads."""

    target: Target
    title: str
    """The title of the page there."""


def redirects(library: Library) -> Mapping[str, Redirect]:
    """Return the redirect from each old address of an entry and each other name of a tag or series.

    Every one leads straight to a page. A FAQ set that is at home on a post leads there from the
    address of the page that it has at other times. An alias can be such an address, too; while a
    page is there, nothing redirects from it.
    """
    found: dict[str, Redirect] = {}
    taken = set(own_pages(library))
    for address, redirect in _all(library):
        if address not in taken:
            found.setdefault(address, redirect)
    return found


def _all(library: Library) -> Iterator[tuple[str, Redirect]]:
    """Yield every redirect that is wanted; the first one from an address counts."""
    yield from _of_entries(library)
    for tag in library.shown_tags.values():
        for address in other_names(tag):
            yield address, Redirect(Target(tag.address), tag.meta.label)
    for series in library.shown_series.values():
        for address in other_names(series):
            yield address, Redirect(Target(series.address), series.meta.title)
    for faq_set in library.sets:
        if library.home(faq_set) != faq_set:
            yield faq_set.address, _to_entry(library, faq_set)


def _of_entries(library: Library) -> Iterator[tuple[str, Redirect]]:
    """Yield the redirects from the old addresses of entries, and of questions with a page."""
    for entry in library.entries:
        for alias in entry.meta.aliases:
            for address in alias_addresses(alias):
                yield address, _to_entry(library, entry)
    for page in (page for faq_set in library.sets for page in faq_set.question_pages):
        for address in former_addresses(page):
            yield address, Redirect(Target(page.address), page.question.text)


def _to_entry(library: Library, entry: Entry) -> Redirect:
    home = library.home(entry) if isinstance(entry, FaqSet) else entry
    fragment = "" if home == entry else FAQ_SECTION
    return Redirect(Target(home.address, fragment), entry.meta.title)
