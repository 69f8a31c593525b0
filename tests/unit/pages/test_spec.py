"""Pages as values: their files, what lists them, and the picture that represents them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from sitekit.pages.spec import PageSpec, last_change
from sitekit.pages.views import Link, Picture
from sitekit.social_cards.layout import SocialCard

HOME = Link("Home", "")
PAGE = PageSpec("posts/x.md", "blog/x/", "post.html", "X", "D", None, "x", breadcrumbs=(HOME,))


@pytest.mark.parametrize(
    ("address", "files"),
    [
        ("", ("index.html", "index.html.gz")),
        ("blog/x/", ("blog/x/index.html", "blog/x/index.html.gz")),
        ("sitemap.xml", ("sitemap.xml", "sitemap.xml.gz")),
    ],
)
def test_files_of_a_page_follow_its_address(address: str, files: tuple[str, str]) -> None:
    page = replace(PAGE, address=address)
    assert (page.file, page.files) == (files[0], files[:1])
    assert replace(page, gzipped=True).files == files


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({}, True),
        ({"indexed": False}, False),
        ({"canonical": "https://other.example/"}, False),
        ({"badge": "Draft"}, False),
        ({"breadcrumbs": ()}, False),
        ({"breadcrumbs": (), "address": ""}, True),
    ],
)
def test_page_is_listed_if_it_was_published_here_first_for_readers(
    changes: dict, listed: bool
) -> None:
    assert replace(PAGE, **changes).listed == listed


def test_not_found_page_is_the_one_for_any_address() -> None:
    assert replace(PAGE, address="404.html").is_not_found_page
    assert not PAGE.is_not_found_page


def test_picture_is_the_writers_own_or_the_card() -> None:
    card = SocialCard("A title", "Article", "Ada", "The site")
    own = Picture("blog/x/p.png", 9, 9, "")
    assert PAGE.picture is None
    social = Picture("blog/x/p.0-social.jpg", 9, 9, "")
    pictured = replace(PAGE, own_picture=own, social_picture=social, social_card=card)
    assert (pictured.picture, pictured.shared_picture) == (own, social)
    drawn = replace(PAGE, social_card=card).picture
    assert replace(PAGE, social_card=card).shared_picture == drawn
    assert drawn.address == f"assets/cards/blog-x.{card.digest[:8]}.png"
    assert (drawn.width, drawn.height, drawn.alt) == (1200, 630, "A title – The site")
    home = replace(PAGE, address="", social_card=card).picture
    assert home.address.startswith("assets/cards/home.")


def test_digest_names_every_field() -> None:
    others = {
        "title": "Y",
        "view": Link("a", "b"),
        "inputs": (1,),
        "questions_heading": "Questions",
        "pictures": ("p.png",),
        "last_modified": datetime(2026, 1, 1, tzinfo=UTC),
        "nav_title": "T",
    }
    pages = [PAGE, *(replace(PAGE, **{name: value}) for name, value in others.items())]
    assert len({page.digest for page in pages}) == len(pages)
    assert replace(PAGE).digest == PAGE.digest


def test_last_change_is_the_latest_of_posts_and_sets() -> None:
    def on(day: int) -> datetime:
        return datetime(2026, 1, day, tzinfo=UTC)

    posts = [SimpleNamespace(last_modified=on(day)) for day in (2, 4, 3)]
    sets = [SimpleNamespace(meta=SimpleNamespace(updated=day and on(day))) for day in (None, 5)]
    assert last_change(posts) == on(4)
    assert last_change(posts, sets) == on(5)
    assert last_change([], sets[:1]) is None
