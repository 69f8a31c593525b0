"""Filters for addresses in templates."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment

from sitekit.content.brand import Brand
from sitekit.pages.templates import CompiledTemplates, prepare
from sitekit.runtime.context import BuildContext
from support.sites import ROOT

LIBRARY = SimpleNamespace(
    settings=SimpleNamespace(site_url="https://example.org/repo/", preview=False, root=ROOT),
    digest_addresses={"assets/site.css": "assets/site.1a2b3c4d.css"},
    words=SimpleNamespace(home="Home"),
    brand=Brand(paper="#fefefe", mark='<svg viewBox="0 0 1 1"/>'),
)
"""What templates need of one."""


def rendered(source: str, **context: object) -> str:
    env = Environment(autoescape=True)
    prepare(env, Path(), LIBRARY, CompiledTemplates(), BuildContext())
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
        ("blog/a/", "assets/site.css", "../../assets/site.1a2b3c4d.css"),
        ("faq/", "files/two%20words.pdf", "../files/two%20words.pdf"),
    ],
)
def test_url_leads_from_the_page(page: str, address: str, url: str) -> None:
    assert from_page(page, address) == url


@pytest.mark.parametrize("url", ["https://x.org/a", "//x.org", "mailto:a@x.org", "#here", "/root/"])
def test_url_leaves_urls_as_they_are(url: str) -> None:
    assert from_page("blog/a/", url) == url


def test_url_on_the_not_found_page_starts_at_the_host() -> None:
    config = SimpleNamespace(site_url="https://example.org/repo/")
    context = {
        "config": config,
        "spec": SimpleNamespace(address="404.html", is_not_found_page=True),
    }
    assert rendered("{{ 'blog/'|url }} {{ '#x'|url }}", **context) == "/repo/blog/ #x"


def test_url_in_a_template_without_a_page_is_as_in_mkdocs() -> None:
    assert rendered("{{ 'blog/'|url }}", spec=None, base_url="..") == "../blog/"


def test_absolute_quotes_what_a_url_cannot_hold() -> None:
    assert rendered("{{ 'files/a b#ä.pdf'|absolute }}") == (
        "https://example.org/repo/files/a%20b%23%C3%A4.pdf"
    )


def test_words_and_brand_are_there_for_each_template() -> None:
    assert rendered("{{ words.home }} {{ brand.paper }}") == "Home #fefefe"
    mark = '<svg aria-hidden="true" width="26" height="26" viewBox="0 0 1 1"/>'
    assert rendered("{{ mark }}") == mark


@pytest.mark.parametrize(
    ("html", "names"),
    [
        ('<div class="highlight">', "code"),
        ('<img class="a width-25 b"><p class="proof">', "picture-widths proof"),
        ("<div class=tabbed-set data-tabs=1><p class=tab-title>", "tabs"),
        ('<details class="caution"><p class="person__picture">', "notes person-picture"),
        ("<ul class='task-list'><li class='task-list-item'>", "task-list"),
        ('<p class="highlighted width-26">highlight</p>', ""),
        ('<p id="pager" title="proof">', ""),
        ("", ""),
    ],
)
def test_rare_sheets_are_named_by_the_classes_in_html(html: str, names: str) -> None:
    sheets = ",".join(f"assets/elements/{name}.css" for name in names.split())
    assert rendered("{{ html|rare_sheets|join(',') }}", html=html) == sheets


def test_no_rare_sheet_is_named_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "docs/assets/elements"
    folder.mkdir(parents=True)
    (folder / "code.css").write_text(".highlight {}")
    (folder / "tabs.css").write_bytes(b".tabbed-set {} /* \xff */")
    settings = SimpleNamespace(**{**vars(LIBRARY.settings), "root": tmp_path})
    library = SimpleNamespace(**{**vars(LIBRARY), "settings": settings})
    env = Environment(autoescape=True)
    prepare(env, Path(), library, CompiledTemplates(), BuildContext())
    html = "{{ '<p class=\"highlight tabbed-set proof\">'|rare_sheets|join(',') }}"
    assert env.from_string(html).render() == "assets/elements/code.css"
