"""What the content as a whole knows: homes, related posts, neighbors, statuses."""

from __future__ import annotations

import random
from math import log

import pytest

from support.content import post
from support.sites import TemporarySite


def _post(site: TemporarySite, slug: str):
    return next(p for p in site.read().library.posts if p.slug == slug)


def test_related_posts_the_writers_choice_then_rare_tags_then_newest(site: TemporarySite) -> None:
    site.write(
        {
            "posts/me.md": post(tags="ai-strategy, cpp", more="related: [named]\n"),
            "posts/named.md": post(tags="c-sharp", date="2026-01-01"),
            "posts/common-new.md": post(tags="ai-strategy", date="2026-05-20"),
            "posts/common-old.md": post(tags="ai-strategy", date="2026-01-02"),
            "posts/other.md": post(tags="c-sharp", date="2026-05-25"),
        }
    )
    read = site.read()
    me = read.library.post_by_slug["me"]
    # `first` shares both tags, the rare `cpp` among them; then the newest of equals.
    assert [p.slug for p in read.page_inputs.related(me)] == ["named", "first", "common-new"]


def test_related_posts_are_those_of_the_definition(site: TemporarySite) -> None:
    dice = random.Random(7)
    tags = ["ai-strategy", "c-sharp", "cpp"]
    for n in range(40):
        own = ", ".join(dice.sample(tags, dice.randint(1, 3)))
        named = f"related: [p{(n + 1) % 40}]\n" if n % 5 == 0 else ""
        date = f"2026-05-{dice.randint(1, 9):02}"
        site.write({f"posts/p{n}.md": post(tags=own, date=date, more=named)})
    read = site.read()
    posts = read.library.posts
    counts = {tag: sum(tag in p.meta.tags for p in posts) for tag in tags}
    for me in posts:
        chosen = [p for slug in me.meta.related for p in posts if p.slug == slug]
        others = [
            (-sum(log(len(posts) / counts[t]) + 1 for t in tags if t in shared), rank, p)
            for rank, p in enumerate(posts)
            if (shared := set(me.meta.tags) & set(p.meta.tags)) and p not in [me, *chosen]
        ]
        expected = [*chosen, *(p for *_, p in sorted(others, key=lambda o: o[:2]))][:3]
        assert [p.slug for p in read.page_inputs.related(me)] == [p.slug for p in expected]


def test_a_post_of_very_many_tags_has_related_posts_too(site: TemporarySite) -> None:
    many = [f"topic-{n:02}" for n in range(30)]
    added = "".join(f"{tag}:\n  label: {tag}\n  description: Words.\n" for tag in many)
    site.write({"posts/tags.yml": (site.root / "posts/tags.yml").read_text() + added})
    for name, tags in (("all", many), ("rare", many[:1]), ("most", many[1:])):
        site.write({f"posts/{name}.md": post(tags=", ".join(tags))})
    for n in range(3):
        site.write({f"posts/other-{n}.md": post(tags=", ".join(many[2:]))})
    read = site.read()
    everything = read.library.post_by_slug["all"]
    related = [p.slug for p in read.page_inputs.related(everything)]
    assert related[0] == "most"
    assert len(related) == 3


def test_newer_and_older(site: TemporarySite) -> None:
    library = site.read().library
    second, first = library.posts
    assert (library.newer(second), library.older(second)) == (None, first)
    assert (library.newer(first), library.older(first)) == (second, None)


def _home(site: TemporarySite, name: str, **settings) -> str:
    library = site.read(**settings).library
    return library.home(next(s for s in library.sets if s.name == name)).source.path


@pytest.mark.parametrize(
    ("others", "home"),
    [
        ({}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\n")}, "faq/alone.md"),
        ({"posts/x.md": post(more="faq: alone#whole\n")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\ndraft: true\n")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\n", date="2026-07-01")}, "posts/first.md"),
        ({"posts/x.md": post(more="faq: alone\nexpires: 2026-05-20\n")}, "posts/first.md"),
    ],
)
def test_the_home_of_a_set(others: dict, home: str, site: TemporarySite) -> None:
    site.write(others)
    assert site.messages() == []
    assert _home(site, "alone") == home


def test_a_held_back_post_is_no_home(site: TemporarySite) -> None:
    site.edit("posts/first.md", "faq: alone", "faq: alone\ndraft: true")
    site.edit("faq/shared.md", "[the first post](../posts/first.md)", "x")
    site.edit("docs/index.md", "[first](../posts/first.md#a-section), ", "")
    assert site.messages() == []
    assert _home(site, "alone") == "faq/alone.md"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("posts/plain.md", "plain"),
        ("posts/2026-05-01-dated.md", "dated"),
        ("posts/2026-05-01-bundle/index.md", "bundle"),
        ("posts/2026-goals.md", "2026-goals"),
    ],
)
def test_the_slug_of_a_file(name: str, slug: str, site: TemporarySite) -> None:
    site.write({name: post()})
    assert site.messages() == []
    assert _post(site, slug).source.path == name


def test_dates_are_in_the_sites_time_zone(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(date="2026-05-01")})
    assert _post(site, "x").meta.date.isoformat() == "2026-05-01T00:00:00+02:00"


def test_tag_aliases_mean_the_tag(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(tags="strategy")})
    assert _post(site, "x").meta.tags == ("ai-strategy",)


def test_more_than_one_author(site: TemporarySite) -> None:
    authors = (site.root / "posts/authors.yml").read_text()
    site.write({"posts/authors.yml": authors + "bob:\n  name: Bob\n"})
    message = "author: is missing. Name one of the authors in posts/authors.yml."
    assert site.messages() == [
        f"posts/first.md:1: {message}",
        f"posts/second/index.md:1: {message}",
    ]
    site.edit("posts/first.md", "tags:", "authors: [bob, ada]\ntags:")
    site.edit("posts/second/index.md", "tags:", "author: bob\ntags:")
    assert site.messages() == []
    assert _post(site, "first").authors == ("bob", "ada")
