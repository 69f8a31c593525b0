"""What is not published, or not to be found: drafts, scheduled and expired posts, noindex."""

from __future__ import annotations

import pytest

from support.content import post
from support.images import encoded, photo
from support.page_walks import walk_questions
from support.sites import TemporarySite

SECRET = "Xyzzy"
HELD_BACK = {
    "draft": ("2026-05-01", "draft: true\n"),
    "scheduled": ("2026-07-01", ""),
    "expired": ("2026-05-01", "expires: 2026-05-15\n"),
}
"""Status of a post → its date, and what else its front matter has."""


def test_held_back_posts_are_in_no_file(site: TemporarySite) -> None:
    for status, (date, more) in HELD_BACK.items():
        site.write(
            {
                f"posts/{status}/index.md": post(
                    title=f"{SECRET} {status}",
                    date=date,
                    tags="c-sharp",
                    more=f"{more}faq: shared\naliases: [/{SECRET}/{status}/]\n"
                    f"image: {SECRET}-own.svg\nimage_alt: {SECRET}\n",
                    body=f"{SECRET} ![{SECRET}]({SECRET}.svg)",
                ),
                f"posts/{status}/{SECRET}.svg": "<svg/>",
                f"posts/{status}/{SECRET}-own.svg": "<svg/>",
            }
        )
    result = site.build()
    assert result.returncode == 0
    for status in HELD_BACK:
        assert f"posts/{status}/index.md is not published: {status}" in result.stdout
    for path, content in site.built().items():
        assert SECRET not in path
        assert SECRET.encode() not in content, path
    assert not (site.root / "site/blog/draft").exists()
    assert "1 article" in site.page("tags").select_one(".tag-index").get_text()
    homes = walk_questions(site.root / "site", site.url)
    assert homes["What is shared?"] == "faq/shared/index.html"


def test_comments_are_in_no_file(site: TemporarySite) -> None:
    body = (
        f"Words <!-- {SECRET} -->.\n\n<!-- {SECRET}\n{SECRET} -->\n\n- a\n\n  <!-- {SECRET} -->\n"
    )
    site.write({"posts/x.md": post(body=body, tags="ai-strategy", more="faq: x\n")})
    site.write({"docs/y.md": f"---\ntitle: Y\ndescription: Y\n---\n{body}"})
    front = "---\ntitle: X\ndescription: X\n---\n"
    site.write(
        {"faq/x.md": f"{front}{body}\n## Why?\n\n{body}\n## When? <!-- {SECRET} -->\n\nNow.\n"}
    )
    assert site.build().returncode == 0
    for path, content in site.built().items():
        assert SECRET.encode() not in content, path
    assert "Words ." in (site.root / "site/blog/x/index.md").read_text()


@pytest.mark.parametrize(
    ("date", "expires", "published"),
    [
        ("2026-06-01T14:00:00+02:00", "", True),  # the moment of the build
        ("2026-06-01T14:00:01+02:00", "", False),
        ("2026-05-01", "expires: 2026-06-01T14:00:00+02:00\n", False),
        ("2026-05-01", "expires: 2026-06-01T14:00:01+02:00\n", True),
    ],
)
def test_post_is_published_from_its_date_up_to_its_end(
    date: str, expires: str, published: bool, site: TemporarySite
) -> None:
    site.write({"posts/x.md": post(date=date, more=expires)})
    assert site.messages() == []
    assert ("blog/x/" in {page.address for page in site.read().content_pages}) == published


