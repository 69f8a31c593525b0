"""Pages made from many files: the blog's listing, tags, the FAQ hub, authors, redirects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sitekit.addresses import (
    FAQ_HUB,
    LISTING,
    TAG_INDEX,
    alias_address,
    page_address,
    page_numbers,
    tag_alias_address,
)
from sitekit.composing import Composer
from sitekit.content import Author, Broken, Post, Tag
from sitekit.library import Library
from sitekit.page_views import (
    AuthorView,
    HubView,
    ListingView,
    RedirectView,
    TagIndexView,
    TagView,
)
from sitekit.pages import PageSpec
from sitekit.sitemap import SiteMap
from sitekit.views import Card, Link, Pager, byline, card, chip, set_summary

_FEWEST_TO_INDEX = 2
"""A tag page with fewer posts says nothing that the post does not."""

BLOG_TITLE = "Blog"
BLOG_DESCRIPTION = (
    "Articles for those who answer for AI work: strategy, architecture, evaluation, vendors, teams."
)
TAGS_TITLE = "Topics"
TAGS_DESCRIPTION = "Every topic we write about, with the number of articles on each."
FAQ_TITLE = "Common questions"
FAQ_DESCRIPTION = "Every question we answer in writing, by subject, each with one full answer."


def _pager(first: str, number: int, numbers: range) -> Pager:
    pages = tuple(Link(str(n), page_address(first, n)) for n in numbers)
    newer = pages[number - 2].address if number > 1 else ""
    older = pages[number].address if number < len(numbers) else ""
    return Pager(number, len(numbers), pages, newer, older)


def _paged(
    library: Library, posts: tuple[Post, ...], first: str
) -> Iterator[tuple[tuple[Card, ...], Pager]]:
    size = library.settings.page_size
    numbers = page_numbers(len(posts), size)
    for number in numbers:
        shown = posts[(number - 1) * size : number * size]
        yield tuple(card(library, p) for p in shown), _pager(first, number, numbers)


@dataclass(frozen=True)
class Listings:
    """Makes the pages of one library."""

    library: Library
    where: SiteMap

    def _page(self, address: str, template: str, view: Any, **rest: Any) -> PageSpec:
        entry: Tag | None = rest.pop("entry", None)
        campaign = rest.pop("campaign", "") or address.strip("/").replace("/", "-")
        composer = Composer(self.library, self.where, address, entry, campaign)
        source = f"{address}index.md" if address.endswith("/") else f"{address}.md"
        return PageSpec(
            source, address, template, view=view, composer=composer, from_file=False, **rest
        )

    def pages(self) -> Iterator[PageSpec]:
        """Yield every page that is not made from one file."""
        yield from self._blog()
        yield self._tag_index()
        for tag in self.library.tags.values():
            yield from self._tag(tag)
        yield self._hub()
        for author in self.library.authors.values():
            yield self._author(author)
        yield from self._redirects()

    def _blog(self) -> Iterator[PageSpec]:
        tags = tuple((chip(t), n) for t, n in self._counted() if n)
        for posts, pager in _paged(self.library, self.library.posts, LISTING):
            yield self._page(
                page_address(LISTING, pager.number),
                "blog.html",
                ListingView(posts, pager, tags),
                title=_numbered(BLOG_TITLE, pager),
                description=_numbered(BLOG_DESCRIPTION, pager),
                campaign="blog",
            )

    def _counted(self) -> list[tuple[Tag, int]]:
        counted = [(tag, len(self.library.tagged(tag))) for tag in self.library.tags.values()]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].meta.label.casefold()))

    def _tag_index(self) -> PageSpec:
        rows = tuple((chip(tag), tag.meta.description, count) for tag, count in self._counted())
        view = TagIndexView(rows)
        return self._page(
            TAG_INDEX, "tags.html", view, title=TAGS_TITLE, description=TAGS_DESCRIPTION
        )

    def _tag(self, tag: Tag) -> Iterator[PageSpec]:
        posts = self.library.tagged(tag)
        sets = tuple(set_summary(self.library, s) for s in self.library.sets_tagged(tag))
        for cards, pager in _paged(self.library, posts, tag.address):
            yield self._page(
                page_address(tag.address, pager.number),
                "tag.html",
                TagView(cards, pager, sets if pager.number == 1 else ()),
                title=_numbered(tag.meta.label, pager),
                description=_numbered(tag.meta.description, pager),
                indexed=len(posts) >= _FEWEST_TO_INDEX,
                entry=tag,
                campaign=f"tag-{tag.id}",
            )

    def _hub(self) -> PageSpec:
        view = HubView(tuple(set_summary(self.library, s) for s in self.library.sets))
        return self._page(
            FAQ_HUB,
            "faq.html",
            view,
            title=FAQ_TITLE,
            description=FAQ_DESCRIPTION,
            extra_meta={"nav_title": "FAQ"},
        )

    def _author(self, author: Author) -> PageSpec:
        shown = byline(self.library, author)
        posts = tuple(card(self.library, p) for p in self.library.written_by(author))
        return self._page(
            author.address,
            "author.html",
            AuthorView(shown, posts),
            title=author.meta.name,
            description=author.meta.bio or f"Articles by {author.meta.name}.",
            campaign=f"author-{author.id}",
        )

    def _redirects(self) -> Iterator[PageSpec]:
        for post in self.library.posts:
            for alias in post.meta.aliases:
                yield self._redirect(alias_address(alias), Link(post.meta.title, post.address))
        for tag in self.library.tags.values():
            addresses = {tag_alias_address(tag, alias): None for alias in tag.meta.aliases}
            for address in filter(None, addresses):
                yield self._redirect(address, chip(tag))

    def _redirect(self, address: str, target: Link) -> PageSpec:
        canonical = Composer(self.library, self.where, "", None, "").absolute(target.address)
        return self._page(
            address,
            "redirect.html",
            RedirectView(target),
            title=target.label,
            description=f"This page has moved to {canonical}",
            indexed=False,
            canonical=canonical,
        )

    def problem_pages(self, broken: Iterable[Broken]) -> Iterator[PageSpec]:
        """Yield, for the preview, a page in place of each file that cannot be shown."""
        for file in broken:
            name = file.path
            page = self._page(
                file.address, "problems.html", None, title=name, description=name, indexed=False
            )
            yield replace(page, source=name)


def _numbered(text: str, pager: Pager) -> str:
    return text if pager.number == 1 else f"{text.rstrip('.')} – page {pager.number}"
