"""Pages made from many files: the blog's listing, tags, the FAQ hub, authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from sitekit.content.models import Author, FaqSet, Series, Tag
from sitekit.links.routes import LISTING, page_address
from sitekit.markdown.openings import opening_words
from sitekit.pages.inputs import PageInputs
from sitekit.pages.pagination import paginated
from sitekit.pages.spec import PageSpec, last_change
from sitekit.pages.view_builders import author_view, series_link, set_summary, tag_link
from sitekit.pages.views import (
    AuthorPageView,
    HubView,
    Link,
    ListingView,
    SeriesPageView,
    SetSummary,
    TagIndexView,
    TagView,
)

_ANSWER = (25, 160)
"""The least and the most characters of how an answer begins, on the hub."""


def listing_pages(inputs: PageInputs) -> Iterator[PageSpec]:
    """Yield every page that is made from many files."""
    yield from _blog(inputs)
    yield _tag_index(inputs)
    for tag in inputs.library.shown_tags.values():
        yield from _tag(inputs, tag)
    for series in inputs.library.shown_series.values():
        yield _series(inputs, series)
    if inputs.library.has_faq:
        yield _hub(inputs)
    for author in inputs.library.shown_authors.values():
        yield from _author(inputs, author)


def _page(
    inputs: PageInputs,
    breadcrumbs: tuple[Link, ...],
    template: str,
    view: Any,
    *,
    description: str,
    card_kind: str,
    last_modified: datetime | None,
    number: int = 1,
    entry: Tag | Series | Author | None = None,
    campaign: str = "",
    **rest: Any,
) -> PageSpec:
    """Return one page of a listing whose first page is the last of `breadcrumbs`.

    `rest` are further fields of the page's spec.
    """
    first = breadcrumbs[-1]
    address, title = page_address(first.address, number), first.label
    if number > 1:
        words = inputs.library.words
        breadcrumbs = (*breadcrumbs, Link(words.page_of_list.format(n=number), address))
        title = words.further_title.format(n=number, title=title)
        description = words.further_description.format(n=number, description=description)

    def make() -> PageSpec:
        return PageSpec(
            source=f"pages/{address}index.md",
            address=address,
            template=template,
            title=title,
            description=description,
            view=view,
            campaign=campaign or first.address.strip("/"),
            entry=entry,
            from_file=False,
            breadcrumbs=breadcrumbs,
            last_modified=last_modified,
            social_card=inputs.card(first.label, card_kind),
            **rest,
        )

    page_inputs = (template, title, description, view, breadcrumbs, last_modified, rest)
    return inputs.page(address, entry, page_inputs, make)


def _blog(inputs: PageInputs) -> Iterator[PageSpec]:
    words, own = inputs.library.words, inputs.library.settings.metadata.blog_description
    tags = tuple((tag_link(tag), count) for tag, count in _counted(inputs) if count)
    for page in paginated(inputs, inputs.library.posts, LISTING):
        yield _page(
            inputs,
            (inputs.home, inputs.blog),
            "blog.html",
            ListingView(page.cards, page.pager, tags),
            description=own or words.blog_description,
            card_kind=words.overview,
            last_modified=last_change(page.posts),
            number=page.pager.number,
            type="CollectionPage",
        )


def _counted(inputs: PageInputs) -> list[tuple[Tag, int]]:
    """Return the tags with their numbers of posts, most used first."""
    library = inputs.library
    counted = [(tag, len(library.tagged(tag))) for tag in library.shown_tags.values()]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0].meta.label.casefold()))


def _tag_index(inputs: PageInputs) -> PageSpec:
    words = inputs.library.words
    rows = ((tag_link(tag), tag.meta.description, count) for tag, count in _counted(inputs))
    return _page(
        inputs,
        (inputs.home, inputs.topics),
        "tags.html",
        TagIndexView(tuple(rows)),
        description=words.topics_description,
        card_kind=words.overview,
        last_modified=last_change(inputs.library.posts),
        type="CollectionPage",
    )


def _tag(inputs: PageInputs, tag: Tag) -> Iterator[PageSpec]:
    posts, tagged = inputs.library.tagged(tag), inputs.library.sets_tagged(tag)
    words = inputs.library.words
    for page in paginated(inputs, posts, tag.address):
        sets = tagged if page.pager.number == 1 else ()
        yield _page(
            inputs,
            (inputs.home, inputs.topics, tag_link(tag)),
            "tag.html",
            TagView(page.cards, page.pager, _summaries(inputs, sets)),
            description=tag.meta.description,
            card_kind=words.topic,
            last_modified=last_change(page.posts, sets),
            number=page.pager.number,
            entry=tag,
            campaign=f"tag-{tag.id}",
            type="CollectionPage",
            indexed=inputs.library.is_indexed(tag),
        )


def _series(inputs: PageInputs, series: Series) -> PageSpec:
    parts = inputs.library.parts(series)
    return _page(
        inputs,
        (inputs.home, inputs.blog, series_link(series)),
        "series.html",
        SeriesPageView(tuple(map(inputs.sketched_card, parts))),
        description=series.meta.description,
        card_kind=inputs.library.words.series,
        last_modified=last_change(parts),
        entry=series,
        campaign=f"series-{series.id}",
        type="CollectionPage",
    )


def _hub(inputs: PageInputs) -> PageSpec:
    words, sets = inputs.library.words, inputs.library.sets
    return _page(
        inputs,
        (inputs.home, inputs.questions),
        "faq.html",
        HubView(tuple(_with_answers(inputs, faq_set) for faq_set in sets)),
        description=words.faq_description,
        card_kind=words.overview,
        last_modified=last_change((), sets),
        type="CollectionPage",
    )


def _author(inputs: PageInputs, author: Author) -> Iterator[PageSpec]:
    words, meta = inputs.library.words, author.meta
    view = author_view(inputs.library, author)
    for page in paginated(inputs, inputs.library.written_by(author), author.address):
        number = page.pager.number
        yield _page(
            inputs,
            (inputs.home, Link(meta.name, author.address)),
            "author.html",
            AuthorPageView(view, page.cards, page.pager),
            description=meta.bio or f"{words.articles_by.format(name=meta.name)}.",
            card_kind=words.author,
            last_modified=last_change(page.posts),
            number=number,
            entry=author,
            campaign=f"author-{author.id}",
            type="ProfilePage" if number == 1 else "CollectionPage",
        )


def _with_answers(inputs: PageInputs, faq_set: FaqSet) -> SetSummary:
    answers = tuple(opening_words(question.answer, *_ANSWER) for question in faq_set.questions)
    return replace(set_summary(inputs.library, faq_set), answers=answers)


def _summaries(inputs: PageInputs, sets: Iterable[FaqSet]) -> tuple[SetSummary, ...]:
    return tuple(set_summary(inputs.library, faq_set) for faq_set in sets)
