"""The addresses that readers may have kept: pages, feeds, redirects, and sections with an id.

Left out are the addresses that come and go by themselves, such as the second page of a listing, and
what nobody keeps: Markdown versions, pictures and other files.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.address_history import PublicAddress, public_address
from sitekit.content.library import Library
from sitekit.content.models import Entry, FaqSet
from sitekit.links.redirects import redirects
from sitekit.links.routes import generated

FEEDS = ("feed.xml", "feed.json")


def public_addresses(library: Library) -> set[PublicAddress]:
    """Return the addresses that a build of this library publishes.

    Of the redirects from an alias, which differ in their spelling, one is named.
    """
    pages = {
        route.address
        for route in generated(library)
        if not route.comes_and_goes and not route.address.startswith(library.secret)
    }
    pages |= {entry.address for entry in library.entries}
    pages |= {page.address for faq_set in library.sets for page in faq_set.question_pages}
    pages |= {f"{tag.address}feed.xml" for tag in library.shown_tags.values()}
    pages |= {address for address in redirects(library) if address.endswith("/")}
    sections = (section for entry in library.entries for section in _sections(library, entry))
    return {public_address(page) for page in (*pages, *FEEDS)} | set(sections)


def _sections(library: Library, entry: Entry) -> Iterator[PublicAddress]:
    """Yield each section of an entry whose id its writer gave."""
    page = library.home(entry) if isinstance(entry, FaqSet) else entry
    sections = {name: (page.address, name) for name in entry.body.ids}
    if isinstance(entry, FaqSet):
        for question in entry.questions:
            address, _ = library.question_address(entry, question)
            sections |= {name: (address, new) for name, new in question.inner_ids.items()}
    for name in entry.source.given_ids & sections.keys():
        yield public_address(*sections[name])
