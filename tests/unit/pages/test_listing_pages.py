"""Pages made from many files: their order, their pages, and what search engines list."""

from __future__ import annotations

import pytest

from sitekit.pages.spec import PageSpec
from support.content import post
from support.sites import TemporarySite


def _pages(site: TemporarySite, **settings) -> dict[str, PageSpec]:
    return {page.address: page for page in site.read(**settings).listing_pages}


def test_listing_has_pages_that_lead_to_each_other(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(f"P{n}", f"2026-02-{n + 1:02}") for n in range(18)})
    pages = _pages(site, page_size=2)
    listing = {address: page for address, page in pages.items() if address.startswith("blog/")}
    assert [page.view.pager.number for page in listing.values()] == [*range(1, 11)]
    first, fifth, last = (listing[f"blog/{end}"] for end in ("", "page/5/", "page/10/"))
    assert [card.title for card in first.view.posts] == ["The second post", "The first post"]
    assert [card.title for card in last.view.posts] == ["P1", "P0"]
    assert (first.view.pager.newer, first.view.pager.older) == ("", "blog/page/2/")
    assert (fifth.view.pager.newer, fifth.view.pager.older) == ("blog/page/4/", "blog/page/6/")
    assert (last.view.pager.newer, last.view.pager.older) == ("blog/page/9/", "")
    labels = [[link.label for link in page.view.pager.pages] for page in (first, fifth, last)]
    assert labels == [
        ["1", "2", "3", "4", "10"],
        ["1", "2", "3", "4", "5", "6", "7", "8", "10"],
        ["1", "7", "8", "9", "10"],
    ]
    assert (first.title, last.title) == ("Blog", "Blog – page 10")
    assert last.description == f"Page 10: {first.description}"
    assert [link.label for link in last.breadcrumbs] == ["Home", "Blog", "Page 10"]
    assert {page.campaign for page in listing.values()} == {"blog"}
    assert first.last_modified.isoformat().startswith("2026-04-01")


def test_topics_are_the_most_used_first_and_then_by_label(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(tags="c-sharp")})
    site.edit("posts/tags.yml", "c-sharp:", "unused: {label: A, description: D}\nc-sharp:")
    pages = _pages(site)
    assert [(link.label, count) for link, count in pages["blog/"].view.tags] == [
        *(("AI Strategy", 2), ("C#", 2), ("C++", 1))
    ]
    rows = pages["tags/"].view.tags
    assert [(link.label, text, count) for link, text, count in rows][-1] == ("A", "D", 0)
    assert len(rows) == 4


@pytest.mark.parametrize(("tag", "posts", "indexed"), [("ai-strategy", 2, True), ("cpp", 1, False)])
def test_tag_page_is_indexed_from_two_posts_on(
    tag: str, posts: int, indexed: bool, site: TemporarySite
) -> None:
    page = _pages(site)[f"tags/{tag}/"]
    assert (len(page.view.posts), page.indexed) == (posts, indexed)
    assert page.campaign == f"tag-{tag}"


def test_tag_page_has_its_sets_on_the_first_page_alone(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "title:", "updated: 2026-05-20\ntitle:")
    pages = _pages(site, page_size=1)
    first, second = pages["tags/ai-strategy/"], pages["tags/ai-strategy/page/2/"]
    assert [faq_set.title for faq_set in first.view.sets] == ["Questions of the site"]
    assert second.view.sets == ()
    assert first.last_modified.isoformat().startswith("2026-05-20")
    assert second.last_modified.isoformat().startswith("2026-03-01")


def test_hub_has_every_shown_set(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "title:", "draft: true\ntitle:")
    for preview, titles in (
        (False, ["Questions of one post", "Questions with pages"]),
        (True, ["Questions of one post", "Questions with pages", "Questions of the site"]),
    ):
        hub = _pages(site, preview=preview)["faq/"]
        assert [faq_set.title for faq_set in hub.view.sets] == titles


def test_author_page_has_their_posts(site: TemporarySite) -> None:
    page = _pages(site)["authors/ada/"]
    assert [card.title for card in page.view.posts] == ["The second post", "The first post"]
    assert (page.title, page.description) == ("Ada Byron", "Writes about engines.")
    assert (page.campaign, page.type) == ("author-ada", "ProfilePage")
    site.edit("posts/authors.yml", "  bio: Writes about engines.\n", "")
    assert _pages(site)["authors/ada/"].description == "Articles by Ada Byron."


def test_redirects_lead_straight_to_the_page(site: TemporarySite) -> None:
    pages = _pages(site)
    targets = {
        address: (page.view.target.address, page.view.target.fragment)
        for address, page in pages.items()
        if page.template == "redirect.html"
    }
    assert targets == {
        "old/first/": ("blog/first/", ""),
        "old/first.html": ("blog/first/", ""),
        "tags/strategy/": ("tags/ai-strategy/", ""),
        "tags/strategy.html": ("tags/ai-strategy/", ""),
        "faq/alone/": ("blog/first/", "faq"),
        "faq/paged/started/": ("faq/paged/begun/", ""),
        "faq/paged/started.html": ("faq/paged/begun/", ""),
        "series/motors/": ("series/engines/", ""),
        "series/motors.html": ("series/engines/", ""),
    }
    assert pages["old/first/"].canonical == "https://example.org/blog/first/"
    assert not pages["old/first/"].indexed


def test_not_found_page_has_the_newest_posts(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(f"P{n}", f"2026-05-0{n + 1}") for n in range(4)})
    page = _pages(site)["404.html"]
    assert [card.title for card in page.view.newest] == ["P3", "P2", "P1"]
    assert not page.listed
