"""What an editor would say of texts beside each other: links, titles, days of review, offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sitekit.content.discovery import OFFERS
from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, FaqSet, Post
from sitekit.links.graph import link_graph
from sitekit.links.resolver import LinkResolver
from sitekit.problems import Advice
from sitekit.text import letters, quote

_TITLE_MAX = 70
"""Characters; results at search engines are cut at about 600 pixels."""
_FORTNIGHT = timedelta(days=14)


def published(library: Library) -> list[Entry]:
    """Return the texts that readers see now."""
    return [entry for entry in library.all_entries if entry.status == "published"]


def unlinked(library: Library, links: LinkResolver) -> Iterator[Advice]:
    """Yield texts that no other text links to."""
    linked = _linked(library, links)
    for entry in published(library):
        if entry.source.path not in linked and not _is_in_nav(library, entry):
            message = "no other text links here. Link to it where it helps a reader on."
            yield entry.source.advice("links", message, 1)


def links_nowhere(library: Library, links: LinkResolver) -> Iterator[Advice]:
    """Yield posts and pages that link to no other text."""
    graph = link_graph(library, links)
    for entry in published(library):
        if isinstance(entry, FaqSet) or _is_in_nav(library, entry):
            continue
        leads_on = isinstance(entry, Post) and (
            entry.meta.related or entry.meta.faq or entry.meta.series
        )
        if not graph.targets.get(entry.source.path) and not leads_on:
            message = "it links to no other text. Link to what a reader may want to know next."
            yield entry.source.advice("links", message, 1)


def _linked(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths that a body, related posts, a post's questions or a series name."""
    found = {path for paths in link_graph(library, links).targets.values() for path in paths}
    by_slug = library.post_by_slug
    for post in library.posts:
        found |= {by_slug[slug].source.path for slug in post.meta.related if slug in by_slug}
        found |= {f"faq/{ref.partition('#')[0]}.md" for ref in post.meta.faq}
        if post.meta.series:
            found.add(post.source.path)
    return found


def _is_in_nav(library: Library, entry: Entry) -> bool:
    in_nav = {name for name, _ in library.settings.nav}
    return isinstance(entry, Doc) and (not entry.address or entry.source.path in in_nav)


def review(library: Library) -> Iterator[Advice]:
    """Yield texts whose day of review has come, by their front matter or a tag's age."""
    now, zone = library.settings.now, library.settings.timezone
    for entry in published(library):
        day = entry.meta.review
        if day and day <= now:
            message = (
                f"was to be looked at from {day.astimezone(zone):%Y-%m-%d} on. Correct what is no "
                "longer so, set `updated`, and give it a later day."
            )
            yield entry.source.advice("review", message)
        elif isinstance(entry, Post) and not day:
            ages = [(t.meta.review_after, t) for t in library.tags_of(entry) if t.meta.review_after]
            days, tag = min(ages, key=lambda age: age[0], default=(0, None))
            if tag and entry.last_modified + timedelta(days=days) <= now:
                message = (
                    f"texts with the tag {quote(tag.id)} are to be looked at {days} days after "
                    "their last change. Correct what is no longer so, and set `updated`."
                )
                yield entry.source.advice("updated", message)


def same_words(library: Library) -> Iterator[Advice]:
    """Yield titles and descriptions that two pages share."""
    for key in ("title", "description"):
        seen: dict[str, Entry] = {}
        for entry in published(library):
            text = str(getattr(entry.meta, key))
            first = seen.setdefault(letters(text) or text, entry)
            if first is not entry and text:
                message = f"says the same as that of {first.source.path}. Say how they differ."
                yield entry.source.advice(key, message)


def title_length(library: Library) -> Iterator[Advice]:
    """Yield titles that search results cut."""
    for entry in published(library):
        length = len(entry.meta.title)
        if length > _TITLE_MAX:
            message = f"has {length} characters. Search results cut it after about {_TITLE_MAX}."
            yield entry.source.advice("title", message)


def ending_offers(library: Library) -> Iterator[Advice]:
    """Yield offers that end within a fortnight; of the default offer `calendar` says so earlier."""
    now, zone = library.settings.now, library.settings.timezone
    for offer in library.offers.values():
        end = offer.meta.until
        if end and now < end <= now + _FORTNIGHT and not offer.meta.default:
            last = (end - timedelta(seconds=1)).astimezone(zone)
            message = (
                f"ends on {last:%Y-%m-%d}. Give it a later day, or let pages name another offer."
            )
            yield Advice(OFFERS, offer.lines.of("until"), f"{offer.id}.until", message)
