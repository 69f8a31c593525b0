"""Every kind of page, judged by HTML_CodeSniffer and by IBM's checker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from support.accessibility_checkers import CHECKERS
from support.page_kinds import KINDS, page_of_kind
from support.readers import DESKTOP, PHONE, visit
from support.sites import TemporarySite

_EXCEPTIONS = {
    ("aria_content_in_landmark", 'class="skip"'): "the skip link is before all landmarks",
}
"""Rule and part of what is reported → why it is no fault."""

_PLANTED = """<main>
  <img src="/assets/favicon.svg">
  <div role="list"><p>One.</p></div>
  <form action="/"><label>Word <input name="word"></label></form>
</main>"""
_CAUGHT = {
    "HTML_CodeSniffer": {"H37", "H32.2"},
    "IBM": {"img_alt_valid", "aria_child_valid"},
}


def _faults(page: Page, checker: str) -> list[str]:
    return [
        f"{rule}: {what}"
        for rule, what in CHECKERS[checker](page)
        if not any(rule == excepted and part in what for excepted, part in _EXCEPTIONS)
    ]


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize("kind", KINDS)
def test_page_of_each_kind_has_no_fault_for(
    checker: str, kind: str, showcase: TemporarySite, page: Page, served: str
) -> None:
    visit(page, served + page_of_kind(showcase.root / "site", kind))
    page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        assert _faults(page, checker) == []


@pytest.mark.parametrize("checker", CHECKERS)
def test_open_search_has_no_fault_for(checker: str, page: Page, served: str) -> None:
    visit(page, served)
    page.keyboard.press("/")
    page.locator(".search__start a").first.wait_for()
    assert _faults(page, checker) == []


@pytest.mark.parametrize("checker", CHECKERS)
def test_planted_faults_are_caught_by(
    checker: str, open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(bypass_csp=True)
    visit(page, f"{served}imprint/")
    page.evaluate("(html) => document.body.insertAdjacentHTML('beforeend', html)", _PLANTED)
    faults = _faults(page, checker)
    missed = {rule for rule in _CAUGHT[checker] if not any(rule in fault for fault in faults)}
    assert missed == set(), faults
