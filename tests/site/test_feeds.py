"""Feeds: Atom and JSON Feed of all posts, and an Atom feed of each topic."""

from __future__ import annotations

import json

from bs4 import BeautifulSoup

from support.content import post
from support.format_walks import walk_feeds
from support.page_walks import visible
from support.sites import TemporarySite


def test_feed_holds_whole_posts(base_built: TemporarySite) -> None:
    feed = json.loads((base_built.root / "site/feed.json").read_text())
    first = next(item for item in feed["items"] if item["title"] == "The first post")
    html = first["content_html"]
    assert "Opening words." in html
    assert 'href="https://example.org/blog/second/"' in html
    assert "<h3>Who shows this?</h3>" in html
    assert "utm_medium=feed" in html
    assert first["date_published"] == "2026-03-01T00:00:00+01:00"


def test_feed_shows_each_tab_below_its_title(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body='=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.\n')})
    assert site.build().returncode == 0
    items = json.loads((site.root / "site/feed.json").read_text())["items"]
    html = BeautifulSoup(items[0]["content_html"], "html.parser")
    texts = [p.get_text() for p in html.select(".tabbed-set p")]
    assert texts == ["One", "First.", "Two", "Second."]
    assert not html.select("input, label")


def test_feed_of_a_topic_holds_its_posts_alone(base_built: TemporarySite) -> None:
    feed = (base_built.root / "site/tags/c-sharp/feed.xml").read_text()
    assert "The second post" in feed
    assert "The first post" not in feed
    assert "<title>Engine Works: C#</title>" in feed
    assert 'rel="alternate" type="text/html" href="https://example.org/tags/c-sharp/"' in feed


def test_feed_entry_says_the_same_in_both_formats(base_built: TemporarySite) -> None:
    items = json.loads((base_built.root / "site/feed.json").read_text())["items"]
    atom = BeautifulSoup((base_built.root / "site/feed.xml").read_text(), "xml")
    entries = [
        {
            "id": entry.id.get_text(),
            "url": entry.link["href"],
            "image": entry.find("media:content")["url"],
            "title": entry.title.get_text(),
            "summary": entry.summary.get_text(),
            "content_html": entry.content.get_text(),
            "date_published": entry.published.get_text(),
            "date_modified": entry.updated.get_text(),
            "tags": [category["term"] for category in entry.select("category")],
            "authors": [
                {"name": author.find("name").get_text(), "url": author.uri.get_text()}
                for author in entry.select("author")
            ],
            "language": atom.feed["xml:lang"],
        }
        for entry in atom.select("entry")
    ]
    assert items == entries
    assert len(entries) == 2


def test_feed_entry_says_what_the_page_says(base_built: TemporarySite) -> None:
    feed = json.loads((base_built.root / "site/feed.json").read_text())
    for item in feed["items"]:
        page = base_built.page(item["url"].removeprefix(base_built.url))
        body = visible(BeautifulSoup(item["content_html"], "html5lib").body)
        for part in (*page.select(".body p, .body h2"), *page.select(".answer p, .question h3")):
            if not part.find_parent(class_="invitation-line") and part.get("class") is None:
                assert visible(part) in body


def test_feed_of_a_changed_post_of_another_site_says_so(site: TemporarySite) -> None:
    canonical = "https://other.example/original/"
    more = f"updated: 2026-05-02\ncanonical: {canonical}\nfaq: shared\n"
    site.write({"posts/2026-05-01-x.md": post(more=more)})
    site.edit("faq/shared.md", "The rest.", "### Deeper\n\nThe rest.")
    assert site.build().returncode == 0
    feed = json.loads((site.root / "site/feed.json").read_text())
    item = feed["items"][0]
    assert item["id"] == "tag:engines.example,2026:posts/x"
    assert item["url"] == canonical
    assert item["date_published"] == "2026-05-01T00:00:00+02:00"
    assert item["date_modified"] == "2026-05-02T00:00:00+02:00"
    content = BeautifulSoup(item["content_html"], "html5lib")
    assert "<p>A word before the questions.</p>" in item["content_html"]
    assert content.h3.get_text() == "What is shared?"
    assert content.h4.get_text() == "Deeper", "one level below its question"
    atom = BeautifulSoup((site.root / "site/feed.xml").read_text(), "xml")
    assert atom.feed.find("updated", recursive=False).get_text() == "2026-05-02T00:00:00+02:00"


def test_feed_holds_the_newest_twenty(site: TemporarySite) -> None:
    site.write(
        {f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-05-{n:02}") for n in range(1, 25)}
    )
    assert site.build().returncode == 0
    ids = walk_feeds(site.root / "site", site.url)
    assert ids == [f"tag:engines.example,2026:posts/p{n:02}" for n in range(24, 4, -1)]


def test_feed_holds_no_permalinks_of_headings(base_built: TemporarySite) -> None:
    feed = (base_built.root / "site/feed.xml").read_text()
    assert "A section" in feed
    assert "headerlink" not in feed
    assert "¶" not in feed
    assert "headerlink" in (base_built.root / "site/blog/first/index.html").read_text()


def test_feed_without_posts_has_no_date_of_the_build(site: TemporarySite) -> None:
    tags = (site.root / "posts/tags.yml").read_text()
    site.write({"posts/tags.yml": tags + "empty:\n  label: Empty\n  description: Nothing yet.\n"})
    assert site.build().returncode == 0
    feed = (site.root / "site/tags/empty/feed.xml").read_text()
    assert "<updated>1970-01-01T01:00:00+01:00</updated>" in feed
