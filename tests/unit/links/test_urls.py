"""URLs of targets: relative to a page and absolute, of strange addresses too."""

from __future__ import annotations

from urllib.parse import quote, urljoin

import pytest

from sitekit.links.urls import Target, absolute_url, relative_path, relative_url

PAGES = ("", "blog/", "blog/a/", "blog/a/page/2/", "tags/größe/", "feed.xml", "tags/ai/feed.xml")
ODD = ("files/two words.pdf", "files/50%.pdf", "files/a#b.pdf", "files/a?b.pdf", "x:y.pdf", "ä/ß/")
SITES = ("https://example.org/", "https://example.org/repo/", "http://127.0.0.1:8000/repo/")


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("page", PAGES)
def test_relative_and_absolute_url_lead_to_the_same_address(site: str, page: str) -> None:
    for address in (*PAGES, *ODD):
        for target in (
            Target(address),
            Target(address, "größe 1"),
            Target(address, "a", query="b"),
            Target(address, query="b=1&c"),
        ):
            url = relative_url(target, page)
            assert urljoin(site + quote(page), url) == absolute_url(site, target), (page, target)


@pytest.mark.parametrize(
    ("target", "page", "url"),
    [
        (Target("blog/a/"), "blog/a/", "./"),
        (Target("blog/a/", "x"), "blog/a/", "#x"),
        (Target("blog/a/", "x", query="b"), "blog/a/", "?b#x"),
        (Target("blog/b/", "x"), "blog/a/", "../b/#x"),
        (Target(""), "blog/a/", "../../"),
        (Target("", "x"), "", "#x"),
        (Target("blog/ab/"), "blog/a/", "../ab/"),
        (Target("a.pdf"), "old.html", "a.pdf"),
        (Target("ä b.pdf", "ö"), "blog/", "../%C3%A4%20b.pdf#%C3%B6"),
    ],
)
def test_relative_url_is_the_shortest(target: Target, page: str, url: str) -> None:
    assert relative_url(target, page) == url


def test_absolute_url_has_query_and_fragment_quoted() -> None:
    target = Target("blog/ä/", "a:b-c.d_e~f g", query="x=1&y")
    assert absolute_url("https://example.org/repo/", target) == (
        "https://example.org/repo/blog/%C3%A4/?x=1&y#a:b-c.d_e~f%20g"
    )


def test_relative_path_leads_up_to_the_common_folder() -> None:
    assert relative_path("tags/a/feed.xml", "tags/a/page/2/") == "../../feed.xml"
    assert relative_path("tags/", "tags/a/page/2/") == "../../../"
    assert relative_path("", "404.html") == "./"
