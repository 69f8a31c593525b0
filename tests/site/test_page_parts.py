"""What each part of a page shows, on one site that has something for all of them."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from support.content import post
from support.page_walks import facts_of
from support.sites import TemporarySite, make_site

_HOME = """---
title: Home
description: The home page of a small site that the tests build, with a link to each kind of page.
headline: What the site is about.
lead: What it does for its readers.
---
Words.
"""
_MORE = """updated: 2026-05-20
authors: [ada, bob]
canonical: https://other.example/original/
faq: [shared#what-is-shared, shared#what-is-not]
"""
_SHARED = "author: ada\nfaq: shared\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    site = make_site(tmp_path_factory.mktemp("parts") / "site-under-test")
    authors = (site.root / "posts/authors.yml").read_text()
    body = "## One\n\nWords.\n\n## Two\n\nMore."
    site.write(
        {
            "docs/index.md": _HOME,
            "posts/authors.yml": f"{authors}bob:\n  name: Bob Fox\n",
            "posts/fourth.md": post("The fourth post", "2026-02-01", more=_SHARED),
            "posts/fifth.md": post("The fifth post", "2026-01-01", more=_SHARED),
            "posts/third.md": post("The third post", tags="c-sharp, cpp", more=_MORE, body=body),
        }
    )
    site.edit("posts/first.md", "tags:", "author: ada\ntags:")
    site.edit("posts/second/index.md", "tags:", "author: ada\ntags:")
    site.edit("faq/shared.md", "tags:", "updated: 2026-05-02\ntags:")
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  language: de\n  locale: de_DE\n")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def words(element: Tag | None) -> str:
    """Return an element's text with single spaces."""
    assert element is not None
    return " ".join(element.get_text().split())


def links(page: BeautifulSoup, selector: str) -> list[tuple[str, str]]:
    """Return text and address of links."""
    return [(words(a), a["href"]) for a in page.select(selector)]


def meta(page: BeautifulSoup, name: str) -> list[str]:
    """Return the values of a name or property in a page's head."""
    return [m["content"] for m in page.select(f'meta[name="{name}"], meta[property="{name}"]')]


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("blog", {"Blog": "page"}),
        ("blog/first", {"Blog": "true"}),
        ("faq/shared", {"FAQ": "true"}),
        ("about", {"About": "page"}),
        ("tags/cpp", {}),
    ],
)
def test_header_marks_where_the_page_is(address: str, current: dict, built) -> None:
    marked = built.page(address).select(".site-nav [aria-current]")
    assert {words(a): a["aria-current"] for a in marked} == current


def test_way_back_leads_to_the_step_above(built) -> None:
    [back] = built.page("blog/first").select(".back-link a")
    assert (back["href"], words(back)) == ("../../series/engines/", "Engines from the beginning")
    [back] = built.page("blog").select(".back-link a")
    assert (back["href"], words(back)) == ("../", "Home")


def test_home_page_opens_with_headline_lead_and_call_to_action(built) -> None:
    hero = built.page("").select_one(".hero")
    assert words(hero.h1) == "What the site is about."
    assert words(hero.select_one(".hero__lead")) == "What it does for its readers."
    assert words(hero.select_one(".hero__note")) == "No pitch."
    assert words(hero.select_one("a.button")) == "Book a call"
    assert ("Read the blog", "blog/") in links(hero, "a")


def test_home_page_shows_the_newest_articles_and_leads_to_all(built) -> None:
    page = built.page("")
    titles = [words(title) for title in page.select(".card h3")]
    assert titles == ["The third post", "The second post", "The first post"]
    assert links(page, ".more > p > a") == [("All articles", "blog/")]


def test_card_shows_date_reading_time_description_and_topics(built) -> None:
    card = built.page("blog").select_one(".card")
    assert words(card.select_one(".card__meta")) == "May 1, 2026 · 1 min read"
    assert words(card.select_one(".card__description")).startswith("A description that is long")
    assert links(card, ".card__topic a") == [("C#", "../tags/c-sharp/")]


def test_listing_shows_each_topic_with_its_number_of_articles(built) -> None:
    topics = [words(a) for a in built.page("blog").select("nav[aria-label=Topics] a")]
    assert topics == ["C++ 4", "AI Strategy 2", "C# 2"]


def test_title_block_tells_authors_dates_and_length(built) -> None:
    assert facts_of(built.page("blog/third")) == {
        "Author": "Ada Byron Engineer Bob Fox",
        "Published": "May 1, 2026",
        "Updated": "May 20, 2026",
        "Length": "1 min read",
    }


def test_neighbors_are_named_by_their_titles(built) -> None:
    assert links(built.page("blog/second"), ".neighbors a") == [
        ("Newer The third post", "../third/"),
        ("Older The first post", "../first/"),
    ]


def test_contents_are_shown_from_two_headings_on(built) -> None:
    assert [words(a) for a in built.page("blog/third").select(".contents nav a")] == [
        "One",
        "Two",
        "Common questions",
    ]
    assert built.page("blog/second").select(".question")
    assert not built.page("blog/second").select(".contents")


def test_printed_address_is_the_canonical_one(built) -> None:
    assert words(built.page("blog/third").select_one(".printed")) == (
        "https://other.example/original/"
    )
    assert words(built.page("blog/first").select_one(".printed")) == (
        "https://example.org/blog/first/"
    )


