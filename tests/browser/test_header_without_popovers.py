"""The menu of a phone in a browser without popovers, such as Safari of iOS 16 or Firefox 115.

Chromium has them; what it reads is changed so that it meets nothing of them that it knows.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from support.readers import DESKTOP, axe_violations, visit

POST = "blog/long-read/"
_WORDS = {"popovertarget=": "data-a=", " popover": " data-b", ":popover-open": ":unheard-of"}
_NO_INTERFACE = "for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover'])" + (
    " delete HTMLElement.prototype[name];"
)


def _without_popovers(page: Page) -> Page:
    def change(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        for word, other in _WORDS.items():
            text = text.replace(word, other)
        route.fulfill(response=response, body=text)

    page.route(lambda url: url.endswith((".css", "/")), change)
    page.add_init_script(_NO_INTERFACE)
    return page


@pytest.fixture
def old(open_window: Callable[..., Page]) -> Page:
    """A phone's window without popovers; its policy would refuse what is changed here."""
    return _without_popovers(open_window(bypass_csp=True))


def _menu(page: Page) -> tuple[Locator, Locator]:
    menu = page.get_by_role("navigation", name="Site", include_hidden=True)
    return menu, page.get_by_role("button", name="Menu")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_menu_opens_closes_and_leads(scheme: str, old: Page, served: str) -> None:
    old.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(old, served + POST)
    menu, opener = _menu(old)
    expect(menu).to_be_hidden()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    expect(menu).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("link").first).to_be_focused()
    assert axe_violations(old) == []
    opener.click()
    expect(menu).to_be_hidden()
    opener.click()
    old.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    menu.get_by_role("link", name="Services").click()
    old.wait_for_url("**/services/")


def test_menu_closes_for_what_is_outside_of_it(old: Page, served: str) -> None:
    visit(old, served + POST)
    menu, opener = _menu(old)
    opener.click()
    menu.locator("button").focus()
    expect(menu).to_be_visible()
    old.locator(".back-link a").first.focus()
    expect(menu).to_be_hidden()
    opener.click()
    expect(menu).to_be_visible()
    old.mouse.click(100, 700)
    expect(menu).to_be_hidden()


def test_links_are_in_the_header_without_scripts(
    open_window: Callable[..., Page], served: str
) -> None:
    page = _without_popovers(open_window(java_script_enabled=False, bypass_csp=True))
    page.goto(served + POST)
    menu, opener = _menu(page)
    expect(opener).to_be_hidden()
    shown = menu.bounding_box()
    assert shown["y"] + shown["height"] <= page.locator("main").bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")


@pytest.mark.parametrize("scripts", [True, False])
def test_links_are_in_the_row_on_a_wide_screen(
    scripts: bool, open_window: Callable[..., Page], served: str
) -> None:
    page = _without_popovers(
        open_window(java_script_enabled=scripts, viewport=DESKTOP, bypass_csp=True)
    )
    page.goto(served + POST)
    menu, opener = _menu(page)
    expect(opener).to_be_hidden()
    assert menu.bounding_box()["height"] < page.locator(".site-header").bounding_box()["height"]
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")
