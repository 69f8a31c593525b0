"""Links as writers write them, and where they lead on a built site; old addresses."""

from __future__ import annotations

import pytest

from support.content import post
from support.page_walks import walk_links, walk_questions
from support.sites import TemporarySite, make_site, pages_of

ALIASES = {
    "folder": "/old/name/",
    "bare": "/older/name",
    "file": "/oldest/name.html",
    "index": "/oldest/of/all/index.html",
    "source": "/posts/second/",
    "plus": "/blog/A+Name/",
}
"""Slug of a post → its old address."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with links and old addresses of all kinds; tests may look, but not change it."""
    site = make_site(tmp_path_factory.mktemp("links") / "site-under-test")
    links = "[set](../faq/alone.md), [question](../faq/alone.md#whole), [up](../docs/), [self](#a)"
    site.write({f"posts/{slug}.md": post(more=f"aliases: [{a}]\n") for slug, a in ALIASES.items()})
    site.write(
        {
            "posts/query.md": post(body="[a](first.md?b=1&c=2#a-section)"),
            "posts/linking.md": post(body=f"{links}\n\n## A"),
            "posts/anchor.md": post(body="[a](#%C3%BCber)\n\n## A {#\xfcber}"),
            "posts/caf\xe9.md": post(more="slug: coffee\n", body="[a](caf%C3%A9%20s.txt)"),
            "posts/caf\xe9 s.txt": "Notes",
            "posts/leading.md": post(
                body="[c](café.md), [n](caf%C3%A9.md), [o](https://o.example)"
            ),
        }
    )
    assert site.messages() == []
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    walk_links(site.root / "site")
    return site


def _links(site: TemporarySite, address: str) -> list[str]:
    return [a["href"] for a in site.page(address).select(".body > p:not(.invitation-line) a")]


def test_links_follow_files_in_every_direction(base_built: TemporarySite) -> None:
    home = ["blog/", "blog/first/#a-section", "faq/shared/", "tags/cpp/"]
    assert _links(base_built, "") == home
    first = ["../second/", "../../faq/shared/#what-is-shared"]
    assert _links(base_built, "blog/first") == first
    answer = base_built.page("blog/second").select_one(".answer")
    assert [a["href"] for a in answer.find_all("a")] == ["../first/", "../../"]


def test_link_preserves_its_query(built: TemporarySite) -> None:
    assert _links(built, "blog/query") == ["../first/?b=1&c=2#a-section"]
    feed = (built.root / "site/feed.xml").read_text().replace("&amp;amp;", "&amp;")
    assert "https://example.org/blog/first/?b=1&amp;c=2#a-section" in feed


def test_link_to_a_set_at_home_on_a_post_leads_there(built: TemporarySite) -> None:
    links = ["../first/#faq", "../first/#whole", "../../", "#a"]
    assert _links(built, "blog/linking") == links


def test_link_to_a_name_beyond_ascii_is_quoted(built: TemporarySite) -> None:
    assert _links(built, "blog/coffee") == ["../caf%C3%A9%20s.txt"]
    assert (built.root / "site/blog/caf\xe9 s.txt").read_text() == "Notes"
    assert _links(built, "blog/anchor") == ["#%C3%BCber"]
    assert _links(built, "blog/leading") == ["../coffee/", "../coffee/", "https://o.example"]


def test_links_are_the_same_under_a_sub_path(
    site: TemporarySite, base_built: TemporarySite
) -> None:
    root = {path: page.main for path, page in pages_of(base_built.root / "site").items()}
    site.url = "https://example.org/repo/"
    assert site.build().returncode == 0
    walk_links(site.root / "site")
    walk_questions(site.root / "site", site.url)
    for path, page in pages_of(site.root / "site").items():
        links = [a["href"] for a in page.select("main a[href]")]
        if path == "404.html":
            assert links
            assert all(a.startswith(("/repo/", "https://book.example/")) for a in links)
        elif root[path]:
            assert links == [a["href"] for a in root[path].select("a[href]")]


@pytest.mark.parametrize(
    ("slug", "files"),
    [
        ("folder", ["old/name/index.html", "old/name.html"]),
        ("bare", ["older/name/index.html", "older/name.html"]),
        ("file", ["oldest/name/index.html", "oldest/name.html"]),
        ("index", ["oldest/of/all/index.html", "oldest/of/all.html"]),
        ("source", ["posts/second/index.html", "posts/second.html"]),
        ("plus", ["blog/A+Name/index.html", "blog/A+Name.html"]),
    ],
)
def test_old_address_redirects_in_every_spelling(
    slug: str, files: list[str], built: TemporarySite
) -> None:
    for file in files:
        redirect = (built.root / "site" / file).read_text()
        assert f'<link rel="canonical" href="https://example.org/blog/{slug}/">' in redirect
    assert built.page("blog/second").h1.get_text() == "The second post"


@pytest.mark.parametrize(
    ("old", "target", "label"),
    [
        ("old/first", "https://example.org/blog/first/", "The first post"),
        ("tags/strategy", "https://example.org/tags/ai-strategy/", "AI Strategy"),
    ],
)
def test_redirect_leads_on_at_once_and_is_indexed_as_its_target(
    old: str, target: str, label: str, base_built: TemporarySite
) -> None:
    page = base_built.page(old)
    assert page.select_one("link[rel=canonical]")["href"] == target
    assert page.select_one('meta[name="robots"]') is None
    refresh = page.select_one('meta[http-equiv="refresh"]')["content"]
    assert refresh == f"0; url={page.a['href']}"
    assert page.title.get_text() == page.a.get_text() == label
