"""A listing cut into pages, and the links between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitekit.content.models import Post
from sitekit.links.routes import page_address, page_numbers
from sitekit.pages.inputs import PageInputs
from sitekit.pages.views import Link, Pager, PostCard

_NEAR_PAGES = 3
"""Pages that a listing links to on each side, beside its first and last."""


@dataclass(frozen=True)
class ListingPage:
    """One page of a paginated listing."""

    posts: tuple[Post, ...]
    cards: tuple[PostCard, ...]
    pager: Pager


def paginated(inputs: PageInputs, posts: tuple[Post, ...], first: str) -> Iterator[ListingPage]:
    """Yield the pages of a listing whose first page is at the address `first`."""
    size = inputs.library.settings.page_size
    numbers = page_numbers(len(posts), size)
    for number in numbers:
        shown = posts[(number - 1) * size : number * size]
        cards = tuple(inputs.sketched_card(post) for post in shown)
        yield ListingPage(shown, cards, _pager(first, number, numbers))


def _pager(first: str, number: int, numbers: range) -> Pager:
    last = len(numbers)
    near = range(max(1, number - _NEAR_PAGES), min(last, number + _NEAR_PAGES) + 1)
    pages = tuple(Link(str(n), page_address(first, n)) for n in sorted({1, *near, last}))
    newer = page_address(first, number - 1) if number > 1 else ""
    older = page_address(first, number + 1) if number < last else ""
    return Pager(number, last, pages, newer, older)
