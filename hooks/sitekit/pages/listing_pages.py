"""Pages made from many files: the blog's listing, tags, the FAQ hub, authors, redirects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import Author, Post, Tag
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import (
    LISTING,
    TAG_INDEX,
    page_address,
    page_numbers,
)
from sitekit.pages.composer import Composer
from sitekit.pages.spec import BLOG, HOME, QUESTIONS, PageSpec, newest, remembered, social_card
from sitekit.pages.view_builders import (
    Link,
    Pager,
    PostCard,
    author_view,
    post_card,
    set_summary,
    tag_link,
)
from sitekit.pages.views import (
    AuthorPageView,
    HubView,
    ListingView,
    TagIndexView,
    TagView,
)

_FEWEST_TO_INDEX = 2
"""A tag page with fewer posts says nothing that the post does not."""

_NEAR = 3
"""Pages that a listing links to on each side, beside its first and last."""

BLOG_DESCRIPTION = (
    "Articles for those who answer for AI work: strategy, architecture, evaluation, vendors, teams."
)
TOPICS = Link("Topics", TAG_INDEX)
TAGS_DESCRIPTION = "Every topic we write about, with the number of articles on each."
FAQ_DESCRIPTION = "Every question we answer in writing, by subject, each with one full answer."


def _pager(first: str, number: int, numbers: range) -> Pager:
    last = len(numbers)
    near = range(max(1, number - _NEAR), min(last, number + _NEAR) + 1)
    pages = tuple(Link(str(n), page_address(first, n)) for n in sorted({1, *near, last}))
    newer = page_address(first, number - 1) if number > 1 else ""
    older = page_address(first, number + 1) if number < last else ""
    return Pager(number, last, pages, newer, older)


def _paged(
    library: Library, posts: tuple[Post, ...], first: str
) -> Iterator[tuple[tuple[PostCard, ...], Pager, tuple[Post, ...]]]:
    size = library.settings.page_size
    numbers = page_numbers(len(posts), size)
    for number in numbers:
        shown = posts[(number - 1) * size : number * size]
        yield tuple(post_card(library, p) for p in shown), _pager(first, number, numbers), shown


@dataclass(frozen=True)
class Listings:
    """Makes the pages of one library."""

    library: Library
    links: LinkResolver

    def pages(self) -> Iterator[PageSpec]:
        """Yield every page that is made from many files."""
        yield from self._blog()
        yield self._tag_index()
        for tag in self.library.tags.values():
            yield from self._tag(tag)
        yield self._hub()
        for author in self.library.authors.values():
            yield self._author(author)

    def _page(
        self, breadcrumbs: tuple[Link, ...], template: str, view: Any, number: int = 1, **rest: Any
    ) -> PageSpec:
        """Return one page of a listing whose first page is the last step of `breadcrumbs`."""
        first = breadcrumbs[-1]
        address = page_address(first.address, number)
        entry: Tag | Author | None = rest.pop("entry", None)
        campaign = rest.pop("campaign", "") or first.address.strip("/")
        composer = Composer(self.library, self.links, address, entry, campaign)
        title, description = first.label, rest.pop("description")
        if number > 1:
            breadcrumbs = (*breadcrumbs, Link(f"Page {number}", address))
            title, description = f"{title} – page {number}", f"Page {number}: {description}"

        def make() -> PageSpec:
            return PageSpec(
                f"pages/{address}index.md",
                address,
                template,
                title,
                description,
                view,
                composer,
                from_file=False,
                breadcrumbs=breadcrumbs,
                **rest,
            )

        return remembered(composer, (template, title, description, view, breadcrumbs, rest), make)

    def _blog(self) -> Iterator[PageSpec]:
        posts = self.library.posts
        tags = tuple((tag_link(t), n) for t, n in self._counted() if n)
        for shown, pager, on_page in _paged(self.library, posts, LISTING):
            yield self._page(
                (HOME, BLOG),
                "blog.html",
                ListingView(shown, pager, tags),
                pager.number,
                description=BLOG_DESCRIPTION,
                type="CollectionPage",
                last_modified=newest(on_page),
                social_card=social_card(self.library, BLOG.label, "Overview"),
            )

    def _counted(self) -> list[tuple[Tag, int]]:
        counted = [(tag, len(self.library.tagged(tag))) for tag in self.library.tags.values()]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].meta.label.casefold()))

    def _tag_index(self) -> PageSpec:
        rows = tuple((tag_link(tag), tag.meta.description, count) for tag, count in self._counted())
        return self._page(
            (HOME, TOPICS),
            "tags.html",
            TagIndexView(rows),
            description=TAGS_DESCRIPTION,
            type="CollectionPage",
            last_modified=newest(self.library.posts),
            social_card=social_card(self.library, TOPICS.label, "Overview"),
        )

    def _tag(self, tag: Tag) -> Iterator[PageSpec]:
        posts = self.library.tagged(tag)
        sets = tuple(set_summary(self.library, s) for s in self.library.sets_tagged(tag))
        tagged = self.library.sets_tagged(tag)
        for shown, pager, on_page in _paged(self.library, posts, tag.address):
            on_first = tagged if pager.number == 1 else ()
            yield self._page(
                (HOME, TOPICS, tag_link(tag)),
                "tag.html",
                TagView(shown, pager, sets if pager.number == 1 else ()),
                pager.number,
                description=tag.meta.description,
                type="CollectionPage",
                indexed=len(posts) >= _FEWEST_TO_INDEX,
                last_modified=newest(on_page, on_first),
                social_card=social_card(self.library, tag.meta.label, "Topic"),
                entry=tag,
                campaign=f"tag-{tag.id}",
            )

    def _hub(self) -> PageSpec:
        sets = self.library.sets
        return self._page(
            (HOME, QUESTIONS),
            "faq.html",
            HubView(tuple(set_summary(self.library, s) for s in sets)),
            description=FAQ_DESCRIPTION,
            type="CollectionPage",
            last_modified=newest((), sets),
            social_card=social_card(self.library, QUESTIONS.label, "Overview"),
            extra_meta={"nav_title": "FAQ"},
        )

    def _author(self, author: Author) -> PageSpec:
        posts = self.library.written_by(author)
        return self._page(
            (HOME, Link(author.meta.name, author.address)),
            "author.html",
            AuthorPageView(
                author_view(self.library, author), tuple(post_card(self.library, p) for p in posts)
            ),
            description=author.meta.bio or f"Articles by {author.meta.name}.",
            type="ProfilePage",
            last_modified=newest(posts),
            social_card=social_card(self.library, author.meta.name, "Author"),
            entry=author,
            campaign=f"author-{author.id}",
        )
