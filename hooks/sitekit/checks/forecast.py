"""What the clock will change on the site, so that no writer is surprised by a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta

from sitekit.content.library import Library
from sitekit.content.models import Entry, FaqSet, Offer, Subject
from sitekit.content.offers import default_offer, offer_for
from sitekit.links.graph import LinkGraph, link_graph
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import FAQ_HUB, LISTING, TAG_INDEX, page_address, page_numbers
from sitekit.text import quote

NINETY_DAYS = timedelta(days=90)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Change:
    """What a build at or after a moment shows otherwise than one before it."""

    moment: datetime
    """In the site's time zone."""
    text: str

    def __str__(self) -> str:
        has_time = self.moment.time() != datetime.min.time()
        return f"from {self.moment:{'%Y-%m-%d %H:%M' if has_time else '%Y-%m-%d'}}: {self.text}"


def forecast(
    library: Library, links: LinkResolver, within: timedelta = NINETY_DAYS
) -> list[Change]:
    """Return what will change within a time from now, in the order of time."""
    now, zone = library.settings.now, library.settings.timezone
    of_entries, of_offers = _moments(library)
    moments = sorted({m for m in of_entries | of_offers if now < m and m - now <= within})
    graph = link_graph(library, links) if moments else LinkGraph({})
    changes = []
    for moment in moments:
        before, after = library.at(moment - _TICK), library.at(moment)
        texts = [*_entries(before, after, graph)] if moment in of_entries else []
        texts += [*_homes(before, after)] if moment in of_entries else []
        texts += [*_offers(before, after)] if moment in of_offers else []
        changes += [Change(moment.astimezone(zone), text) for text in texts]
    return changes


def _moments(library: Library) -> tuple[set[datetime], set[datetime]]:
    """Return the moments at which entries appear or expire, and those of offers."""
    entries = {post.meta.date for post in library.all_posts if post.status == "scheduled"}
    entries |= {e.meta.expires for e in library.all_entries if e.meta.expires}
    metas = [offer.meta for offer in library.offers.values()]
    return entries, {m for meta in metas for m in (meta.from_, meta.until) if m}


def _entries(before: Library, after: Library, graph: LinkGraph) -> Iterator[str]:
    """Yield what appears and what expires."""
    shown = {entry.source.path for entry in after.entries}
    for old, new in zip(before.all_entries, after.all_entries, strict=True):
        if old.status == new.status or new.broken:
            continue
        verb = "expires" if new.status == "expired" else "appears"
        if linking := len(graph.sources(new.source.path) & shown):
            files = f"{linking} file{'s' * (linking > 1)}"
            change = "become their words" if verb == "expires" else "begin to work"
            yield f"{new.source.path} {verb}; the links to it in {files} {change}."
        else:
            yield f"{new.source.path} {verb}."


def _homes(before: Library, after: Library) -> Iterator[str]:
    """Yield which FAQ sets move to another page."""
    shown = {faq_set.name for faq_set in before.sets}
    for faq_set in after.sets:
        old, new = before.home(faq_set).address, after.home(faq_set).address
        if faq_set.name in shown and old != new:
            yield f"the questions of {faq_set.source.path} move from /{old} to /{new}."


def _offers(before: Library, after: Library) -> Iterator[str]:
    """Yield how many pages show another offer."""
    pages = dict(_pages(before))
    replaced = Counter(
        (old, new)
        for address, entry in _pages(after)
        if address in pages
        and (old := _offer(before, pages[address])) != (new := _offer(after, entry))
    )
    for (old, new), count in replaced.items():
        one = count == 1
        instead = f"instead of {quote(old.id)}" if old else "where there was none"
        yield f"{count} page{'' if one else 's'} show{'s' * one} {_in_words(new)} {instead}."
    for name, offer in after.offers.items():
        if offer.current(after.settings.now) != offer.current(before.settings.now):
            files = sum(_mentions(entry, name) for entry in after.entries)
            own = "leads to it" if offer.current(after.settings.now) else "leads to the next offer"
            if files:
                of_files = f"{files} file{'s' * (files > 1)}"
                yield f"what names the offer {quote(name)} in the text of {of_files} {own}."


def _in_words(offer: Offer | None) -> str:
    if offer is None:
        return "no call to action"
    return "the default offer" if offer.meta.default else f"the offer {quote(offer.id)}"


def _mentions(entry: Entry, name: str) -> bool:
    return name in entry.body.calls_to_action or f"cta:{name}" in entry.body.links


def _offer(library: Library, entry: Subject | None) -> Offer | None:
    """Return the offer in the header of a page."""
    return offer_for(library, entry) or default_offer(library)


def _pages(library: Library) -> Iterator[tuple[str, Subject | None]]:
    """Yield the address of each page for readers, and the content that it is about."""
    size = library.settings.page_size
    for entry in library.entries:
        if not isinstance(entry, FaqSet) or library.home(entry) == entry:
            yield entry.address, entry
    for page in (page for faq_set in library.sets for page in faq_set.question_pages):
        yield page.address, page
    listings: list[tuple[str, Subject | None, Sized]] = [(LISTING, None, library.posts)]
    listings += [(tag.address, tag, library.tagged(tag)) for tag in library.tags.values()]
    authors = library.authors.values()
    listings += [(author.address, author, library.written_by(author)) for author in authors]
    for first, subject, posts in listings:
        for number in page_numbers(len(posts), size):
            yield page_address(first, number), subject
    yield TAG_INDEX, None
    if library.has_faq:
        yield FAQ_HUB, None
    for series in library.shown_series.values():
        yield series.address, series
