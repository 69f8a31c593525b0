"""A site without FAQ sets: nothing is at /faq/, and nothing leads there."""

from __future__ import annotations

import shutil

import pytest

from support.page_walks import walk_links, walk_pages
from support.sites import TemporarySite


@pytest.fixture
def without(site: TemporarySite) -> TemporarySite:
    """The base site without its FAQ sets and what names them."""
    shutil.rmtree(site.root / "faq")
    site.edit("posts/first.md", "faq: alone\n", "")
    site.edit("posts/first.md", " and [a question](../faq/shared.md#what-is-shared)", "")
    site.edit("posts/second/index.md", "faq: shared#what-is-shared\n", "")
    site.edit("docs/index.md", "[questions](../faq/shared.md), ", "")
    site.edit("mkdocs.yml", "  - pages/faq/index.md\n", "")
    return site


def _without_articles(site: TemporarySite) -> TemporarySite:
    """Return a site whose posts are drafts, and whose home page has no links to them."""
    for post in ("posts/first.md", "posts/second/index.md"):
        site.edit(post, "date: 2026-", "draft: true\ndate: 2026-")
    site.edit("docs/index.md", "[first](../posts/first.md#a-section)", "")
    site.edit("docs/index.md", "[tag](/tags/cpp/)", "")
    return site


def test_site_without_faq_is_valid_and_leads_to_none(without: TemporarySite) -> None:
    result = without.build("--strict")
    assert result.returncode == 0, result.stdout
    walk_pages(without.root / "site")
    walk_links(without.root / "site")
    built = without.built()
    assert not [name for name in built if name.startswith("faq")]
    for name in ("404.html", "index.html", "sitemap.xml", "llms.txt", "blog/index.html"):
        assert b"faq/" not in built[name], name


def test_site_without_articles_leads_to_its_questions(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "(../posts/first.md)", "(#what-is-shared)")
    result = _without_articles(site).build()
    assert result.returncode == 0, result.stdout
    assert site.page("").select_one(".empty a")["href"] == "faq/"


def test_site_without_articles_and_questions_leads_to_its_topics(without: TemporarySite) -> None:
    result = _without_articles(without).build()
    assert result.returncode == 0, result.stdout
    assert without.page("").select_one(".empty a")["href"] == "tags/"


def test_navigation_that_names_the_faq_of_a_site_without_is_reported(
    without: TemporarySite,
) -> None:
    without.edit("mkdocs.yml", "  - pages/blog/", "  - pages/faq/index.md\n  - pages/blog/")
    result = without.run("sitekit", "check")
    assert result.returncode == 1
    assert (
        'mkdocs.yml:27: nav: "pages/faq/index.md" does not exist, since there is no FAQ set. '
        "Remove the line.\n"
    ) in result.stdout