def test_noindex_and_canonical_pages_are_left_out_of_what_search_engines_read(
    site: TemporarySite,
) -> None:
    canonical = "https://other.example/original/"
    site.write(
        {
            "posts/quiet.md": post("Plugh", more="noindex: true\n", tags="ai-strategy"),
            "posts/copied.md": post(more=f"canonical: {canonical}\n"),
        }
    )
    site.edit("docs/about.md", "title: About", "title: About\nnoindex: true")
    assert site.build().returncode == 0
    quiet = site.page("blog/quiet")
    for page in (quiet, site.page("about")):
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"
    copied = site.page("blog/copied")
    assert copied.select_one("link[rel=canonical]")["href"] == canonical
    assert copied.select_one('meta[property="og:url"]')["content"] == canonical
    assert copied.select_one(".printed").get_text() == canonical
    sitemap = (site.root / "site/sitemap.xml").read_text()
    assert "blog/first/" in sitemap
    for absent in ("quiet", "copied", "other.example", "old/first", "tags/c-sharp", "404", "about"):
        assert absent not in sitemap
    for name in ("feed.xml", "feed.json", "llms.txt", "sitemap.xml", "tags/ai-strategy/feed.xml"):
        text = (site.root / "site" / name).read_text()
        assert "Plugh" not in text
        assert "blog/quiet" not in text
    for path, content in site.built().items():
        if path.endswith(".md"):
            assert b"Plugh" not in content, path
    assert "Plugh" in site.page("blog").main.get_text()


def test_noindex_pages_have_no_markdown_version(site: TemporarySite) -> None:
    site.write({"posts/quiet.md": post(more="noindex: true\n")})
    site.edit("docs/about.md", "title: About", "title: About\nnoindex: true")
    assert site.build().returncode == 0
    for address in ("blog/quiet", "about", "tags/c-sharp"):
        page = site.page(address)
        assert page.select_one('meta[name="robots"]')["content"] == "noindex"
        assert not page.select("link[type='text/markdown']")
        assert f"{address}/index.md" not in site.built()
    topics = (site.root / "site/tags/index.md").read_text()
    assert "(https://example.org/tags/c-sharp/)" in topics, "a link to the page itself"
    assert "(https://example.org/tags/cpp/index.md)" in topics
    site.write({"posts/x.md": post(body="[Quiet](/blog/quiet/index.md)")})
    (problem,) = site.messages()
    assert '"/blog/quiet/index.md" is not a page of this site.' in problem


def test_tag_and_author_of_drafts_alone_have_no_page(site: TemporarySite) -> None:
    secret = {"posts/x.md": post(tags="secret", more="draft: true\nauthor: grace\n")}
    tags = (site.root / "posts/tags.yml").read_text()
    new = f"secret: {{label: {SECRET}, description: D, aliases: [s]}}\n"
    site.write({"posts/tags.yml": tags + new})
    site.edit("posts/authors.yml", "ada:", f"grace: {{name: {SECRET}, picture: g.png}}\nada:")
    for name in ("posts/first.md", "posts/second/index.md"):
        site.edit(name, "title:", "author: ada\ntitle:")
    site.write(secret | {"posts/g.png": encoded(photo(9, 9), "PNG")})
    assert site.build().returncode == 0
    for path, content in site.built().items():
        assert SECRET.encode() not in content, path
        assert not path.startswith(("tags/secret", "tags/s/", "authors/grace")), path
        assert "g.png" not in path
    pages = {page.address for page in site.read(preview=True).listing_pages}
    assert {"tags/secret/", "authors/grace/"} <= pages
    site.edit("docs/about.md", "Us.", "Us, [on it](/tags/secret/), [her](/authors/grace/).")
    found = site.read()
    assert found.problems == ()
    advice = [str(a) for a in found.advice() if a.path == "docs/about.md" and a.name == "calendar"]
    assert [text for text in advice if "only drafts use it" in text] == advice
    assert len(advice) == 2
    site.edit("posts/x.md", "draft: true", "draft: false")
    assert [
        a for a in site.read().advice() if a.path == "docs/about.md" and a.name == "calendar"
    ] == []


def test_file_that_no_page_shows_is_not_published(site: TemporarySite) -> None:
    site.write({"posts/second/notes.txt": "private"})
    output = site.build().stdout
    assert "posts/second/notes.txt is not published: no published page shows it" in output
    assert "blog/second/notes.txt" not in site.built()
    advice = [str(a) for a in site.read().advice()]
    message = "no published page shows or links to it, so it is not published."
    assert f"posts/second/notes.txt:1: file: advice: {message}" in advice
