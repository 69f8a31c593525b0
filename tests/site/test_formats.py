"""What the site says to machines is whole, true and valid; planted errors are caught."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from support.content import post
from support.format_walks import (
    walk_feeds,
    walk_graphs,
    walk_heads,
    walk_sitemap,
    walk_texts,
)
from support.page_walks import nodes_of, structured_data, walk_questions
from support.sites import ROOT, TemporarySite, not_here

_XSD = ROOT / ".cache/npm/node_modules/sitemap/schema/sitemap.xsd"


def _walk_everything(site: Path, url: str) -> None:
    assert walk_graphs(site, url) > 5
    walk_heads(site, url)
    walk_feeds(site, url)
    walk_sitemap(site, url)
    walk_texts(site, url)


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org/repo/"])
def test_everything_said_to_machines(url: str, site: TemporarySite) -> None:
    site.url = url
    assert site.build().returncode == 0
    _walk_everything(site.root / "site", url)


def test_everything_our_own_site_says_to_machines(own_site: TemporarySite) -> None:
    _walk_everything(own_site.root / "site", own_site.url)


def _graph(site: TemporarySite, address: str) -> dict:
    (graph,) = structured_data(site.page(address))
    return graph


def test_types_of_pages(own_site: TemporarySite) -> None:
    expected = {
        "": "WebPage",
        "about": "AboutPage",
        "blog": "CollectionPage",
        "tags/ai-strategy": "CollectionPage",
        "authors/stephen-martin": "ProfilePage",
        "faq/working-with-us": ["WebPage", "FAQPage"],
        "blog/what-a-fractional-ai-cto-does": ["WebPage", "FAQPage"],
        "blog/why-ai-pilots-stall": "WebPage",
    }
    for address, kind in expected.items():
        graph = _graph(own_site, address)
        assert graph["@graph"][0]["@type"] == kind, address
    author = _graph(own_site, "authors/stephen-martin")
    (person,) = nodes_of(author, "Person")
    assert author["@graph"][0]["mainEntity"] == {"@id": person["@id"]}
    assert person["name"] == own_site.page("authors/stephen-martin").h1.get_text()
    with_service = [a for a in expected if nodes_of(_graph(own_site, a), "Service")]
    assert with_service == [""]
    service = nodes_of(_graph(own_site, "services"), "Service")[0]
    assert service["potentialAction"]["target"]["urlTemplate"].startswith("https://calendly.com/")
    assert service["name"] in own_site.page("services").get_text()


def test_ids_survive_a_change_of_words(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    before = {n["@id"] for n in _graph(site, "blog/first")["@graph"]}
    feed = walk_feeds(site.root / "site", site.url)
    site.edit("posts/first.md", "title: The first post", "title: Another title")
    site.edit("posts/first.md", "description: A", "description: Quite a different")
    assert site.build().returncode == 0
    assert {n["@id"] for n in _graph(site, "blog/first")["@graph"]} == before
    site.edit("posts/first.md", "tags:", "slug: moved\ntags:")
    site.url = "https://other.example/"
    assert site.build().returncode == 0
    assert walk_feeds(site.root / "site", site.url) == feed


def test_a_posts_own_picture_goes_before_the_card(site: TemporarySite) -> None:
    icon = (ROOT / "docs/assets/icon-192.png").read_bytes()
    more = "image: icon.png\nimage_alt: An icon\n"
    site.write({"posts/x.md": post(more=more), "posts/icon.png": icon})
    assert site.build().returncode == 0
    page = site.page("blog/x")
    assert page.select_one('meta[property="og:image"]')["content"].endswith("/blog/icon.png")
    graph = _graph(site, "blog/x")
    image = next(n for n in graph["@graph"] if n["@id"].endswith("#primaryimage"))
    assert (image["width"], image["caption"]) == (192, "An icon")
    assert not list((site.root / "site/assets/cards").glob("blog-x*"))


def test_lastmod_is_the_contents_and_never_the_builds(site: TemporarySite) -> None:
    site.edit("posts/second/index.md", "faq:", "updated: 2026-05-02\nfaq:")
    site.edit("faq/shared.md", "tags:", "updated: 2026-02-03\ntags:")
    assert site.build().returncode == 0
    listed = walk_sitemap(site.root / "site", site.url)
    days = {a.removeprefix(site.url): lastmod and lastmod[:10] for a, lastmod in listed.items()}
    assert days == {
        "": "2026-05-02",
        "about/": None,
        "authors/ada/": "2026-05-02",
        "blog/": "2026-05-02",
        "blog/first/": "2026-03-01",
        "blog/second/": "2026-05-02",
        "faq/": "2026-02-03",
        "faq/shared/": "2026-02-03",
        "tags/": "2026-05-02",
        "tags/ai-strategy/": "2026-05-02",
    }


def test_pictures_of_posts_are_in_the_sitemap(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    assert "blog/second/dot.svg</image:loc>" in (site.root / "site/sitemap.xml").read_text()


def test_the_sitemap_is_valid_against_its_schema(own_site: TemporarySite) -> None:
    if not _XSD.exists():
        not_here("the schema is not here (npm install --prefix .cache/npm sitemap)")
    image = ROOT / "tests/support/sitemap-image.xsd"
    both = f"""<schema xmlns="http://www.w3.org/2001/XMLSchema">
      <import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{_XSD}"/>
      <import namespace="http://www.google.com/schemas/sitemap-image/1.1"
        schemaLocation="{image}"/></schema>"""
    schema = etree.XMLSchema(etree.fromstring(both, base_url=str(ROOT)))
    sitemap = etree.parse(str(own_site.root / "site/sitemap.xml"))
    schema.assertValid(sitemap)
    sitemap.getroot()[0][0].tag = "{http://www.sitemaps.org/schemas/sitemap/0.9}location"
    assert not schema.validate(sitemap)


def test_lastmod_of_a_listings_page_is_of_what_it_shows(site: TemporarySite) -> None:
    site.write(
        {f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-05-{n:02}") for n in range(1, 11)}
    )
    site.edit("faq/shared.md", "tags: [ai-strategy]", "tags: [cpp]\nupdated: 2026-05-20")
    assert site.build().returncode == 0
    listed = walk_sitemap(site.root / "site", site.url)
    assert listed["https://example.org/blog/"][:10] == "2026-05-10"
    assert listed["https://example.org/blog/page/2/"][:10] == "2026-04-01"
    assert listed["https://example.org/tags/cpp/"][:10] == "2026-05-20"


def test_training_crawlers_can_be_turned_away(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    open_to_all = (site.root / "site/robots.txt").read_text()
    assert "Disallow" not in open_to_all
    site.edit("mkdocs.yml", "training_crawlers: true", "training_crawlers: false")
    assert site.build().returncode == 0
    robots = (site.root / "site/robots.txt").read_text()
    assert re.search(r"User-agent: GPTBot\nDisallow: /\n", robots)
    for search in ("OAI-SearchBot", "Googlebot", "Bingbot", "PerplexityBot", "Claude-SearchBot"):
        assert search not in robots


def test_feeds_hold_whole_posts(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    feed = json.loads((site.root / "site/feed.json").read_text())
    first = next(item for item in feed["items"] if item["title"] == "The first post")
    html = first["content_html"]
    assert "Opening words." in html
    assert 'href="https://example.org/blog/second/"' in html
    assert "<h3>Who shows this?</h3>" in html
    assert "utm_medium=feed" in html
    assert first["date_published"] == "2026-03-01T00:00:00+01:00"
    tag = (site.root / "site/tags/c-sharp/feed.xml").read_text()
    assert "The second post" in tag
    assert "The first post" not in tag


def test_feeds_hold_the_newest_twenty(site: TemporarySite) -> None:
    site.write(
        {f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-05-{n:02}") for n in range(1, 25)}
    )
    assert site.build().returncode == 0
    ids = walk_feeds(site.root / "site", site.url)
    assert ids == [f"tag:martintechlabs.com,2026:posts/p{n:02}" for n in range(24, 4, -1)]


def test_a_preview_makes_no_twin_of_a_draft(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more="draft: true\n")})
    shown = site.read(preview=True)
    pages = shown.content_pages
    assert "blog/x/" in {page.address for page in pages}
    files = {page.address for page in shown.output_formats(pages)}
    assert "blog/first/index.md" in files
    assert "blog/x/index.md" not in files


def test_feeds_hold_no_furniture_of_the_page(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    feed = (site.root / "site/feed.xml").read_text()
    assert "A section" in feed
    assert "headerlink" not in feed
    assert "¶" not in feed
    assert "headerlink" in (site.root / "site/blog/first/index.html").read_text()


def test_an_empty_feed_has_no_date_of_the_build(site: TemporarySite) -> None:
    tags = (site.root / "posts/tags.yml").read_text()
    site.write({"posts/tags.yml": tags + "empty:\n  label: Empty\n  description: Nothing yet.\n"})
    assert site.build().returncode == 0
    feed = (site.root / "site/tags/empty/feed.xml").read_text()
    assert "<updated>1970-01-01T01:00:00+01:00</updated>" in feed


def test_the_service_is_the_invitation_that_the_page_shows(site: TemporarySite) -> None:
    site.edit("docs/index.md", "title: Home", "title: Home\ncta: workshop")
    site.edit("docs/about.md", "title: About", "title: About\nkind: services\ncta: false")
    assert site.build().returncode == 0
    (service,) = nodes_of(_graph(site, ""), "Service")
    assert service["name"] == site.page("").select_one(".invitation h2").get_text()
    assert nodes_of(_graph(site, "about"), "Service") == []


TRICKY = """---
title: Tricky questions
description: Questions whose words stand elsewhere too, in code, in headings and in links.
---
A word before, see [the first][1].

