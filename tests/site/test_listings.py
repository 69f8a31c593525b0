"""Pages made from many files: the blog, topics, the FAQ hub, authors, and their empty states."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from support.content import post
from support.page_walks import walk_links, walk_pages
from support.sites import TemporarySite, make_site, pages_of


@pytest.fixture(scope="module")
def paginated(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with 120 posts, a day apart; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("listings") / "site-under-test")
    days = [date(2026, 2, 28) - timedelta(days=n) for n in range(118)]
    posts = {
        f"posts/p{n}.md": post(f"Number {n}", str(day), "cpp" if n < 19 else "c-sharp")
        for n, day in enumerate(days)
    }
    site.write(posts)
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def _titles(site: TemporarySite, address: str) -> list[str]:
    return [card.get_text() for card in site.page(address).select(".card__title")]


def _pager(site: TemporarySite, address: str) -> list[str]:
    return [item.get_text(strip=True) for item in site.page(address).select(".pager li")]


def test_listing_has_ten_posts_a_page_newest_first(paginated: TemporarySite) -> None:
    first = ["The second post", "The first post", *(f"Number {n}" for n in range(8))]
    assert _titles(paginated, "blog") == first
    assert _titles(paginated, "blog/page/2") == [f"Number {n}" for n in range(8, 18)]
    assert _titles(paginated, "blog/page/12") == [f"Number {n}" for n in range(108, 118)]
    assert not (paginated.root / "site/blog/page/13").exists()
    walk_links(paginated.root / "site")


def test_listing_of_a_topic_is_paginated_likewise(paginated: TemporarySite) -> None:
    first = ["The first post", *(f"Number {n}" for n in range(9))]
    assert _titles(paginated, "tags/cpp") == first
    assert _titles(paginated, "tags/cpp/page/2") == [f"Number {n}" for n in range(9, 19)]
    assert not (paginated.root / "site/tags/cpp/page/3").exists()


def test_listing_of_an_author_is_paginated_likewise(paginated: TemporarySite) -> None:
    first = ["The second post", "The first post", *(f"Number {n}" for n in range(8))]
    assert _titles(paginated, "authors/ada") == first
    assert _titles(paginated, "authors/ada/page/12") == [f"Number {n}" for n in range(108, 118)]
    assert _pager(paginated, "authors/ada")[-1] == "12"
    assert not (paginated.root / "site/authors/ada/page/13").exists()


def test_lead_is_on_the_first_page_of_a_listing_alone(paginated: TemporarySite) -> None:
    assert paginated.page("tags/cpp").select_one(".lead").get_text() == "The language."
    assert not paginated.page("tags/cpp/page/2").select(".lead")


def test_listing_links_to_its_neighbors(paginated: TemporarySite) -> None:
    middle, last = paginated.page("blog/page/2"), paginated.page("blog/page/12")
    assert middle.select_one(".pager [aria-current]").get_text() == "2"
    assert middle.select_one(".pager [rel=prev]")["href"] == "../../"
    assert middle.select_one(".pager [rel=next]")["href"] == "../3/"
    assert last.select_one(".pager [rel=prev]")["href"] == "../11/"
    assert last.select_one(".pager [rel=next]") is None
    assert paginated.page("blog").select_one(".pager [rel=prev]") is None


def test_listing_links_to_its_ends_and_to_the_pages_near(paginated: TemporarySite) -> None:
    assert _pager(paginated, "blog") == ["1", "2", "3", "4", "…", "12"]
    near = ["1", "…", "3", "4", "5", "6", "7", "8", "9", "…", "12"]
    assert _pager(paginated, "blog/page/6") == near
    assert _pager(paginated, "blog/page/5") == ["1", "2", "3", "4", "5", "6", "7", "8", "…", "12"]
    links = [a["href"] for a in paginated.page("blog/page/6").select(".pager li a")]
    assert links[:3] == ["../../", "../3/", "../4/"]


def test_listing_names_its_further_pages_in_title_and_breadcrumbs(
    paginated: TemporarySite,
) -> None:
    page = paginated.page("tags/cpp/page/2")
    assert page.h1.get_text() == "C++ – page 2"
    assert page.select_one('meta[name="description"]')["content"] == "Page 2: The language."
    assert page.select_one(".back-link").get_text() == "C++"


def test_listing_of_the_blog_links_to_topics_by_their_number_of_posts(
    paginated: TemporarySite,
) -> None:
    chips = paginated.page("blog").select("main > .listing > nav[aria-label=Topics] a")
    shown = [(a.get_text(" ", strip=True), a["href"]) for a in chips]
    assert shown == [
        ("C# 100", "../tags/c-sharp/"),
        ("C++ 20", "../tags/cpp/"),
        ("AI Strategy 2", "../tags/ai-strategy/"),
    ]


def test_listing_of_one_page_has_no_pager(base_built: TemporarySite) -> None:
    assert not base_built.page("blog").select(".pager")


def test_topic_index_lists_topics_with_their_number_of_posts(base_built: TemporarySite) -> None:
    index = base_built.page("tags").select_one(".tag-index")
    shown = [(li.h2.get_text(), li.select_one(".small").get_text()) for li in index.select("li")]
    assert shown == [("AI Strategy", "2 articles"), ("C#", "1 article"), ("C++", "1 article")]
    assert [p.get_text() for p in index.select("li > p:not(.small)")] == [
        "What to build, and what to leave.",
        "The other language.",
        "The language.",
    ]


def test_topic_shows_its_posts_and_questions(base_built: TemporarySite) -> None:
    page = base_built.page("tags/ai-strategy")
    assert page.h1.get_text() == "AI Strategy"
    assert page.select_one(".lead").get_text() == "What to build, and what to leave."
    assert _titles(base_built, "tags/ai-strategy") == ["The second post", "The first post"]
    questions = {a.get_text(): a["href"] for a in page.select(".question-list li a")}
    assert questions == {
        "What is shared?": "../../faq/shared/#what-is-shared",
        "What is not?": "../../faq/shared/#what-is-not",
    }
    feed = page.select_one('head link[href="feed.xml"]')
    assert feed["title"] == "Engine Works: AI Strategy"


def test_topic_is_indexed_from_two_posts_on(base_built: TemporarySite) -> None:
    assert not base_built.page("tags/ai-strategy").select('meta[name="robots"]')
    single = base_built.page("tags/cpp")
    assert single.select_one('meta[name="robots"]')["content"] == "noindex"


def test_hub_links_each_question_to_its_home(base_built: TemporarySite) -> None:
    hub = base_built.page("faq")
    assert {a.get_text(): a["href"] for a in hub.select(".question-list li a")} == {
        "Who shows this?": "../blog/first/#who-shows-this",
        "And whole?": "../blog/first/#whole",
        "How is an engine begun?": "paged/begun/",
        "How is an engine ended?": "paged/how-is-an-engine-ended/",
        "What is shared?": "shared/#what-is-shared",
        "What is not?": "shared/#what-is-not",
    }
    assert [a["href"] for a in hub.select(".question-list h2 a")] == [
        "../blog/first/#faq",
        "paged/",
        "shared/",
    ]


def test_hub_tells_how_each_answer_begins(base_built: TemporarySite) -> None:
    shown = [item.get_text("|") for item in base_built.page("faq").select(".question-list li")]
    assert shown[:2] == [
        "Who shows this?|One post does.",
        "And whole?|Yes, with the other question.",
    ]
    assert all("|" in item for item in shown)
    assert not base_built.page("tags/ai-strategy").select(".question-list li p")


def test_author_page_shows_who_they_are_and_their_posts(base_built: TemporarySite) -> None:
    page = base_built.page("authors/ada")
    assert page.h1.get_text() == "Ada Byron"
    assert page.select_one(".position").get_text() == "Engineer"
    assert page.select_one(".lead").get_text() == "Writes about engines."
    assert _titles(base_built, "authors/ada") == ["The second post", "The first post"]
    profiles = page.select("ul[aria-label=Elsewhere] a[rel~=me]")
    assert [(a.get_text(), a["href"]) for a in profiles] == [
        ("example.org/ada", "https://example.org/ada"),
        ("social.example/@ada", "https://social.example/@ada"),
    ]


def test_author_page_without_a_bio_is_described_by_its_name(site: TemporarySite) -> None:
    site.edit("posts/authors.yml", "  bio: Writes about engines.\n", "")
    (page,) = [p for p in site.read().listing_pages if p.address == "authors/ada/"]
    assert page.description == "Articles by Ada Byron."


def test_empty_listings_say_so_and_lead_on(site: TemporarySite) -> None:
    site.write(
        {"posts/first.md": None, "posts/second/index.md": None, "posts/second/dot.svg": None}
    )
    site.write({"faq/shared.md": None, "faq/paged.md": None})
    site.edit("faq/alone.md", "---\ntitle", "---\ndraft: true\ntitle")
    site.write({"docs/index.md": "---\ntitle: Home\ndescription: The home page.\n---\nWords.\n"})
    assert site.build().returncode == 0
    shown = {
        address: (empty.get_text(" ", strip=True), empty.a["href"])
        for address in ("", "blog", "tags/cpp", "faq", "authors/ada")
        for empty in site.page(address).select("main .empty")
    }
    assert shown == {
        "": ("No article has been published yet. Read the FAQ.", "faq/"),
        "blog": ("No article has been published yet. Read the FAQ.", "../faq/"),
        "tags/cpp": (
            "No article on this topic has been published yet. See the topics.",
            "../",
        ),
        "faq": ("No question has been answered here yet. Read the blog.", "../blog/"),
        "authors/ada": ("None has been published yet. Read the blog.", "../../blog/"),
    }
    walk_pages(site.root / "site")
    walk_links(site.root / "site")


def test_empty_states_are_not_on_pages_with_something_to_list(base_built: TemporarySite) -> None:
    pages = pages_of(base_built.root / "site")
    assert not [path for path, page in pages.items() if page.select(".empty")]
