"""Old addresses in a real Chromium: query and fragment come along, and no script is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from support.server import serving
from support.sites import TemporarySite, make_site

OLD_NAMES = {
    "faq/shared.md": ("tags: [ai-strategy]\n", "tags: [ai-strategy]\naliases: [/ask/us/]\n"),
    "docs/about.md": ("title:", "aliases: /who/we/are.html\ntitle:"),
}


@pytest.fixture(scope="module", params=["", "repo/"], ids=["root", "subpath"])
def moved(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a site that has redirects to every kind of page."""
    site: TemporarySite = make_site(tmp_path_factory.mktemp("moved") / "site-under-test")
    for path, (old, new) in OLD_NAMES.items():
        site.edit(path, old, new)
    site.url = f"https://example.org/{request.param}"
    result = site.build("--strict", "--site-dir", str(site.root / "www" / request.param))
    assert result.returncode == 0, result.stdout
    with serving(site.root / "www") as server:
        yield f"{server.url}{request.param}"


REDIRECTS = [
    ("old/first/", "blog/first/", ""),
    ("old/first.html", "blog/first/", ""),
    ("tags/strategy/", "tags/ai-strategy/", ""),
    ("ask/us/", "faq/shared/", ""),
    ("who/we/are.html", "about/", ""),
    ("faq/alone/", "blog/first/", "#faq"),
]


@pytest.mark.parametrize(("old", "new", "fragment"), REDIRECTS)
@pytest.mark.parametrize("rest", ["", "?utm_source=n&utm_medium=e", "#a-section", "?a=1%202#whole"])
def test_redirect_keeps_query_and_fragment(
    old: str, new: str, fragment: str, rest: str, moved: str, page: Page
) -> None:
    query, mark, given = rest.partition("#")
    page.goto(f"{moved}{old}{rest}", wait_until="commit")
    page.wait_for_url(f"{moved}{new}{query}{mark + given if given else fragment}")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(("old", "new", "fragment"), REDIRECTS)
def test_redirect_works_without_scripts(
    old: str, new: str, fragment: str, moved: str, open_window: Callable[..., Page]
) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(f"{moved}{old}?utm_source=n", wait_until="commit")
    page.wait_for_url(f"{moved}{new}{fragment}")


def test_redirect_is_begun_once_and_is_no_step_to_go_back_to(moved: str, page: Page) -> None:
    """A refresh that is begun as well would drop the query, or load the page twice."""
    asked: list[str] = []
    page.goto(f"{moved}blog/")
    page.on("request", lambda request: asked.append(request.url))
    for n in range(10):
        page.goto(f"{moved}old/first/?n={n}#a-section", wait_until="commit")
        page.wait_for_url(f"{moved}blog/first/?n={n}#a-section")
        page.go_back()
        assert page.url == f"{moved}blog/"
    target = f"{moved}blog/first/"
    assert [url.partition("#")[0] for url in asked if url.startswith(target)] == [
        f"{target}?n={n}" for n in range(10)
    ]
