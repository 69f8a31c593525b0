"""Addresses in templates: from every page, at the root and below it, however strange they are."""

from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote, urljoin

import pytest
from jinja2 import Environment

from sitekit.links.urls import Target, absolute_url, relative_url
from sitekit.pages.templates import CompiledTemplates, prepare

PAGES = ("", "blog/", "blog/a/", "blog/a/page/2/", "tags/größe/", "feed.xml", "tags/ai/feed.xml")
ODD = ("files/two words.pdf", "files/50%.pdf", "files/a#b.pdf", "files/a?b.pdf", "x:y.pdf", "ä/ß/")
SITES = ("https://example.org/", "https://example.org/repo/", "http://127.0.0.1:8000/repo/")


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("page", PAGES)
def test_relative_and_whole_addresses_are_one(site: str, page: str) -> None:
    for address in (*PAGES, *ODD):
        for target in (
            Target(address),
            Target(address, "größe 1"),
            Target(address, "a", query="b"),
        ):
            url = relative_url(target, page)
            assert urljoin(site + quote(page), url) == absolute_url(site, target), (page, target)


def rendered(source: str, **context: object) -> str:
    env = Environment(autoescape=True)
    prepare(env, Path(), "https://example.org/repo/", CompiledTemplates())
    return env.from_string(source).render(**context)


def from_page(page: str, address: str) -> str:
    context = {"spec": SimpleNamespace(address=page, is_not_found_page=False)}
    return rendered("{{ address|url }}", address=address, **context)


@pytest.mark.parametrize(
    ("page", "address", "url"),
    [
        ("", "", "./"),
        ("", "./", "./"),
        ("blog/a/", "./", "../../"),
        ("blog/a/", "blog/a/", "./"),
        ("blog/a/", "blog/a/#faq", "#faq"),
        ("blog/a/", "blog/ab/", "../ab/"),
        ("blog/a/", "blog/", "../"),
        ("blog/a/", "blog/a/index.md", "index.md"),
        ("old.html", "blog/a/", "blog/a/"),
        ("faq/", "tags/größe/", "../tags/größe/"),
        ("faq/", "files/two%20words.pdf", "../files/two%20words.pdf"),
    ],
)
def test_url_leads_from_the_page(page: str, address: str, url: str) -> None:
    assert from_page(page, address) == url


@pytest.mark.parametrize("url", ["https://x.org/a", "//x.org", "mailto:a@x.org", "#here", "/root/"])
def test_url_leaves_urls_as_they_are(url: str) -> None:
    assert from_page("blog/a/", url) == url


def test_url_leads_from_the_host_where_the_page_is_for_any_address() -> None:
    config = SimpleNamespace(site_url="https://example.org/repo/")
    context = {
        "config": config,
        "spec": SimpleNamespace(address="404.html", is_not_found_page=True),
    }
    assert rendered("{{ 'blog/'|url }} {{ '#x'|url }}", **context) == "/repo/blog/ #x"


def test_url_leads_from_a_template_of_the_writers_own_as_mkdocs_says() -> None:
    assert rendered("{{ 'blog/'|url }}", spec=None, base_url="..") == "../blog/"


def test_absolute_quotes_what_a_url_cannot_hold() -> None:
    assert rendered("{{ 'files/a b#ä.pdf'|absolute }}") == (
        "https://example.org/repo/files/a%20b%23%C3%A4.pdf"
    )
