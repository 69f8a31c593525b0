"""The library: what a build shows, in which order, and how entries refer to each other."""

from __future__ import annotations

import pytest

from sitekit.content.library import Library
from support.content import post
from support.sites import TemporarySite


def _slugs(library: Library) -> list[str]:
    return [p.slug for p in library.posts]


def test_posts_are_newest_first_and_of_one_moment_by_slug(site: TemporarySite) -> None:
    site.write(
        {
            "posts/2026-05-01-b.md": post(date="2026-05-01"),
            "posts/a.md": post(date="2026-05-01T00:00:00+02:00"),
            "posts/later.md": post(date="2026-05-01T00:00:01+02:00"),
        }
    )
    library = site.read().library
    assert _slugs(library) == ["later", "a", "b", "second", "first"]


def test_posts_that_are_held_back_are_shown_in_a_preview_alone(site: TemporarySite) -> None:
    site.write(
        {
            "posts/draft.md": post(more="draft: true\n"),
            "posts/coming.md": post(date="2026-07-01"),
            "posts/over.md": post(more="expires: 2026-05-20\n"),
        }
    )
    library = site.read().library
    assert _slugs(library) == ["second", "first"]
    held_back = {"draft", "coming", "over"}
    assert {p.slug for p in library.all_posts} == {"second", "first"} | held_back
    assert {*_slugs(site.read(preview=True).library)} == {"second", "first"} | held_back


def test_entry_with_a_problem_is_never_shown(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more="cta: nonsense\n")})
    for preview in (False, True):
        library = site.read(preview=preview).library
        assert "x" not in _slugs(library)
        assert "x" in [p.slug for p in library.all_posts]


def test_newer_and_older_are_the_neighbors_of_a_post(site: TemporarySite) -> None:
    library = site.read().library
    second, first = library.posts
    assert (library.newer(second), library.older(second)) == (None, first)
    assert (library.newer(first), library.older(first)) == (second, None)


def test_questions_on_a_post_are_in_the_order_of_its_front_matter(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "The rest.", "The rest.\n\n## More? {#what-is-not-here}\n\nNo.")
    faq = "faq: [shared#what-is-not, alone, shared#what-is-shared]\n"
    site.write({"posts/x.md": post(more=faq)})
    library = site.read().library
    x = library.post_by_slug["x"]
    assert [(s.name, q.id) for s, q in library.questions_on(x)] == [
        ("shared", "what-is-not"),
        ("alone", "who-shows-this"),
        ("alone", "whole"),
        ("shared", "what-is-shared"),
    ]
    assert [s.name for s in library.sets_on(x)] == ["alone"]
    (alone,) = library.sets_on(x)
    assert [p.slug for p in library.showing(alone)] == ["x", "first"]


def test_sets_are_in_the_order_of_the_hub(site: TemporarySite) -> None:
    for name, order in (("zebra", 1), ("beta", 2000), ("alpha", 2000)):
        front = f"title: T\ndescription: D\norder: {order}\ntags: [cpp]\n"
        site.write({f"faq/{name}.md": f"---\n{front}---\n## Q?\n\nYes.\n"})
    site.edit("faq/beta.md", "order:", "draft: true\norder:")
    library = site.read().library
    assert [s.name for s in library.sets] == ["zebra", "alone", "paged", "shared", "alpha"]
    assert [s.name for s in library.sets_tagged(library.tags["cpp"])] == ["zebra", "alpha"]


def test_tag_has_its_shown_posts_newest_first_also_by_its_alias(site: TemporarySite) -> None:
    site.write(
        {
            "posts/x.md": post(tags="strategy"),
            "posts/draft.md": post(tags="strategy", more="draft: true\n"),
        }
    )
    library = site.read().library
    assert library.post_by_slug["x"].meta.tags == ("ai-strategy",)
    assert [p.slug for p in library.tagged(library.tags["ai-strategy"])] == ["x", "second", "first"]
    labels = [tag.meta.label for tag in library.tags_of(library.post_by_slug["first"])]
    assert labels == ["AI Strategy", "C++"]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-05-01", "2026-05-01T00:00:00+02:00"),
        ("2026-01-01", "2026-01-01T00:00:00+01:00"),
        ("2026-05-01T09:00:00-05:00", "2026-05-01T09:00:00-05:00"),
    ],
)
def test_date_without_a_time_is_midnight_in_the_sites_zone(
    date: str, moment: str, site: TemporarySite
) -> None:
    site.write({"posts/x.md": post(date=date)})
    assert site.read().library.post_by_slug["x"].meta.date.isoformat() == moment


def test_author_must_be_named_where_there_are_several(site: TemporarySite) -> None:
    authors = (site.root / "posts/authors.yml").read_text()
    site.write({"posts/authors.yml": authors + "bob:\n  name: Bob\n"})
    message = "author: is missing. Name one of the authors in posts/authors.yml."
    assert site.messages() == [
        f"posts/first.md:1: {message}",
        f"posts/second/index.md:1: {message}",
    ]
    site.write({"posts/draft.md": post(more="draft: true\nauthor: bob\n")})
    site.edit("posts/first.md", "tags:", "authors: [bob, ada]\ntags:")
    site.edit("posts/second/index.md", "tags:", "author: bob\ntags:")
    assert site.messages() == []
    library = site.read().library
    first, second = library.post_by_slug["first"], library.post_by_slug["second"]
    assert [author.meta.name for author in library.authors_of(first)] == ["Bob", "Ada Byron"]
    assert library.written_by(library.authors["bob"]) == (second, first)
    assert library.written_by(library.authors["ada"]) == (first,)
