"""Recommendations that never fail a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sitekit.checks.calendar import advise_on_calendar
from sitekit.checks.dead_addresses import advise_on_addresses
from sitekit.checks.editorial import (
    ending_offers,
    links_nowhere,
    review,
    same_words,
    title_length,
    unlinked,
)
from sitekit.checks.file_names import advise_on_file_names
from sitekit.checks.images import advise_on_names
from sitekit.checks.links_to_add import links_to_add
from sitekit.checks.offers import offers_without_line
from sitekit.checks.plain_text import advise_on_markup
from sitekit.checks.policy import advise_on_policy
from sitekit.checks.question_pages import advise_on_question_pages
from sitekit.checks.schedule import advise_on_schedule
from sitekit.checks.series import advise_on_series
from sitekit.checks.services import advise_on_services
from sitekit.checks.similar_questions import similar_questions
from sitekit.checks.social_cards import advise_on_cards
from sitekit.content.discovery import PROOF, TAGS
from sitekit.content.library import Library
from sitekit.content.models import Entry
from sitekit.front_matter.advice_names import ADVICE
from sitekit.links.assets import published_assets
from sitekit.links.resolver import LinkResolver
from sitekit.pages.booking_links import is_attributed
from sitekit.problems import Advice
from sitekit.runtime.context import BuildContext
from sitekit.text import letters, quote

_DESCRIPTION = range(50, 161)
_Give = Callable[[Library, LinkResolver, BuildContext], Iterable[Advice]]


def advise(
    library: Library, links: LinkResolver, context: BuildContext, names: Collection[str] = ADVICE
) -> list[Advice]:
    """Return the advice of these names that is not switched off, sorted by file and line."""
    off = library.settings.metadata.no_advice
    off_in_file = {e.source.path: e.meta.no_advice for e in library.all_entries if e.meta.no_advice}
    return sorted(
        replace(advice, name=name)
        for name, make in _GIVEN.items()
        if name in names and name not in off
        for advice in make(library, links, context)
        if name not in off_in_file.get(advice.path, ())
    )


def _each(make: Callable[[Entry], Iterator[Advice]]) -> _Give:
    """Return advice on each text."""
    return lambda library, *_: (advice for entry in library.all_entries for advice in make(entry))


def _of(make: Callable[[Library], Iterable[Advice]]) -> _Give:
    """Return advice that needs no links."""
    return lambda library, *_: make(library)


def _linked(make: Callable[[Library, LinkResolver], Iterable[Advice]]) -> _Give:
    """Return advice that needs links."""
    return lambda library, links, _: make(library, links)


def _description(entry: Entry) -> Iterator[Advice]:
    length = len(entry.meta.description)
    if length and length not in _DESCRIPTION:
        message = f"has {length} characters. Search results show 50 to 160 well; change its length."
        yield entry.source.advice("description", message)


def _updated(library: Library) -> Iterator[Advice]:
    for entry in library.all_entries:
        if entry.meta.updated and entry.meta.updated > library.settings.now:
            message = "is in the future, and shown as the date of the last change. Correct it."
            yield entry.source.advice("updated", message)


def _tags(library: Library) -> Iterator[Advice]:
    for tag in library.tags.values():
        count = sum(tag.id in post.meta.tags for post in library.all_posts)
        if count < 2:
            posts = "only one post" if count else "no post"
            message = (
                f"is used by {posts}. Search engines do not list its page until two posts use it."
            )
            yield Advice(TAGS, tag.lines.entry, tag.id, message)


def _proof(library: Library) -> Iterator[Advice]:
    for proof in library.proof.values():
        if not proof.may_be_shown:
            missing = "no `permission`" if proof.meta.name else "no `name`"
            yield Advice(
                PROOF, proof.lines.entry, proof.id, f"is shown nowhere, since it has {missing}."
            )


def _pictures(entry: Entry) -> Iterator[Advice]:
    for source, alternative in entry.body.pictures:
        message = ""
        if not alternative.strip():
            message = f"{quote(source)} has no alternative text. Describe it in ![…](…)."
        elif letters(alternative) in _names_of(source):
            message = f"{quote(source)} is described by its file's name. Say what it shows."
        if message:
            yield entry.source.advice("picture", message, entry.source.line_of_link(source))


def _names_of(source: str) -> set[str]:
    name = PurePosixPath(source)
    return {text for text in map(letters, (name.name, name.stem)) if len(text) > 1}


def _headings(entry: Entry) -> Iterator[Advice]:
    level = 1
    for heading in entry.body.headings:
        if heading.level > level + 1:
            levels = f"{heading.level} follows level {level}. Use level {level + 1}."
            message = f"{quote(heading.text)} skips a level: {levels}"
            line = entry.source.line_of_heading(heading.text)
            yield entry.source.advice("heading", message, line)
        level = heading.level


def _remarks(entry: Entry) -> Iterator[Advice]:
    for remark in entry.body.remarks:
        if remark.is_advice:
            line = entry.source.body_line + remark.line
            yield entry.source.advice(remark.key, remark.message, line)


def _offer(library: Library) -> Iterator[Advice]:
    for post in library.all_posts:
        if (
            post.meta.tags
            and post.meta.cta is None
            and not any(tag.meta.offer for tag in library.tags_of(post))
        ):
            message = (
                "none of them has an offer, and there is no `cta`: the default offer is shown."
            )
            yield post.source.advice("tags", message)


def _pasted(library: Library) -> Iterator[Advice]:
    urls = [str(o.meta.url) for o in library.offers.values() if is_attributed(o)]
    booking = {urlsplit(url)[1:3] for url in urls}
    for entry in library.all_entries:
        for url in dict.fromkeys(entry.body.external):
            if urlsplit(url)[1:3] in booking:
                message = (
                    f"{quote(url)} is a booking address. Write cta: so that the call is attributed."
                )
                yield entry.source.advice("link", message, entry.source.line_of_link(url))


def _services(library: Library) -> Iterator[Advice]:
    for doc in library.all_docs:
        yield from advise_on_services(doc)


def _unused(library: Library, links: LinkResolver) -> Iterator[Advice]:
    for path in sorted(library.assets.keys() - published_assets(library, links)):
        message = "no published page shows or links to it, so it is not published."
        if path.startswith("docs/"):
            message += " Downloads belong in docs/files/."
        yield Advice(path, 1, "file", message)
    for path, kind in library.leftovers.items():
        yield Advice(path, 1, "file", f"is {kind}, and not published. Delete it.")


_GIVEN: Mapping[str, _Give] = {
    "address": _linked(advise_on_addresses),
    "alternative-text": _each(_pictures),
    "booking-link": _of(_pasted),
    "calendar": _linked(advise_on_calendar),
    "description-length": _each(_description),
    "file-name": _of(advise_on_file_names),
    "heading-level": _each(_headings),
    "link-to-add": links_to_add,
    "links-nowhere": _linked(links_nowhere),
    "markup": _each(_remarks),
    "no-offer": _of(_offer),
    "offer-ends": _of(ending_offers),
    "offer-line": _of(offers_without_line),
    "picture-format": _of(advise_on_names),
    "plain-text": _of(advise_on_markup),
    "policy": _of(advise_on_policy),
    "proof": _of(_proof),
    "question-pages": _of(advise_on_question_pages),
    "review": _of(review),
    "same-words": _of(same_words),
    "schedule": _of(advise_on_schedule),
    "series": _of(advise_on_series),
    "services": _of(_services),
    "similar-question": _of(similar_questions),
    "social-card": _of(advise_on_cards),
    "tag-rarely-used": _of(_tags),
    "title-length": _of(title_length),
    "unlinked": _linked(unlinked),
    "unused-file": _linked(_unused),
    "updated": _of(_updated),
}
"""What gives the advice of each name."""
