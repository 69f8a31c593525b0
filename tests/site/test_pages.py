"""Whole sites built for real and looked at as a browser parses them."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from support.builds import files_of
from support.content import post
from support.page_walks import (
    nodes_of,
    structured_data,
    visible,
    walk_links,
    walk_pages,
    walk_questions,
)
from support.sites import ROOT, TemporarySite, pages_of


@pytest.fixture
def built(site: TemporarySite) -> TemporarySite:
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


def test_a_post_from_top_to_bottom(built: TemporarySite) -> None:
    page = built.page("blog/first")
    trail = page.select(".trail li")
    assert [step.get_text() for step in trail] == ["Home", "Blog", "The first post"]
    assert [a["href"] for a in page.select(".trail a")] == ["../../", "../"]
    article = page.main
    order = [
        ".chips a[href='../../tags/ai-strategy/']",
        "h1",
        ".byline a[rel=author][href='../../authors/ada/']",
        ".byline time[datetime='2026-03-01T00:00:00+01:00']",
        ".contents a[href='#a-section']",
        ".contents a[href='#faq']",
        "h2#a-section",
        ".questions h3#who-shows-this",
        ".invitation h2",
        ".more .card a[href='../second/']",
        ".more .card .chips a[href='../../tags/c-sharp/']",
        ".neighbors a[rel=prev][href='../second/']",
    ]
    everything = list(article.find_all(True))
    places = [everything.index(article.select_one(selector)) for selector in order]
    assert places == sorted(places)
    assert article.h1.get_text() == "The first post"
    assert "March 1, 2026" in article.select_one(".byline").get_text()
    assert "1 min read" in article.select_one(".byline").get_text()


def test_dates_are_shown_in_the_sites_time_zone(site: TemporarySite) -> None:
    site.write({"posts/late.md": post(date="2026-03-31T23:30:00-05:00")})
    assert site.build().returncode == 0
    shown = site.page("blog/late").select_one(".byline time")
    assert shown["datetime"] == "2026-04-01T06:30:00+02:00"
    assert shown.get_text() == "April 1, 2026"


def test_updated_date_picture_and_tag_label(site: TemporarySite) -> None:
    more = "updated: 2026-05-20\nimage: second/dot.svg\nimage_alt: A dot\n"
    site.write({"posts/pictured.md": post(more=more)})
    assert site.build().returncode == 0
    article = site.page("blog/pictured").article
    assert "updated May 20, 2026" in " ".join(article.select_one(".byline").get_text().split())
    image = article.select_one("img.post-image")
    assert (image["src"], image["alt"]) == ("../second/dot.svg", "A dot")
    assert article.select_one(".chips").get_text().strip() == "C++"


@pytest.mark.parametrize("heading", ["# A post\n\nWords.", "A post\n======\n\nWords."])
def test_a_title_repeated_in_the_body_is_shown_once(heading: str, site: TemporarySite) -> None:
    site.write({"posts/twice.md": post(body=heading)})
    assert site.build().returncode == 0
    assert [h.get_text() for h in site.page("blog/twice").select("h1")] == ["A post"]


def test_every_page_of_the_base_site_is_sound(built: TemporarySite) -> None:
    walk_pages(built.root / "site")
    assert walk_links(built.root / "site") > 100
    homes = walk_questions(built.root / "site", built.url)
    assert homes == {
        "Who shows this?": "blog/first/index.html",
        "And whole?": "blog/first/index.html",
        "What is shared?": "faq/shared/index.html",
        "What is not?": "faq/shared/index.html",
    }


def test_addresses(built: TemporarySite) -> None:
    pages = {path for path in built.built() if path.endswith(".html")}
    assert pages == {
        "404.html",
        "index.html",
        "about/index.html",
        "authors/ada/index.html",
        "blog/index.html",
        "blog/first/index.html",
        "blog/second/index.html",
        "faq/index.html",
        "faq/shared/index.html",
        "old/first/index.html",
        "old/first.html",
        "tags/index.html",
        "tags/ai-strategy/index.html",
        "tags/c-sharp/index.html",
        "tags/cpp/index.html",
        "tags/strategy/index.html",
        "tags/strategy.html",
    }
    assert "blog/second/dot.svg" in built.built()


def test_links_follow_files_in_every_direction(built: TemporarySite) -> None:
    home = [a["href"] for a in built.page("").main.select(".body a")]
    assert home == ["blog/", "blog/first/#a-section", "faq/shared/", "tags/cpp/"]
    first = [a["href"] for a in built.page("blog/first").select(".body p a")]
    assert first == ["../second/", "../../faq/shared/#what-is-shared"]
    answer = built.page("blog/second").select_one(".answer")
    assert [a["href"] for a in answer.find_all("a")] == ["../first/", "../../"]


def test_a_links_query_stays(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="[a](first.md?b=1&c=2#a-section)")})
    assert site.build().returncode == 0
    assert site.page("blog/x").select_one(".body a")["href"] == "../first/?b=1&c=2#a-section"
    assert "https://example.org/blog/first/?b=1&amp;c=2#a-section" in (
        site.root / "site/feed.xml"
    ).read_text().replace("&amp;amp;", "&amp;")


def test_links_to_a_set_at_home_on_a_post_lead_there(site: TemporarySite) -> None:
    body = "[set](../faq/alone.md), [question](../faq/alone.md#whole)"
    site.write({"posts/linking.md": post(body=body)})
    assert site.build().returncode == 0
    links = [a["href"] for a in site.page("blog/linking").select(".body a")]
    assert links == ["../first/#faq", "../first/#whole"]


def test_a_sub_path_changes_no_relative_link(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    root = {path: page.main for path, page in pages_of(site.root / "site").items()}
    site.url = "https://example.org/repo/"
    assert site.build().returncode == 0
    walk_links(site.root / "site")
    walk_questions(site.root / "site", site.url)
    for path, page in pages_of(site.root / "site").items():
        links = [a["href"] for a in page.select("main a[href]")]
        if path == "404.html":
            assert all(a.startswith(("/repo/", "https://book.example/")) for a in links)
        elif root[path]:
            assert links == [a["href"] for a in root[path].select("a[href]")]


def test_the_themes_own_files_are_left_out(built: TemporarySite) -> None:
    folders = {path.partition("/")[0] for path in built.built() if "/" in path}
    assert not {"stylesheets", "javascripts", "partials", "fragments"} & folders
    assert not [path for path in built.built() if path.startswith("assets/javascripts")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "extra:\n",
            "extra:\n  serach: false\n",
            'extra.serach: is no key here. Did you mean "search"?',
        ),
    ],
)
def test_an_unknown_key_of_extra_is_told(old, new, told, site: TemporarySite) -> None:
    site.edit("mkdocs.yml", old, new)
    result = site.build()
    assert result.returncode == 1
    assert told in result.stdout


def test_two_builds_are_equal_byte_for_byte(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    first = site.built()
    assert site.build().returncode == 0
    assert site.built() == first


def test_pagination(site: TemporarySite) -> None:
    site.write(
        {
            f"posts/p{n:02}.md": post(title=f"Number {n}", date=f"2026-04-{n:02}")
            for n in range(2, 23)
        }
    )
    assert site.build().returncode == 0
    listing = [c.get_text() for c in site.page("blog/page/2").select(".card__title")]
    assert listing == [f"Number {n}" for n in range(12, 2, -1)]
    last = site.page("blog/page/3")
    assert [c.get_text() for c in last.select(".card__title")] == [
        "Number 2",
        "The second post",
        "The first post",
    ]
    assert last.select_one(".pager [aria-current]").get_text() == "3"
    assert last.select_one(".pager [rel=prev]")["href"] == "../2/"
    tag = [c.get_text() for c in site.page("tags/cpp/page/3").select(".card__title")]
    assert tag == ["Number 2", "The first post"]
    assert not (site.root / "site/blog/page/4").exists()
    walk_links(site.root / "site")


def test_a_long_listing_links_to_its_ends_and_to_the_pages_near(site: TemporarySite) -> None:
    days = (date(2020, 1, 1) + timedelta(days=n) for n in range(118))
    site.write({f"posts/p{n}.md": post(date=str(day)) for n, day in enumerate(days)})
    assert site.build().returncode == 0

    def shown(address: str) -> list[str]:
        return [item.get_text(strip=True) for item in site.page(address).select(".pager li")]

    assert shown("blog") == ["1", "2", "3", "4", "…", "12"]
    assert shown("blog/page/6") == ["1", "…", "3", "4", "5", "6", "7", "8", "9", "…", "12"]
    assert shown("blog/page/5") == ["1", "2", "3", "4", "5", "6", "7", "8", "…", "12"]
    assert site.page("blog/page/6").select_one(".pager [aria-current]").get_text() == "6"


def test_tag_pages(built: TemporarySite) -> None:
    index = built.page("tags").select_one(".tag-index")
    told = [(li.h2.get_text(), li.select_one(".small").get_text()) for li in index.select("li")]
    assert told == [("AI Strategy", "2 articles"), ("C#", "1 article"), ("C++", "1 article")]
    tag = built.page("tags/ai-strategy")
    assert tag.h1.get_text() == "AI Strategy"
    assert tag.select_one(".lead").get_text() == "What to build, and what to leave."
    titles = [c.get_text() for c in tag.select(".card__title")]
    assert titles == ["The second post", "The first post"]
    questions = {a.get_text(): a["href"] for a in tag.select(".question-list li a")}
    assert questions["What is not?"] == "../../faq/shared/#what-is-not"
    assert not tag.select('meta[name="robots"]')
    assert built.page("tags/cpp").select_one('meta[name="robots"]')["content"] == "noindex"


def test_the_hub_links_each_question_to_its_home(built: TemporarySite) -> None:
    hub = built.page("faq")
    assert {a.get_text(): a["href"] for a in hub.select(".question-list li a")} == {
        "Who shows this?": "../blog/first/#who-shows-this",
        "And whole?": "../blog/first/#whole",
        "What is shared?": "shared/#what-is-shared",
        "What is not?": "shared/#what-is-not",
    }


def test_a_site_without_posts_says_so_and_leads_on(site: TemporarySite) -> None:
    site.write(
        {"posts/first.md": None, "posts/second/index.md": None, "posts/second/dot.svg": None}
    )
    for page in ("faq/alone.md", "faq/shared.md"):
        site.write({page: None})
    site.write({"docs/index.md": "---\ntitle: Home\ndescription: The home page.\n---\nWords.\n"})
    assert site.build().returncode == 0
    told = {
        address: (empty.get_text(" ", strip=True), empty.a["href"])
        for address in ("", "blog", "tags/cpp", "faq", "authors/ada")
        for empty in site.page(address).select("main .empty")
    }
    assert told == {
        "": ("No article has been published yet. See the questions we are asked.", "faq/"),
        "blog": ("No article has been published yet. See the questions we are asked.", "../faq/"),
        "tags/cpp": (
            "No article on this topic has been published yet. See all topics.",
            "../",
        ),
        "faq": ("No question has been answered here yet. Read the articles.", "../blog/"),
        "authors/ada": ("None has been published yet. See all articles.", "../../blog/"),
    }
    walk_pages(site.root / "site")
    walk_links(site.root / "site")


def test_what_is_there_leaves_no_empty_state(built: TemporarySite) -> None:
    assert not [
        path for path, page in pages_of(built.root / "site").items() if page.select(".empty")
    ]


def test_the_header_and_the_footer_lead_everywhere(built: TemporarySite) -> None:
    page = built.page("blog/first")
    header = {a.get_text(strip=True): a["href"] for a in page.select("header.site-header nav a")}
    footer = {a.get_text(strip=True): a["href"] for a in page.select("footer a")}
    assert header == {"Blog": "../", "FAQ": "../../faq/", "About": "../../about/"}
    assert footer.items() > header.items()
    assert footer["Topics"] == "../../tags/"
    assert (footer["Atom"], footer["JSON"]) == ("../../feed.xml", "../../feed.json")
    assert page.select_one("header .brand")["href"] == "../../"


def test_an_author_page(built: TemporarySite) -> None:
    page = built.page("authors/ada")
    assert page.h1.get_text() == "Ada Byron"
    assert [c.get_text() for c in page.select(".card__title")] == [
        "The second post",
        "The first post",
    ]
    assert [a["href"] for a in page.select("a[rel=me]")][:2] == [
        "https://example.org/ada",
        "https://social.example/@ada",
    ]


@pytest.mark.parametrize(
    ("old", "target"),
    [
        ("old/first", "https://example.org/blog/first/"),
        ("tags/strategy", "https://example.org/tags/ai-strategy/"),
    ],
)
def test_redirects(old: str, target: str, built: TemporarySite) -> None:
    page = built.page(old)
    assert page.select_one("link[rel=canonical]")["href"] == target
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    refresh = page.select_one('meta[http-equiv="refresh"]')["content"]
    assert refresh == f"0; url={page.a['href']}"


def test_a_question_shown_away_from_home_is_whole_and_unmarked(built: TemporarySite) -> None:
    page = built.page("blog/second")
    assert visible(page.select_one(".answer")) == "This,seethefirstpostandhome."
    (graph,) = structured_data(page)
    assert nodes_of(graph, "Question") == nodes_of(graph, "FAQPage") == []
    home = page.select_one(".question__home a")["href"]
    assert home == "../../faq/shared/#what-is-shared"


def test_each_question_has_an_address_to_copy(built: TemporarySite) -> None:
    link = built.page("blog/first").select_one("h3#whole a.headerlink")
    assert link["href"] == "#whole"
    assert link["data-clipboard-text"] == "https://example.org/blog/first/#whole"


def test_what_is_not_published_is_nowhere(site: TemporarySite) -> None:
    secret = "Xyzzy"
    held_back = {
        "draft": "draft: true\n",
        "scheduled": "",
        "expired": "expires: 2026-05-15\n",
    }
    for status, more in held_back.items():
        date = "2026-07-01" if status == "scheduled" else "2026-05-01"
        site.write(
            {
                f"posts/{status}/index.md": post(
                    title=f"{secret} {status}",
                    date=date,
                    tags="c-sharp",
                    more=f"{more}faq: shared\naliases: [/{secret}/{status}/]\n",
                    body=f"{secret} ![{secret}]({secret}.svg)",
                ),
                f"posts/{status}/{secret}.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            }
        )
    result = site.build()
    assert result.returncode == 0
    for status in held_back:
        assert f"posts/{status}/index.md is not published: {status}" in result.stdout
    for path, content in site.built().items():
        assert secret not in path
        assert secret.encode() not in content, path
    assert not (site.root / "site/blog/draft").exists()
    assert "1 article" in site.page("tags").select_one(".tag-index").get_text()
    homes = walk_questions(site.root / "site", site.url)
    assert homes["What is shared?"] == "faq/shared/index.html"


def test_noindex_and_canonical(site: TemporarySite) -> None:
    site.write(
        {
            "posts/quiet.md": post(more="noindex: true\n"),
            "posts/copied.md": post(more="canonical: https://other.example/original/\n"),
        }
    )
    assert site.build().returncode == 0
    quiet = site.page("blog/quiet")
    assert quiet.select_one('meta[name="robots"]')["content"] == "noindex"
    copied = site.page("blog/copied").select_one("link[rel=canonical]")
    assert copied["href"] == "https://other.example/original/"
    sitemap = (site.root / "site/sitemap.xml").read_text()
    assert "blog/first/" in sitemap
    for absent in ("quiet", "copied", "other.example", "old/first", "tags/c-sharp", "404"):
        assert absent not in sitemap
    assert gzip.decompress((site.root / "site/sitemap.xml.gz").read_bytes()).decode() == sitemap


def test_a_warning_of_mkdocs_fails_the_build_and_keeps_the_site(site: TemporarySite) -> None:
    site.write({"site/index.html": "good"})
    site.edit("mkdocs.yml", "  - docs/about.md", "  - docs/abuot.md")
    result = site.build()
    assert result.returncode == 1
    assert "1 problem. site/ is unchanged." in result.stdout
    assert site.built() == {"index.html": b"good"}


OWN_FOLDERS = [
    "posts",
    "faq",
    "docs",
    "hooks",
    "overrides",
    ".git",
    ".cache",
    "themes/mine",
    "extra",
]
AROUND = [*OWN_FOLDERS, "posts/second", "hooks/new/site", ".git/site", ".", "..", "linked"]


@pytest.mark.parametrize("target", AROUND)
def test_site_dir_among_the_projects_own_folders_is_refused(
    target: str, site: TemporarySite, tmp_path: Path
) -> None:
    for name in ("hooks", "overrides"):
        (site.root / name).unlink()
        shutil.copytree(ROOT / name, site.root / name)
    site.write({f"{name}/precious.txt": "precious" for name in OWN_FOLDERS})
    site.edit("mkdocs.yml", "custom_dir: overrides", "custom_dir: themes/mine")
    site.edit("mkdocs.yml", "watch: [", "watch: [extra, ")
    shutil.copytree(site.root / "overrides", site.root / "themes/mine", dirs_exist_ok=True)
    (site.root / "linked").symlink_to("posts")
    before = files_of(tmp_path)
    result = site.build("-d", target)
    assert result.returncode == 1, result.stdout
    assert re.search(r"(The site cannot be built into|site_dir)", result.stdout), result.stdout
    assert "Traceback" not in result.stdout
    after = files_of(tmp_path)
    assert {name for name in before if after.get(name) != before[name]} == set()


@pytest.mark.parametrize("target", ["public", "out/site", "../elsewhere/site"])
def test_site_dir_may_be_any_other_folder(target: str, site: TemporarySite) -> None:
    for _ in range(2):
        result = site.build("-d", target)
        assert result.returncode == 0, result.stdout
    assert (site.root / target / "blog/first/index.html").is_file()


def test_site_dir_leaves_folders_alone_that_are_named_like_its_staging(
    site: TemporarySite,
) -> None:
    """A folder that a build left is removed after a day; nothing else beside the site ever is."""
    long_ago = time.time() - 3 * 86_400
    for name in (".site-backup", ".site-x1y2"):
        site.write({f"{name}/precious.txt": "precious"})
        os.utime(site.root / name, (long_ago, long_ago))
    site.write({".site-left/new/index.html": "", ".site-left/.sitekit-staging": ""})
    os.utime(site.root / ".site-left/.sitekit-staging", (long_ago, long_ago))
    assert site.build().returncode == 0
    left = {path.name for path in site.root.glob(".site-*")}
    assert left == {".site-backup", ".site-x1y2"}
    assert (site.root / ".site-backup/precious.txt").read_text() == "precious"


def test_hidden_files_of_the_old_site_stay(site: TemporarySite) -> None:
    site.write({"site/.nojekyll": "", "site/gone.html": "old"})
    assert site.build().returncode == 0
    assert ".nojekyll" in site.built()
    assert "gone.html" not in site.built()


def test_a_picture_nobody_shows_is_not_published(site: TemporarySite) -> None:
    site.write({"posts/second/notes.txt": "private"})
    said = site.build().stdout
    assert "posts/second/notes.txt is not published: no published page shows it" in said
    assert "blog/second/notes.txt" not in site.built()
    advice = [str(a) for a in site.read().advice()]
    assert (
        "posts/second/notes.txt:1: file: advice: no published page shows it, so it is not "
        "published." in advice
    )


@pytest.mark.parametrize(
    "setting", ["timezone: Nowhere/Land", "zone: UTC", "timezone:", "timezone: 5", "timezone: ../x"]
)
def test_a_wrong_time_zone_is_one_line(setting: str, site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "timezone: Europe/Berlin", setting)
    result = site.build()
    assert result.returncode == 1
    assert "extra.timezone must name a zone" in result.stdout
    assert "Traceback" not in result.stdout


def test_the_introduction_of_a_set_at_home_on_a_post_is_shown(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "## Who shows", "A word before.\n\n## Who shows")
    assert site.build().returncode == 0
    section = site.page("blog/first").select_one(".questions")
    assert section.p.get_text() == "A word before."


def test_tabs_in_an_answer_work_wherever_it_is_shown(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "One post does.", '=== "A"\n\n    a\n\n=== "B"\n\n    b')
    assert site.build().returncode == 0
    page = site.page("blog/first")
    labels = page.select(".answer label[for]")
    assert len(labels) == 2
    assert all(page.find(id=label["for"]) for label in labels)
    groups = {radio["name"] for radio in page.select(".answer input[type=radio]")}
    assert groups == {"who-shows-this--__tabbed_1"}


def test_a_set_may_be_called_index(site: TemporarySite) -> None:
    faq = (site.root / "faq/shared.md").read_text().replace("What is", "What else is")
    site.write({"faq/index.md": faq})
    assert site.build().returncode == 0
    assert site.page("faq/index").select_one(".question h2")
    assert "faq/index/#what-is-shared" not in site.page("faq").get_text()
    assert walk_questions(site.root / "site", site.url)["What else is not?"] == (
        "faq/index/index.html"
    )


def test_a_file_name_that_is_not_utf8_is_told(site: TemporarySite) -> None:
    Path(os.fsdecode(os.fsencode(site.root / "posts") + b"/caf\xe9.md")).write_text(post())
    (problem,) = site.messages()
    assert problem.endswith("has a name that is not printable UTF-8 text. Rename it.")
    assert "Traceback" not in site.build().stdout