## One?

Answer one, see [ref][rr] and [1][].

### Last one?

Below one.

    ## Last one?

```
## Two `code`?
```

## Is [this](../posts/first.md) R&amp;D? {#rd}

Answer two.

Last one?
---------

Answer three, [rr].

[rr]: ../posts/second/index.md "title"
[1]: ../posts/first.md
"""


def test_answers_are_told_apart_in_twins(site: TemporarySite) -> None:
    site.write({"faq/tricky.md": TRICKY, "posts/x.md": post(more="faq: tricky#rd\n")})
    assert site.messages() == []
    assert site.build().returncode == 0
    twin = (site.root / "site/faq/tricky/index.md").read_text()
    _, _, questions = twin.partition("## Common questions")
    one, two, three = re.split(r"^### (?=One|Is this|Last one\?\n\nAnswer)", questions, flags=re.M)[
        1:
    ]
    assert "A word before, see [the first][1]." in twin
    assert one.startswith("One?\n\nAnswer one, see [ref][rr] and [1][].\n")
    assert "### Last one?\n\nBelow one." in one
    assert '[rr]: https://example.org/blog/second/ "title"' in one
    assert "[1]: https://example.org/blog/first/" in one
    assert two.strip() == "Is this R&D?\n\nAnswer two."
    assert three.startswith("Last one?\n\nAnswer three, [rr].")
    assert "[rr]: https://example.org/blog/second/" in three
    assert "[1]:" not in three
    other = (site.root / "site/blog/x/index.md").read_text()
    assert "### Is this R&D?\n\nAnswer two.\n" in other
    assert "Answer one" not in other


def test_an_answer_that_cannot_be_told_apart_comes_as_words(site: TemporarySite) -> None:
    hidden = "One *post* does.\n\n<div>\n## No question\n</div>"
    site.edit("faq/alone.md", "One post does.", hidden)
    assert site.messages() == []
    assert site.build().returncode == 0
    twin = (site.root / "site/blog/first/index.md").read_text()
    assert "### Who shows this?\n\nOne post does. ## No question\n" in twin
    assert "### And whole?\n\nYes, with the other question.\n" in twin


def test_plain_text_is_escaped_in_markdown(site: TemporarySite) -> None:
    site.edit("posts/first.md", "title: The first post", 'title: "X ] and [y](z) *s* <i>"')
    assert site.build().returncode == 0
    title = r"X \] and \[y\](z) \*s\* \<i\>"
    assert (site.root / "site/blog/first/index.md").read_text().startswith(f"# {title}\n")
    assert (
        f"- [{title}](https://example.org/blog/first/index.md): "
        in (site.root / "site/llms.txt").read_text()
    )


def test_a_twin_holds_the_whole_page(site: TemporarySite) -> None:
    site.edit("posts/first.md", "Opening words.", "Opening `[words](cta:)`, [book](cta:).")
    site.edit("posts/first.md", "## A section", "## A section {#sect}\n\n<!-- cta -->")
    site.edit("docs/index.md", "#a-section", "#sect")
    assert site.build().returncode == 0
    twin = (site.root / "site/blog/first/index.md").read_text()
    assert twin.startswith("# The first post\n\n> A description of the first post")
    for said in (
        "- Address: https://example.org/blog/first/\n",
        "- Author: Ada Byron\n",
        "- Published: 2026-03-01T00:00:00+01:00\n",
        "- Topics: AI Strategy, C++\n",
        "Opening `[words](cta:)`, [book](https://book.example/workshop?kind=day&utm_source=website"
        "&utm_medium=markdown&utm_campaign=first&utm_content=text).",
        "\n## A section\n",
        "[the second](https://example.org/blog/second/)",
        "\n## Common questions\n",
        "\n### And whole?\n\nYes, with [the other question]"
        "(https://example.org/blog/first/#who-shows-this).",
        "Come to the workshop: [Ask for a date](https://book.example/workshop?",
    ):
        assert said in twin, said
    assert "<!-- cta" not in twin
    tag = (site.root / "site/tags/ai-strategy/index.md").read_text()
    assert "- [The second post](https://example.org/blog/second/index.md): A desc" in tag


def test_what_is_held_back_is_told_to_no_machine(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(title="Xyzzy", more="draft: true\n")})
    site.write({"posts/y.md": post(title="Plugh", more="noindex: true\n", tags="ai-strategy")})
    assert site.build().returncode == 0
    for name in ("feed.xml", "feed.json", "llms.txt", "sitemap.xml", "tags/cpp/feed.xml"):
        text = (site.root / "site" / name).read_text()
        assert "Xyzzy" not in text
        assert "Plugh" not in text
        assert "blog/y" not in text
    assert not (site.root / "site/blog/x").exists()


@pytest.mark.parametrize(
    ("alias", "files"),
    [
        ("/old/name/", ["old/name/index.html", "old/name.html"]),
        ("/old/name", ["old/name/index.html", "old/name.html"]),
        ("/old/name.html", ["old/name/index.html", "old/name.html"]),
        ("/posts/second/", ["posts/second/index.html", "posts/second.html"]),
    ],
)
def test_old_addresses_in_every_spelling(alias, files, site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more=f"aliases: [{alias}]\n")})
    assert site.build().returncode == 0
    for file in files:
        redirect = (site.root / "site" / file).read_text()
        assert '<link rel="canonical" href="https://example.org/blog/x/">' in redirect
    assert site.page("blog/second").h1.get_text() == "The second post"


def test_a_redirect_to_itself_is_a_mistake(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more="aliases: [/blog/x/]\n")})
    assert site.messages() == [
        'posts/x.md:6: aliases: "/blog/x/" is already used by posts/x.md. An alias must be an '
        "unused address. Remove it."
    ]


def _plant(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text()
    assert old in text, old
    (site / name).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "walk"),
    [
        ("blog/first/index.html", '/#website"}', '/#gone"}', walk_graphs),
        ("blog/first/index.html", "One post does.</p></div>", "Two.</p></div>", walk_questions),
        ("blog/first/index.html", '"headline": "The', '"headline": "That', walk_graphs),
        ("feed.xml", "https://example.org/blog/second/&#34;", "/blog/second/&#34;", walk_feeds),
        ("sitemap.xml", "/blog/first/<", "/blog/draft/<", walk_sitemap),
        ("blog/first/index.html", 'content="1200"', 'content="1201"', walk_heads),
        ("blog/first/index.md", "https://example.org/blog/second/", "../second/", walk_texts),
        ("llms.txt", "/blog/first/index.md", "/blog/fisrt/index.md", walk_texts),
    ],
)
def test_planted_errors_are_caught(
    name: str, old: str, new: str, walk: Callable, site: TemporarySite
) -> None:
    assert site.build().returncode == 0
    built = site.root / "site"
    walk(built, site.url)
    _plant(built, name, old, new)
    with pytest.raises(AssertionError):
        walk(built, site.url)
