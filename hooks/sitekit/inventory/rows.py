"""A row for each text: what it is, when it changed, what it belongs to, what links to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, FaqSet, Post
from sitekit.content.offers import offer_for
from sitekit.front_matter.models import PostMeta
from sitekit.links.graph import LinkGraph, link_graph
from sitekit.site import Site

KINDS = ("post", "faq", "page")
STATUSES = ("published", "scheduled", "draft", "expired", "problems")


@dataclass(frozen=True)
class Row:
    """One text of the site."""

    status: str
    """One of STATUSES; `problems`: the file has some, so that it cannot be published."""
    kind: str
    date: datetime.date | None = None
    """The day of publication, in the site's time zone."""
    updated: datetime.date | None = None
    age: int | None = None
    """Days since the last change: `updated`, else `date`; None before it."""
    words: int = 0
    links_in: int = 0
    """How many other texts link to it."""
    links_out: int = 0
    """How many other texts it links to."""
    questions: tuple[str, ...] = ()
    """The questions that it asks or shows, `set#id`."""
    homes: tuple[str, ...] = ()
    """The addresses where these questions are at home."""
    tags: tuple[str, ...] = ()
    series: str = ""
    """The id of the series that it is a part of."""
    authors: tuple[str, ...] = ()
    offer: str = ""
    """The id of the offer that its page shows."""
    next: str = ""
    """What the clock does to it next: `appears 2026-12-01`, `expires 2027-01-31`."""
    path: str = ""
    address: str = ""
    title: str = ""


def rows(site: Site) -> list[Row]:
    """Return a row for each text, in the order of their kinds and then as pages list them."""
    library = site.library
    graph = link_graph(library, site.links)
    found = [_row(library, graph, entry) for entry in library.all_entries]
    readable = {row.path for row in found}
    kinds = dict(zip(("posts", "faq", "docs"), KINDS, strict=True))
    return found + [
        Row("problems", kinds[file.path.partition("/")[0]], path=file.path, address=file.address)
        for file in site.unreadable
        if file.path not in readable
    ]


def _row(library: Library, graph: LinkGraph, entry: Entry) -> Row:
    meta, path = entry.meta, entry.source.path
    now, zone = library.settings.now, library.settings.timezone
    is_dated = "date" in entry.source.meta.data  # a draft may be without
    published = meta.date if isinstance(meta, PostMeta) and is_dated else None
    last = meta.updated or published
    questions = [*_questions(library, entry)]
    offer = offer_for(library, entry)
    return Row(
        status="problems" if entry.broken else entry.status,
        kind=kind_of(entry),
        date=_day(published, zone),
        updated=_day(meta.updated, zone),
        age=(now - last).days if last and last <= now else None,
        words=entry.body.words,
        links_in=len(graph.sources(path)),
        links_out=len(graph.targets[path]),
        questions=tuple(name for name, _ in questions),
        homes=tuple(dict.fromkeys(f"/{home}" for _, home in questions)),
        tags=() if isinstance(entry, Doc) else entry.meta.tags,
        series=(entry.meta.series or "") if isinstance(entry, Post) else "",
        authors=entry.authors if isinstance(entry, Post) else (),
        offer=offer.id if offer else "",
        next=_next(entry, now, zone),
        path=path,
        address=f"/{entry.address}",
        title=meta.title,
    )


def kind_of(entry: Entry) -> str:
    """Return what kind of text an entry is, one of KINDS."""
    return KINDS[(Post, FaqSet, Doc).index(type(entry))]


def _day(moment: datetime.datetime | None, zone: datetime.tzinfo) -> datetime.date | None:
    return moment.astimezone(zone).date() if moment else None


def _questions(library: Library, entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each question that an entry asks or shows, and the address where it is at home."""
    shown: Iterable[Any] = ()
    if isinstance(entry, FaqSet):
        shown = ((entry, question) for question in entry.questions)
    elif isinstance(entry, Post):
        shown = library.questions_on(entry)
    for faq_set, question in shown:
        yield f"{faq_set.name}#{question.id}", library.question_address(faq_set, question)[0]


def _next(entry: Entry, now: datetime.datetime, zone: datetime.tzinfo) -> str:
    """Return what the clock does next to an entry that is no draft, and on which day."""
    meta = entry.meta
    if entry.status == "scheduled" and isinstance(meta, PostMeta):
        return f"appears {_day(meta.date, zone)}"
    if entry.status == "published" and meta.expires and meta.expires > now:
        return f"expires {_day(meta.expires, zone)}"
    return ""


def select(found: Iterable[Row], **wanted: str | None) -> list[Row]:
    """Return the rows that have each of the wanted values: `kind`, `status`, `tag` and so on."""
    plural = {"tag": "tags", "author": "authors"}
    asked = {plural.get(name, name): value for name, value in wanted.items() if value}
    return [row for row in found if all(_has(getattr(row, n), v) for n, v in asked.items())]


def _has(cell: str | tuple[str, ...], value: str) -> bool:
    return value in cell if isinstance(cell, tuple) else value == cell


def arrange(found: Iterable[Row], column: str, *, reverse: bool) -> list[Row]:
    """Return the rows in the order of a column; those without a value come last."""
    with_value: list[Row] = []
    without: list[Row] = []
    for row in found:
        (without if getattr(row, column) in (None, "", ()) else with_value).append(row)
    return sorted(with_value, key=lambda row: getattr(row, column), reverse=reverse) + without
