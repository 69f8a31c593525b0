"""The search dialog in a real Chromium: how it opens, closes and is used by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from support.readers import axe_violations, visit
from support.search_dialog import clear, open_search, rows_of, search
from support.sites import TemporarySite

POST = "blog/long-read/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_dialog_is_accessible(scheme: str, width: int, page: Page, served: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, served + POST)
    page.keyboard.press("/")
    page.locator(".search__words").fill("vendor")
    expect(page.locator(".search__results mark").first).to_be_visible()
    assert axe_violations(page) == []
    room, wide = page.evaluate("[document.body.clientWidth, document.body.scrollWidth]")
    assert wide <= room


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_dialog_opens_by_key_and_returns_the_focus(key: str, page: Page, served: str) -> None:
    visit(page, served + POST)
    opener = page.get_by_role("button", name="Search", exact=True)
    opener.focus()
    page.keyboard.press(key)
    expect(page.locator(".search__words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_dialog_takes_a_slash_in_its_field_as_text(page: Page, served: str) -> None:
    open_search(page, served)
    page.keyboard.type("a/b")
    expect(page.locator(".search__words")).to_have_value("a/b")


def test_dialog_closes_by_the_first_escape_and_keeps_its_words(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "vendor")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".search__words")).to_have_value("vendor")


def test_dialog_has_a_button_that_opens_the_first_result(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "discipline")
    address = page.locator(".search__results a").first.get_attribute("href")
    page.get_by_role("button", name="Open the first result").click()
    page.wait_for_url(address)


def test_dialog_begins_with_questions(showcase: TemporarySite, page: Page, served: str) -> None:
    titles = [row.title for row in rows_of(showcase.root / "site") if row.title]
    assert len(titles) == 5
    open_search(page, served)
    links = page.locator(".search__start a")
    expect(links.first).to_be_visible()
    assert links.all_inner_texts() == titles
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    search(page, "vendor")
    expect(links.first).to_be_hidden()
    clear(page)
    question = links.last.inner_text()
    links.last.click()
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.get_by_role("heading", name=question, exact=True)).to_be_in_viewport()


def test_dialog_moves_through_results_by_arrow_keys(page: Page, served: str) -> None:
    open_search(page, served)
    assert len(search(page, "architecture")) > 1
    results = page.locator(".search__results > li > a")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search__words")).to_be_focused()


def test_dialog_shows_where_the_focus_is(page: Page, served: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_search(page, served)
    search(page, "architecture")
    stops = []
    for _ in range(6):
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", stops
        stops.append(page.evaluate("document.activeElement.localName"))
        page.keyboard.press("Tab")
    assert stops == ["input", "button", "button", "select", "select", "a"]
    assert page.evaluate("document.activeElement.closest('dialog') !== null")


def test_dialog_closes_by_its_button_and_by_a_click_outside(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    dialog = page.locator("dialog")
    open_search(page, served)
    dialog.click(position={"x": 3, "y": 150})
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.mouse.click(5, 400)
    expect(dialog).to_be_hidden()


def test_dialog_closes_for_a_result_on_the_same_page(page: Page, served: str) -> None:
    visit(page, f"{served}faq/prices/")
    page.keyboard.press("/")
    search(page, "publish rates on this site")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("#do-you-publish-rates")).to_be_in_viewport()


@pytest.mark.parametrize("key", ["Enter", " "])
def test_dialog_opens_by_keys_on_its_button(key: str, page: Page, served: str) -> None:
    visit(page, served + POST)
    page.get_by_role("button", name="Search", exact=True).focus()
    page.keyboard.press(key)
    expect(page.locator(".search__words")).to_be_focused()


@pytest.mark.parametrize(
    ("key", "opens"),
    [("/", True), ("k", False), ("Control+/", False), ("Meta+/", False), ("Alt+/", False)],
)
def test_dialog_leaves_other_keys_to_the_browser(
    key: str, opens: bool, page: Page, served: str
) -> None:
    visit(page, served + POST)
    page.evaluate("addEventListener('keydown', (event) => (window.last = event))")
    page.keyboard.press(key)
    assert page.evaluate("window.last.defaultPrevented") == opens


@pytest.mark.parametrize("modifier", ["Control", "Shift", "Meta"])
def test_dialog_leaves_clicks_for_a_new_tab_to_the_browser(
    modifier: str, page: Page, served: str
) -> None:
    visit(page, served + POST)
    page.evaluate("""addEventListener("click", (event) => {
      window.prevented = event.defaultPrevented;
      event.preventDefault();
    })""")
    page.get_by_role("button", name="Search", exact=True).click(modifiers=[modifier])
    assert page.evaluate("window.prevented") is False
    expect(page.locator("dialog")).to_be_hidden()


def test_dialog_selects_its_words_when_it_opens_again(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "vendor")
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.locator(".search__words")).to_be_focused()
    page.keyboard.type("sprint")
    expect(page.locator(".search__words")).to_have_value("sprint")


def test_dialog_leaves_arrow_keys_to_a_filter(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "vendor")
    kind = page.locator("[data-filter=kind]")
    kind.focus()
    page.keyboard.press("ArrowDown")
    expect(kind).to_be_focused()


def test_dialog_keeps_its_field_in_view_and_the_page_still(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "the")
    expect(page.locator("html")).to_have_css("overflow-y", "hidden")
    page.locator("dialog").evaluate("(dialog) => dialog.scrollTo(0, dialog.scrollHeight)")
    expect(page.get_by_role("button", name="More results")).to_be_in_viewport()
    expect(page.locator(".search__words")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("html")).to_have_css("overflow-y", "visible")