def test_call_to_action_shows_its_note(built) -> None:
    block = built.page("blog/third").select_one(".reading .invitation")
    terms = {words(cell.dt): words(cell.dd) for cell in block.select(".title-block > div")}
    assert terms == {"Terms": "No pitch.", "Booked on": "book.example"}


def test_questions_of_one_home_are_followed_by_one_link_there(built) -> None:
    page = built.page("blog/third")
    assert [h["id"] for h in page.select(".question h3")] == ["what-is-shared", "what-is-not"]
    [home] = page.select(".question__home")
    assert links(home, "a") == [("Questions of the site", "../../faq/shared/#what-is-not")]


def test_faq_set_shows_topics_update_and_the_articles_on_it(built) -> None:
    page = built.page("faq/shared")
    assert links(page, ".reading__head .chips a") == [("AI Strategy", "../../tags/ai-strategy/")]
    assert facts_of(page) == {"Updated": "May 2, 2026"}
    titles = [words(title) for title in page.select(".more .card h3")]
    assert titles == ["The fourth post", "The fifth post"]


def test_faq_hub_describes_each_set(built) -> None:
    descriptions = [words(p) for p in built.page("faq").select(".question-list > p")]
    assert "A set with a page of its own, because no post shows it whole to its readers." in (
        descriptions
    )
    assert "Answered in the article: The first post" in descriptions
    assert len(descriptions) == 4


def test_cards_of_a_topic_do_not_name_topics(built) -> None:
    assert built.page("blog").select(".card__topic")
    listing = built.page("tags/ai-strategy")
    assert listing.select(".card")
    assert not listing.select(".card__topic")


def test_topic_index_describes_each_topic(built) -> None:
    described = {words(li.h2): words(li.p) for li in built.page("tags").select(".tag-index li")}
    assert described["AI Strategy"] == "What to build, and what to leave."


def test_author_page_shows_role_and_biography(built) -> None:
    page = built.page("authors/ada")
    assert words(page.select_one(".position")) == "Engineer"
    assert words(page.select_one(".lead")) == "Writes about engines."


def test_not_found_page_leads_on(built) -> None:
    page = BeautifulSoup((built.root / "site/404.html").read_bytes(), "html5lib")
    assert links(page, ".lead a") == [
        ("the blog", "/blog/"),
        ("the topics", "/tags/"),
        ("the FAQ", "/faq/"),
    ]
    assert len(page.select(".card")) == 3


def test_footer_names_owner_and_profiles(built) -> None:
    footer = built.page("about").footer
    assert words(footer.select_one(".site-footer__small")) == "© Engine Works"
    assert links(footer, "a[rel~=me]") == [
        ("Forum", "https://social.example/@engines"),
        ("X", "https://x.com/engines"),
    ]


@pytest.mark.parametrize(
    ("address", "title", "kind"),
    [
        ("", "Engine Works", "website"),
        ("about", "About – Engine Works", "website"),
        ("blog/first", "The first post – Engine Works", "article"),
    ],
)
def test_head_has_title_and_kind(address: str, title: str, kind: str, built) -> None:
    page = built.page(address)
    assert page.title.get_text() == title
    assert meta(page, "og:type") == [kind]
    assert meta(page, "og:site_name") == ["Engine Works"]
    assert meta(page, "twitter:card") == ["summary_large_image"]


def test_head_of_a_post_has_dates_authors_and_topics(built) -> None:
    page = built.page("blog/third")
    assert meta(page, "og:url") == ["https://other.example/original/"]
    assert meta(page, "article:published_time") == ["2026-05-01T00:00:00+02:00"]
    assert meta(page, "article:modified_time") == ["2026-05-20T00:00:00+02:00"]
    assert meta(page, "author") == ["Ada Byron", "Bob Fox"]
    assert meta(page, "article:author") == [
        "https://example.org/authors/ada/",
        "https://example.org/authors/bob/",
    ]
    assert meta(page, "article:tag") == ["C#", "C++"]


def test_head_says_the_sites_language(built) -> None:
    page = built.page("about")
    assert page.html["lang"] == "de"
    assert meta(page, "og:locale") == ["de_DE"]


def test_footer_leads_to_the_feed_in_words(built) -> None:
    footer = links(built.page("blog/second"), "footer a")
    assert ("New articles in your feed reader", "../../feed.xml") in footer
    assert not [address for _, address in footer if address.endswith(".json")]


def test_head_links_to_feeds_markdown_and_icons(built) -> None:
    page = built.page("tags/cpp")
    feeds = page.select("link[rel=alternate]")
    assert [(link["type"], link["title"], link["href"]) for link in feeds] == [
        ("application/atom+xml", "Engine Works", "../../feed.xml"),
        ("application/feed+json", "Engine Works", "../../feed.json"),
        ("application/atom+xml", "Engine Works: C++", "feed.xml"),
        ("text/markdown", "Markdown", "index.md"),
    ]
    icons = [link["href"] for link in page.select("link[rel=icon], link[rel=apple-touch-icon]")]
    names = ("favicon.svg", "icon-192.png", "apple-touch-icon.png")
    assert icons == [f"../../assets/{name}" for name in names]


def test_body_is_named_after_its_template(built) -> None:
    for address, name in {"": "home", "blog/first": "post", "tags/cpp": "tag"}.items():
        assert built.page(address).body["class"] == [name]
