"""The address of every page and file; two that claim one address are a problem of the later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitekit.content.models import Lines, Tag
from sitekit.front_matter.data_models import TagMeta
from sitekit.links.routes import (
    alias_addresses,
    collisions,
    other_names,
    page_address,
    page_numbers,
    routes,
)
from support.content import post
from support.sites import TemporarySite


@pytest.mark.parametrize(("entries", "pages"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_listing_has_a_page_for_every_ten_entries_and_at_least_one(
    entries: int, pages: int
) -> None:
    assert [*page_numbers(entries, 10)] == [*range(1, pages + 1)]


def test_address_of_a_listings_first_page_has_no_number() -> None:
    assert [page_address("blog/", n) for n in (1, 2, 3)] == [
        "blog/",
        "blog/page/2/",
        "blog/page/3/",
    ]


@pytest.mark.parametrize(
    "alias", ["/old/x", "/old/x/", "/old/x.html", "/old/x/index.html", "/old/x/index"]
)
def test_alias_is_served_in_every_spelling(alias: str) -> None:
    assert alias_addresses(alias) == ("old/x/", "old/x.html")


def test_aliases_of_a_tag_are_slugs_each_once_and_not_its_own() -> None:
    meta = TagMeta(
        label="C#", description="D", aliases=["C Sharp", "c#", "Csharp", "日本", "C sharp!"]
    )
    tag = Tag("c-sharp", meta, Lines(1))
    assert other_names(tag) == ("tags/csharp/", "tags/csharp.html")


def test_routes_are_of_all_pages_and_files(site: TemporarySite) -> None:
    site.write({"posts/draft.md": post(more="draft: true\naliases: [/old/draft/]\n")})
    library = site.read().library
    found = [route.address for route in routes(library, ["robots.txt"])]
    assert len({*found}) == len(found)
    assert {address for address in found if not address.startswith("assets/")} == {
        *("", "about/", "robots.txt", "blog/", "tags/", "faq/", "faq/shared/", "authors/ada/"),
        "sign-up/letter/",
        "faq/alone/",  # while a post shows the set, nothing is there
        *("blog/first/", "blog/second/", "blog/second/dot.svg", "blog/draft/"),
        *(f"tags/{tag}/{file}" for tag in library.tags for file in ("", "feed.xml")),
        *("faq/paged/", "faq/paged/begun/", "faq/paged/how-is-an-engine-ended/"),
        *("faq/paged/started/", "faq/paged/started.html"),
        *("series/engines/", "series/motors/", "series/motors.html"),
        *("tags/strategy/", "tags/strategy.html", "tags/strategy/feed.xml"),
        *("old/first/", "old/first.html", "old/draft/", "old/draft.html"),
    }


def test_routes_have_every_page_of_a_listing(site: TemporarySite) -> None:
    library = site.read().library
    small = replace(library, settings=replace(library.settings, page_size=1))
    found = {route.address for route in routes(small, ())}
    assert {"blog/page/2/", "tags/ai-strategy/page/2/"} <= found
    assert not {"blog/page/3/", "tags/cpp/page/2/"} & found


def _collisions(site: TemporarySite, *reserved: str) -> list[str]:
    return [str(problem) for problem in sorted({*collisions(site.read().library, reserved)})]


def test_addresses_of_the_base_site_do_not_collide(site: TemporarySite) -> None:
    assert _collisions(site, "robots.txt", "sitemap.xml") == []


@pytest.mark.parametrize(
    ("files", "problems"),
    [
        (
            {"posts/a.md": post(more="slug: second\n")},
            [
                'posts/a.md:6: slug: "/blog/second/" is already used by posts/second/index.md. '
                "Give one of the two another `slug`."
            ],
        ),
        (
            {"posts/2026-05-01-second.md": post()},
            [
                'posts/2026-05-01-second.md:1: file: "/blog/second/" is already used by '
                "posts/second/index.md. Give one of the two another `slug`."
            ],
        ),
        (
            {"posts/a.md": post(more="aliases: [/about]\n")},
            [
                'posts/a.md:6: aliases: "/about/" is already used by docs/about.md. '
                "An alias must be an unused address. Remove it."
            ],
        ),
        (
            {"posts/a.md": post(more="aliases: [/old/first.html]\n")},
            [
                'posts/a.md:6: aliases: "/old/first/" is already used by posts/first.md. '
                "An alias must be an unused address. Remove it."
            ],
        ),
        (
            {"docs/ABOUT.md": "---\ntitle: T\ndescription: D\n---\nX.\n"},
            [
                'docs/about.md:1: file: "/about/" is already used by docs/ABOUT.md, whose '
                "address differs in capital letters alone. Rename this file."
            ],
        ),
        (
            {"docs/blog/first/index.md": "---\ntitle: T\ndescription: D\n---\nX.\n"},
            [
                'posts/first.md:1: file: "/blog/first/" is already used by '
                "docs/blog/first/index.md. Give one of the two another `slug`."
            ],
        ),
        (
            {"posts/a.md": post(more="aliases: [/about/index.md]\n")},
            [
                'posts/a.md:6: aliases: "/about/index.md/" is already used by docs/about.md. '
                "An alias must be an unused address. Remove it."
            ],
        ),
        (
            {"docs/robots.txt": "x"},
            [
                'docs/robots.txt:1: file: "/robots.txt" is already used by the site itself. '
                "Rename this file."
            ],
        ),
        (
            {"docs/robots.txt/x.png": b""},
            [
                'docs/robots.txt/x.png:1: file: "/robots.txt/x.png" is already used by the site '
                "itself. Rename this file."
            ],
        ),
        (
            {"docs/about/index.md": "---\ntitle: T\ndescription: D\n---\nX.\n"},
            [
                'docs/about.md:1: file: "/about/" is already used by docs/about/index.md. '
                "Rename this file."
            ],
        ),
    ],
)
def test_address_that_is_used_already_is_a_problem(
    files: dict, problems: list[str], site: TemporarySite
) -> None:
    site.write(files)
    assert _collisions(site, "robots.txt") == problems
