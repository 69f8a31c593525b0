"""The header in a real Chromium: booking, the menu of a phone, the switch of the theme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.readers import DESKTOP, axe_violations, visit

POST = "blog/long-read/"
_GROUND = "getComputedStyle(document.body).backgroundColor"
_LIGHT, _DARK = "rgb(255, 255, 255)", "rgb(14, 22, 34)"


@pytest.mark.parametrize("width", [320, 360, 768])
def test_header_books_at_any_scroll_position(width: int, page: Page, served: str) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    visit(page, served + POST)
    button = page.locator(".site-header__book")
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo({{top: {place}, behavior: 'instant'}})")
        expect(button).to_be_in_viewport(ratio=1)
    box = button.bounding_box()
    assert box["height"] >= 36
    assert box["x"] + box["width"] <= width
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    texts = page.locator(".brand span").bounding_box()
    assert texts["x"] + texts["width"] <= page.locator(".icon-button").first.bounding_box()["x"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_of_a_phone_opens_closes_and_leads(scheme: str, page: Page, served: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, served + POST)
    menu = page.get_by_role("navigation", name="Site")
    expect(menu).to_be_hidden()
    opener = page.get_by_role("button", name="Menu")
    opener.click()
    expect(menu).to_be_visible()
    assert axe_violations(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")


def test_menu_of_a_phone_works_without_scripts(
    open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(served + POST)
    menu = page.get_by_role("navigation", name="Site")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")


def test_menu_closes_when_the_focus_leaves_it(page: Page, served: str) -> None:
    visit(page, served + POST)
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Site")
    menu.locator("button").focus()
    expect(menu).to_be_visible()
    page.locator(".back-link a").first.focus()
    expect(menu).to_be_hidden()


@pytest.mark.parametrize(
    ("scheme", "system", "other"), [("light", _LIGHT, _DARK), ("dark", _DARK, _LIGHT)]
)
def test_theme_is_the_systems_until_the_reader_chooses(
    scheme: str, system: str, other: str, page: Page, served: str
) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme=scheme)
    visit(page, served + POST)
    assert page.evaluate(_GROUND) == system
    switch = page.locator(".theme-switch")
    offered = {"light": "Dark theme", "dark": "Light theme"}
    expect(switch).to_have_text(offered[scheme])
    switch.click()
    assert page.evaluate(_GROUND) == other
    expect(switch).not_to_have_text(offered[scheme])
    bars = page.locator("meta[name=theme-color]").evaluate_all("(all) => all.map((m) => m.content)")
    assert set(bars) == {other}
    page.locator(".site-nav a").first.click()
    page.wait_for_url("**/blog/")
    assert page.evaluate(_GROUND) == other
    switch.click()
    page.reload()
    assert page.evaluate(_GROUND) == system


def test_theme_follows_the_system_while_a_page_is_open(page: Page, served: str) -> None:
    page.emulate_media(color_scheme="light")
    visit(page, served + POST)
    expect(page.locator(".theme-switch")).to_have_text("Dark theme")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(_GROUND) == _DARK
    expect(page.locator(".theme-switch")).to_have_text("Light theme")


def test_theme_without_scripts_is_the_systems(
    open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=False, color_scheme="dark", viewport=DESKTOP)
    page.goto(served)
    expect(page.locator(".theme-switch")).to_be_hidden()
    color = page.locator("main").evaluate("(main) => getComputedStyle(main).color")
    assert color == "rgb(230, 237, 246)"


def test_theme_works_where_the_browser_stores_nothing(page: Page, served: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw Error('denied'); } })"
    )
    page.set_viewport_size(DESKTOP)
    page.emulate_media(color_scheme="light")
    visit(page, served + POST)
    page.locator(".theme-switch").click()
    assert page.evaluate(_GROUND) == _DARK
