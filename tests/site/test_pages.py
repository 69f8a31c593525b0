"""Posts, FAQ sets and pages of docs/ as readers get them."""

from __future__ import annotations

import re

import pytest

from support.content import post
from support.page_walks import (
    facts_of,
    nodes_of,
    structured_data,
    visible,
    walk_links,
    walk_pages,
    walk_questions,
)
from support.sites import TemporarySite, make_site, pages_of, parse, with_digest


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with posts and sets of many kinds; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("pages") / "site-under-test")
    pictured = "updated: 2026-05-20\nimage: second/dot.svg\nimage_alt: A dot\nrelated: [late]\n"
    pictured += "authors: [grace, ada]\n"
    other_set = (site.root / "faq/shared.md").read_text().replace("What is", "What else is")
    other_set = other_set.replace("{#what-is-shared}", "{#else}")
    site.write(
        {
            "posts/late.md": post(date="2026-03-31T23:30:00-05:00", more="author: ada\n"),
            "posts/pictured.md": post(more=pictured, body="Words. " * 231),
            "posts/twice.md": post(body="# A post\n\nWords.", more="author: ada\n"),
            "posts/underlined.md": post(body="A post\n======\n\nWords.", more="author: ada\n"),
            "posts/whole.md": post(more="faq: [shared, index#else]\nauthor: ada\n"),
            "posts/too.md": post(more="faq: shared\nauthor: ada\n"),
            "faq/index.md": other_set.replace("tags:", "updated: 2026-05-03\ntags:"),
        }
    )
    site.edit("posts/first.md", "faq: alone", "faq: alone\nauthor: ada")
    site.edit("posts/second/index.md", "faq:", "author: ada\nfaq:")
    site.edit("posts/authors.yml", "ada:\n", "grace:\n  name: Grace H.\nada:\n")
    site.edit("faq/alone.md", "## Who shows", "A word before.\n\n## Who shows")
    site.edit("faq/alone.md", "One post does.", '=== "A"\n\n    a\n\n=== "B"\n\n    b')
    site.edit("faq/alone.md", "Yes, with", "### Deeper\n\nYes, with")
    site.edit("faq/shared.md", "The rest.", "### Deeper\n\nThe rest.")
    site.edit("docs/index.md", "title: Home", "title: Home\nheadline: Welcome\nlead: Words.")
    site.edit("docs/about.md", "title: About", "title: About\nnav_title: Us")
    assert site.messages() == []
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    walk_pages(site.root / "site")
    walk_links(site.root / "site")
    return site


def test_base_site_is_sound(base_built: TemporarySite) -> None:
    walk_pages(base_built.root / "site")
    assert walk_links(base_built.root / "site") > 100
    homes = walk_questions(base_built.root / "site", base_built.url)
    assert homes == {
        "Who shows this?": "blog/first/index.html",
        "And whole?": "blog/first/index.html",
        "What is shared?": "faq/shared/index.html",
        "What is not?": "faq/shared/index.html",
        "How is an engine begun?": "faq/paged/begun/index.html",
        "How is an engine ended?": "faq/paged/how-is-an-engine-ended/index.html",
    }


def test_addresses_of_the_base_site(base_built: TemporarySite) -> None:
    pages = {path for path in base_built.built() if path.endswith(".html")}
    assert pages == {
        "404.html",
        "index.html",
        "about/index.html",
        "authors/ada/index.html",
        "blog/index.html",
        "blog/first/index.html",
        "blog/second/index.html",
        "faq/index.html",
        "faq/alone/index.html",
        "faq/shared/index.html",
        "faq/paged/index.html",
        "faq/paged/begun/index.html",
        "faq/paged/how-is-an-engine-ended/index.html",
        "faq/paged/started/index.html",
        "faq/paged/started.html",
        "old/first/index.html",
        "old/first.html",
        "series/engines/index.html",
        "series/motors/index.html",
        "series/motors.html",
        "sign-up/letter/index.html",
        "tags/index.html",
        "tags/ai-strategy/index.html",
        "tags/c-sharp/index.html",
        "tags/cpp/index.html",
        "tags/strategy/index.html",
        "tags/strategy.html",
    }
    assert "blog/second/dot.svg" in base_built.built()


