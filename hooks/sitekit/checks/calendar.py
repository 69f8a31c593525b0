"""Advice on what the clock took out of pages: it fails no build, since nobody changed anything."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import datetime, timedelta

from sitekit.content.discovery import OFFERS, SERIES, TAGS
from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, Post, Series, Tag
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.links.routes import alias_addresses, own_pages
from sitekit.problems import Advice
from sitekit.text import quote
from sitekit.web_addresses import path_on

_WORDS = "readers see the words without a link."


def advise_on_calendar(library: Library, links: LinkResolver) -> Iterator[Advice]:
    """Yield advice on each reference to what is not there now, or will not be."""
    yield from _default_offer(library)
    yield from _offers_of_data(library)
    taken = set(own_pages(library))
    for entry in library.all_entries:
        if entry.status in ("published", "scheduled"):
            yield from _named_offers(library, entry)
        if entry.status == "published":
            yield from _links(library, entry, links)
            yield from _aliases(entry, taken)
    held_back = {post.slug: post.status for post in library.all_posts if not post.published}
    expired = {faq_set.name for faq_set in library.all_sets if faq_set.status == "expired"}
    for post in library.all_posts:
        if post.published:
            yield from _references(post, held_back, expired)


def _day(library: Library, moment: datetime) -> str:
    return f"{moment.astimezone(library.settings.timezone):%Y-%m-%d}"


def _last_day(library: Library, end: datetime) -> str:
    return _day(library, end - timedelta(seconds=1))


def _default_offer(library: Library) -> Iterator[Advice]:
    now = library.settings.now
    without = "pages that have no other offer show no call to action."
    for offer in library.offers.values():
        if not offer.meta.default:
            continue
        start, end = offer.meta.from_, offer.meta.until
        if start and start > now:
            message = f"the default offer begins on {_day(library, start)}. Until then {without}"
            yield Advice(OFFERS, offer.lines.of("from"), f"{offer.id}.from", message)
        if end:
            ended = "ended" if end <= now else "ends"
            message = f"the default offer {ended} on {_last_day(library, end)}. From then on"
            fix = "Remove the line, or give another offer `default: true`."
            yield Advice(
                OFFERS, offer.lines.of("until"), f"{offer.id}.until", f"{message} {without} {fix}"
            )


def _ended(library: Library, name: object) -> str:
    """Return what to say of an offer that has ended, or nothing."""
    offer = library.offers.get(str(name))
    end = offer.meta.until if offer else None
    if end is None or end > library.settings.now:
        return ""
    ended = f"the offer {quote(name)} ended on {_last_day(library, end)}"
    return f"{ended}, so the next one in line is shown. Choose another, or remove it here."


def _offers_of_data(library: Library) -> Iterator[Advice]:
    """Yield advice on the offers that tags and series name."""
    entries: list[Tag | Series] = [*library.tags.values(), *library.series.values()]
    for entry in entries:
        if message := _ended(library, entry.meta.offer):
            path = TAGS if isinstance(entry, Tag) else SERIES
            yield Advice(path, entry.lines.of("offer"), f"{entry.id}.offer", message)


def _named_offers(library: Library, entry: Entry) -> Iterator[Advice]:
    source, body = entry.source, entry.body
    if isinstance(entry, Post | Doc) and (message := _ended(library, entry.meta.cta)):
        yield source.advice("cta", message)
    for url in body.links:
        if url.startswith("cta:") and (message := _ended(library, url.removeprefix("cta:"))):
            yield source.advice("cta", message, source.line_of_link(url))
    for name in dict.fromkeys(body.calls_to_action):
        if message := _ended(library, name):
            line = source.line_of(rf"<!--\s*cta\s*:\s*{re.escape(name)}\s*-->")
            yield source.advice("cta", message, line)


def _links(library: Library, entry: Entry, links: LinkResolver) -> Iterator[Advice]:
    source, body, site = entry.source, entry.body, library.settings.site_url
    for url in dict.fromkeys((*body.links, *body.own_pictures)):
        target = None if url.startswith("cta:") else links.find(source.path, url)
        if target and target.held_back:
            message = f"{quote(url)} is not published now ({target.held_back}): {_WORDS}"
            yield source.advice("link", message, source.line_of_link(url))
    for url in dict.fromkeys(body.external):
        if not (path := path_on(site, url)):
            continue
        try:
            target = links.resolve(source.path, path)
        except LinkError:
            continue  # reported by the check of links
        if target.held_back:
            message = f"{quote(url)} is not published now ({target.held_back}), so the link leads "
            fix = "nowhere. Write the path of its file, which gives way to the words by itself."
            yield source.advice("link", message + fix, source.line_of_link(url))


def _references(
    post: Post, held_back: Mapping[str, str], expired: Container[str]
) -> Iterator[Advice]:
    """Yield advice on the posts and FAQ sets that a post names and that are not shown.

    `held_back` has the slugs of posts and why they are; `expired` has names of sets.
    """
    for n, slug in enumerate(post.meta.related):
        if reason := held_back.get(slug):
            message = f"the post {quote(slug)} is not published now ({reason}), and not shown here."
            yield post.source.advice("related", message, post.source.meta.line("related", n))
    for n, ref in enumerate(post.meta.faq):
        if (name := ref.partition("#")[0]) in expired:
            message = f"the set faq/{name}.md has expired, and is not shown here. Remove it."
            yield post.source.advice("faq", message, post.source.meta.line("faq", n))


def _aliases(entry: Entry, taken: set[str]) -> Iterator[Advice]:
    for n, alias in enumerate(entry.meta.aliases):
        if not taken.isdisjoint(alias_addresses(alias)):
            message = f"{quote(alias)} has a page of its own now, so it does not redirect here."
            yield entry.source.advice("aliases", message, entry.source.meta.line("aliases", n))
