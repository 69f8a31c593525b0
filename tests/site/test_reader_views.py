"""The reader view of each post: the article with its questions, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support.page_walks import nodes_of, structured_data
from support.reader_views import reader_views
from support.sites import TemporarySite, parse

_SHORT = 500  # characters; of a text below it, Readability shows all that the page has

_BESIDE = ("invitation", "invitation-line", "plan", "proof", "question__home", "tabbed-labels")


def _posts(site: TemporarySite) -> dict[Path, BeautifulSoup]:
    """Return the pages of the posts that are more than a few lines."""
    pages = {file: parse(file) for file in sorted((site.root / "site/blog").glob("*/index.html"))}
    return {
        file: page
        for file, page in pages.items()
        for data in structured_data(page)
        if nodes_of(data, "BlogPosting") and len(" ".join(_article(page))) >= _SHORT
    }


def _article(page: BeautifulSoup) -> list[str]:
    """Return the words of a post's text and questions."""
    return [
        word
        for part in page.select(".body")
        for text in part.find_all(string=True)
        if not any(text.find_parent(class_=name) for name in _BESIDE)
        for word in _words(text)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@pytest.mark.parametrize(("name", "least"), [("showcase", 3), ("own_site", 5)])
def test_reader_view_of_each_post_is_its_article_and_nothing_else(
    name: str, least: int, request: pytest.FixtureRequest
) -> None:
    posts = _posts(request.getfixturevalue(name))
    assert len(posts) >= least
    for (file, page), view in zip(posts.items(), reader_views([*posts]), strict=True):
        assert view.offered, file
        assert view.title == page.h1.get_text(), file
        assert view.byline == page.select_one("meta[name=author]")["content"], file
        assert _words(view.content.get_text(" ")) == _article(page), file