def test_post_from_top_to_bottom(base_built: TemporarySite) -> None:
    page = base_built.page("blog/first")
    [back] = page.select(".back-link a")
    assert (back["href"], back.get_text()) == (
        "../../series/engines/",
        "Engines from the beginning",
    )
    article = page.main
    order = [
        ".chips a[href='../../tags/ai-strategy/']",
        "h1",
        ".title-block a[rel=author][href='../../authors/ada/']",
        ".title-block time[datetime='2026-03-01T00:00:00+01:00']",
        ".contents a[href='#a-section']",
        ".contents a[href='#faq']",
        "h2#a-section",
        ".questions h3#who-shows-this",
        ".person .person__name a[href='../../authors/ada/']",
        ".invitation h2",
        ".more .card .card__topic a[href='../../tags/ai-strategy/']",
        ".more .card .card__title a[href='../second/']",
        ".neighbors a[rel=prev][href='../second/']",
    ]
    everything = [id(element) for element in article.find_all(True)]
    places = [everything.index(id(article.select_one(selector))) for selector in order]
    assert places == sorted(places)
    assert article.h1.get_text() == "The first post"
    assert facts_of(article) == {
        "Author": "Ada Byron Engineer",
        "Published": "March 1, 2026",
        "Length": "1 min read",
    }
    assert article.select_one(".printed").get_text() == "https://example.org/blog/first/"


def test_post_has_the_dates_of_the_sites_time_zone(built: TemporarySite) -> None:
    shown = built.page("blog/late").select_one(".title-block time")
    assert shown["datetime"] == "2026-04-01T06:30:00+02:00"
    assert shown.get_text() == "April 1, 2026"


def test_post_has_its_authors_update_minutes_picture_and_topics(built: TemporarySite) -> None:
    article = built.page("blog/pictured").article
    assert facts_of(article) == {
        "Author": "Grace H. Ada Byron Engineer",
        "Published": "May 1, 2026",
        "Updated": "May 20, 2026",
        "Length": "2 min read",
    }
    image = article.select_one("img.post-image")
    assert (image["src"], image["alt"]) == ("../second/dot.svg", "A dot")
    assert article.select_one(".chips").get_text().strip() == "C++"


def test_post_leads_to_related_newer_and_older_ones(built: TemporarySite) -> None:
    page = built.page("blog/late")
    neighbors = {a["rel"][0]: a["href"] for a in page.select(".neighbors a")}
    assert neighbors == {"prev": "../second/", "next": "../first/"}
    related = built.page("blog/pictured").select(".more .card__title a")
    assert related[0]["href"] == "../late/"
    assert not built.page("blog/first").select(".neighbors [rel=next]")


@pytest.mark.parametrize("slug", ["twice", "underlined"])
def test_title_repeated_in_the_body_is_shown_once(slug: str, built: TemporarySite) -> None:
    assert [h.get_text() for h in built.page(f"blog/{slug}").select("h1")] == ["A post"]


