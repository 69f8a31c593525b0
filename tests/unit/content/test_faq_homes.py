"""The home of a FAQ set: the only post that shows the whole set, else a page of its own."""

from __future__ import annotations

import pytest

from support.content import post
from support.sites import TemporarySite


def _home(site: TemporarySite, name: str, **settings) -> str:
    library = site.read(**settings).library
    return library.home(next(s for s in library.all_sets if s.name == name)).source.path


@pytest.mark.parametrize(
    ("others", "home"),
    [
        ({}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\n")}, "faq/alone.md"),
        ({"posts/x.md": post(more="faq: [shared, alone]\n")}, "faq/alone.md"),
        ({"posts/x.md": post(more="faq: alone#whole\n")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\ndraft: true\n")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\n", date="2026-07-01")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\nexpires: 2026-05-20\n")}, "posts/first.md"),
    ],
    ids=["one post", "two", "with another set", "a question", "draft", "scheduled", "expired"],
)
def test_home_is_the_only_post_that_shows_the_whole_set(
    others: dict, home: str, site: TemporarySite
) -> None:
    site.write(others)
    assert site.messages() == []
    assert _home(site, "alone") == home


def test_home_of_a_set_of_which_posts_show_single_questions_is_its_own_page(
    site: TemporarySite,
) -> None:
    site.edit("posts/first.md", "faq: alone", "faq: [alone#whole, alone#who-shows-this]")
    assert site.messages() == []
    assert _home(site, "alone") == "faq/alone.md"


def test_home_is_no_post_that_is_held_back_but_in_a_preview(site: TemporarySite) -> None:
    site.edit("posts/first.md", "faq: alone", "faq: alone\ndraft: true")
    site.edit("faq/shared.md", "[the first post](../posts/first.md)", "x")
    site.edit("docs/index.md", "[first](../posts/first.md#a-section), ", "")
    site.edit("docs/index.md", ", [tag](/tags/cpp/)", "")
    assert site.messages() == []
    assert _home(site, "alone") == "faq/alone.md"
    assert _home(site, "alone", preview=True) == "posts/first.md"


def test_home_of_a_set_that_is_not_shown_is_its_own_page(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "title:", "draft: true\ntitle:")
    assert _home(site, "alone") == "faq/alone.md"
    assert _home(site, "alone", preview=True) == "posts/first.md"