def test_head_of_a_post(base_built: TemporarySite) -> None:
    head = base_built.page("blog/first").head
    meta = [(m.get("property") or m.get("name"), m.get("content")) for m in head.select("meta")]
    description = "A description of the first post that is long enough to be shown in full."
    expected = {
        ("description", description),
        ("og:type", "article"),
        ("og:url", "https://example.org/blog/first/"),
        ("og:title", "The first post"),
        ("og:description", description),
        ("og:site_name", "Engine Works"),
        ("og:locale", "en_US"),
        ("og:image:alt", "The first post – Engine Works"),
        ("twitter:card", "summary_large_image"),
        ("article:published_time", "2026-03-01T00:00:00+01:00"),
        ("article:modified_time", "2026-03-01T00:00:00+01:00"),
        ("author", "Ada Byron"),
        ("article:author", "https://example.org/authors/ada/"),
        ("article:tag", "AI Strategy"),
        ("article:tag", "C++"),
    }
    assert set(meta) >= expected
    assert "robots" not in dict(meta)
    assert head.title.get_text() == "The first post – Engine Works"
    links = {(link["rel"][0], link.get("type"), link["href"]) for link in head.select("link")}
    assert links >= {
        ("canonical", None, "https://example.org/blog/first/"),
        ("alternate", "application/atom+xml", "../../feed.xml"),
        ("alternate", "application/feed+json", "../../feed.json"),
        ("alternate", "text/markdown", "index.md"),
    }
    assert head.style.string.startswith("@layer ")
    sheet = base_built.page("blog/first").body.find("link", rel="stylesheet")
    late = with_digest(base_built.root / "site", "assets/late.css")
    assert sheet["href"] == f"../../{late}"


def test_pages_load_the_sheets_of_the_rare_elements_that_they_have(
    showcase: TemporarySite,
) -> None:
    folder, seen = showcase.root / "docs/assets/elements", set()
    rules = {
        sheet.stem: set(re.findall(r"^ *\.([\w-]+)", sheet.read_text(encoding="utf-8"), re.M))
        for sheet in folder.glob("*.css")
    }
    for path, page in pages_of(showcase.root / "site").items():
        links = page.select('body > link[href*="assets/elements/"]')
        loaded = {link["href"].rpartition("/")[2].partition(".")[0] for link in links}
        assert loaded == {
            name
            for name, classes in rules.items()
            if page.select(", ".join(f"main .{name}" for name in classes))
        }, path
        seen |= loaded
    assert seen >= {"code", "notes", "pager", "tabs", "task-list"}


def test_head_of_an_updated_post_has_its_date(built: TemporarySite) -> None:
    head = built.page("blog/pictured").head
    modified = head.select_one('meta[property="article:modified_time"]')["content"]
    assert modified == "2026-05-20T00:00:00+02:00"


def test_head_of_the_home_page_names_the_site(base_built: TemporarySite) -> None:
    head = base_built.page("").head
    assert head.title.get_text() == "Engine Works"
    assert head.select_one('meta[property="og:title"]')["content"] == "Engine Works"
    assert head.select_one('meta[property="og:type"]')["content"] == "website"
    assert head.select_one('link[type="text/markdown"]')["href"] == "index.md"


def test_home_page_has_its_headline_and_the_newest_posts(
    built: TemporarySite, base_built: TemporarySite
) -> None:
    page = built.page("")
    assert page.h1.get_text() == "Welcome"
    assert page.select_one(".hero__lead").get_text() == "Words."
    assert len(page.select(".more .card")) == 3
    assert base_built.page("").h1.get_text() == "Home"
    newest = [c.get_text() for c in base_built.page("").select(".more .card__title")]
    assert newest == ["The second post", "The first post"]


def test_not_found_page_leads_on_from_any_address(base_built: TemporarySite) -> None:
    page = parse(base_built.root / "site/404.html")
    links = {a["href"] for a in page.main.select(".lead a")}
    assert links == {"/blog/", "/tags/", "/faq/"}
    newest = [a["href"] for a in page.main.select(".card__title a")]
    assert newest == ["/blog/second/", "/blog/first/"]
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    assert not page.select("link[rel=canonical], link[type='text/markdown'], .back-link")


def test_header_and_footer_lead_everywhere(base_built: TemporarySite) -> None:
    page = base_built.page("blog/first")
    header = {a.get_text(strip=True): a["href"] for a in page.select("header.site-header nav a")}
    footer = {a.get_text(strip=True): a["href"] for a in page.select("footer a")}
    assert header == {"Blog": "../", "FAQ": "../../faq/", "About": "../../about/"}
    assert footer.items() > header.items()
    assert footer["Topics"] == "../../tags/"
    assert footer["New articles in your feed reader"] == "../../feed.xml"
    assert page.select_one("header .brand")["href"] == "../../"


def test_header_marks_the_page_and_the_section_it_is_in(
    base_built: TemporarySite, built: TemporarySite
) -> None:
    def current(address: str) -> dict[str, str]:
        links = base_built.page(address).select("header nav [aria-current]")
        return {a.get_text(strip=True): a["aria-current"] for a in links}

    assert current("blog/first") == {"Blog": "true"}
    assert current("blog") == {"Blog": "page"}
    assert current("about") == {"About": "page"}
    assert current("") == {}
    names = [a.get_text(strip=True) for a in built.page("blog").select("header nav a")]
    assert names == ["Blog", "FAQ", "Us"]


def test_question_away_from_home_is_whole_and_unmarked(base_built: TemporarySite) -> None:
    page = base_built.page("blog/second")
    assert visible(page.select_one(".answer")) == "This,seethefirstpostandhome."
    (graph,) = structured_data(page)
    assert nodes_of(graph, "Question") == nodes_of(graph, "FAQPage") == []
    home = page.select_one(".question__home a")
    assert home["href"] == "../../faq/shared/#what-is-shared"
    assert home.get_text() == "Questions of the site"


def test_questions_of_a_set_lead_home_once(built: TemporarySite) -> None:
    page = built.page("blog/whole")
    homes = [a["href"] for a in page.select(".question__home a")]
    assert homes == ["../../faq/shared/#what-is-not", "../../faq/index/#else"]


def test_headings_of_an_answer_are_one_level_below_its_question(built: TemporarySite) -> None:
    for address, level in {"blog/first": "h4", "faq/shared": "h3"}.items():
        page = built.page(address)
        heading = page.select_one(f".answer {level}")
        assert heading.get_text() == "Deeper"
        (graph,) = structured_data(page)
        answers = [q["acceptedAnswer"]["text"] for q in nodes_of(graph, "Question")]
        assert f"<{level}>Deeper</{level}>" in answers[1]


def test_question_has_an_address_to_copy(base_built: TemporarySite) -> None:
    link = base_built.page("blog/first").select_one("h3#whole + a.headerlink")
    assert link["href"] == "#whole"
    assert link["data-clipboard-text"] == "https://example.org/blog/first/#whole"
    away = base_built.page("blog/second").select_one("h3 + a.headerlink")
    assert away["data-clipboard-text"] == "https://example.org/faq/shared/#what-is-shared"


def test_set_at_home_on_a_post_has_its_introduction_there(built: TemporarySite) -> None:
    section = built.page("blog/first").select_one(".questions")
    assert section.p.get_text() == "A word before."


def test_set_shows_its_topics_update_and_the_posts_that_show_it(built: TemporarySite) -> None:
    page = built.page("faq/shared")
    assert page.select_one(".chips").get_text().strip() == "AI Strategy"
    assert facts_of(page) == {}
    titles = [a["href"] for a in page.select(".more .card__title a")]
    assert titles == ["../../blog/too/", "../../blog/whole/"]
    assert facts_of(built.page("faq/index")) == {"Updated": "May 3, 2026"}
    assert not built.page("faq/index").select(".more")


def test_set_may_be_called_index(built: TemporarySite) -> None:
    assert built.page("faq/index").select_one(".question h2")
    homes = walk_questions(built.root / "site", built.url)
    assert homes["What else is not?"] == "faq/index/index.html"


def test_tabs_in_an_answer_work_wherever_it_is_shown(built: TemporarySite) -> None:
    page = built.page("blog/first")
    labels = page.select(".answer label[for]")
    assert len(labels) == 2
    assert all(page.find(id=label["for"]) for label in labels)
    groups = {radio["name"] for radio in page.select(".answer input[type=radio]")}
    assert groups == {"who-shows-this--__tabbed_1"}
