"""A reader's ways through the pages in a real Chromium: keyboard, theme, phone, no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from support.readers import visit
from support.sites import ROOT, not_here

POST = "blog/what-a-fractional-ai-cto-does/"
SET = "faq/working-with-us/"
DESKTOP = {"width": 1440, "height": 900}
_AXE = ROOT / ".cache/npm/node_modules/axe-core/axe.min.js"

_FOCUSED = """() => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return {
    text: document.activeElement.getAttribute("aria-label") || document.activeElement.innerText,
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.width > 0,
  };
}"""


def _tab_to(page: Page, text: str, most: int) -> list[str]:
    """Press Tab until what has the focus says `text`; every stop on the way must be seen."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        assert stop["outlined"], stop
        assert stop["seen"], stop
        stops.append(stop["text"].strip())
        if stops[-1] == text:
            return stops
    raise AssertionError(f"{text} is not among {stops}")


def test_a_keyboard_goes_from_the_header_to_the_booking_link(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(reduced_motion="reduce")  # a stop is where it is, not on its way there
    visit(page, served + POST)
    assert _tab_to(page, "Book a call", 12) == [
        "Skip to content",
        "Martin Tech Labs",
        "Blog",
        "FAQ",
        "Services",
        "About",
        "Dark theme",
        "Search",
        "Book a call",
    ]
    _tab_to(page, "Book a Discovery Call", 60)
    assert "utm_content=end" in page.evaluate("document.activeElement.href")


def test_the_skip_link_skips_the_header(page: Page, served: str) -> None:
    visit(page, served + POST)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_keyboard_reaches_a_questions_answer(page: Page, served: str) -> None:
    visit(page, f"{served}faq/")
    link = page.locator(".question-list li a").nth(6)
    title = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=title)
    expect(heading).to_be_in_viewport()
    expect(heading.locator("xpath=..").locator(".answer")).to_be_visible()
    assert page.evaluate("document.querySelector(':target').textContent").startswith(title)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_deep_link_shows_its_answer_below_the_header(
    scripts: bool, browser: Browser, served: str
) -> None:
    size = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{served}{SET}#do-you-publish-rates")
    expect(page.locator("section[aria-labelledby=do-you-publish-rates] .answer")).to_be_visible()
    heading = page.locator("#do-you-publish-rates")
    expect(heading).to_be_in_viewport(ratio=1)
    bar = page.locator(".site-header").bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]
    context.close()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_the_header_books_at_any_scroll_position(width: int, page: Page, served: str) -> None:
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


def _axe(page: Page) -> list[str]:
    if not _AXE.exists():
        not_here("axe-core is not here (npm install --prefix .cache/npm axe-core@4)")
    page.evaluate(_AXE.read_text())
    return page.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + v.nodes[0].html))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_of_a_phone(scheme: str, page: Page, served: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    visit(page, served + POST)
    menu = page.get_by_role("navigation", name="Site")
    expect(menu).to_be_hidden()
    opener = page.get_by_role("button", name="Menu")
    opener.click()
    expect(menu).to_be_visible()
    assert _axe(page) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_open_search_is_readable_by_all(scheme, width, page: Page, served: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, served + POST)
    page.keyboard.press("/")
    page.locator(".search__words").fill("vendor")
    expect(page.locator(".search__results mark").first).to_be_visible()
    assert _axe(page) == []
    room, wide = page.evaluate("[document.body.clientWidth, document.body.scrollWidth]")
    assert wide <= room


_GROUND = "getComputedStyle(document.body).backgroundColor"
_LIGHT, _DARK = "rgb(255, 255, 255)", "rgb(14, 22, 34)"


@pytest.mark.parametrize(
    ("scheme", "system", "other"), [("light", _LIGHT, _DARK), ("dark", _DARK, _LIGHT)]
)
def test_the_theme_is_the_systems_until_one_chooses(
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


def test_without_scripts_the_theme_is_the_systems(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark", viewport=DESKTOP)
    page = context.new_page()
    page.goto(served)
    expect(page.locator(".theme-switch")).to_be_hidden()
    color = page.locator("main").evaluate("(main) => getComputedStyle(main).color")
    assert color == "rgb(230, 237, 246)"
    context.close()


def test_the_contents_stand_beside_the_text_where_there_is_room(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    contents, text = page.locator(".contents"), page.locator(".reading__main").bounding_box()
    expect(contents.locator("a").first).to_be_visible()
    assert contents.bounding_box()["x"] > text["x"] + text["width"]
    page.locator("#the-honest-version").scroll_into_view_if_needed()
    page.evaluate("scrollBy({top: 300, behavior: 'instant'})")
    expect(contents).to_be_in_viewport()
    expect(contents.locator("[aria-current]")).to_have_count(1)


@pytest.mark.parametrize("scripts", [True, False])
def test_the_contents_are_folded_on_a_phone(scripts: bool, browser: Browser, served: str) -> None:
    size = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(served + POST)
    expect(page.locator(".contents a").first).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents a").first).to_be_visible()
    context.close()


def test_a_line_of_text_has_60_to_75_characters(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    page.evaluate("document.fonts.ready.then(() => null)")
    lengths = page.locator(".body > p").evaluate_all("""(paragraphs) => paragraphs.flatMap((p) => {
      const lines = Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight));
      return lines > 2 ? [p.textContent.length / (lines - 0.5)] : [];
    })""")
    assert len(lengths) > 5
    assert 60 <= sum(lengths) / len(lengths) <= 75


def test_the_theme_follows_the_system_while_one_reads(page: Page, served: str) -> None:
    page.emulate_media(color_scheme="light")
    visit(page, served + POST)
    expect(page.locator(".theme-switch")).to_have_text("Dark theme")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(_GROUND) == _DARK
    expect(page.locator(".theme-switch")).to_have_text("Light theme")


def test_the_contents_unfold_when_room_comes(page: Page, served: str) -> None:
    visit(page, served + POST)
    expect(page.locator(".contents a").first).to_be_hidden()
    page.set_viewport_size(DESKTOP)
    expect(page.locator(".contents a").first).to_be_visible()


def test_the_question_one_came_for_is_marked(page: Page, served: str) -> None:
    visit(page, f"{served}{SET}#do-you-publish-rates")
    lines = "(id) => getComputedStyle(document.getElementById(id)).textDecorationLine"
    assert page.evaluate(lines, "do-you-publish-rates") == "underline"
    visit(page, served + SET)
    assert page.evaluate(lines, "do-you-publish-rates") == "none"


def test_the_page_for_dead_addresses_searches(page: Page, served: str) -> None:
    visit(page, f"{served}404.html")
    page.get_by_role("button", name="Search this site").click()
    expect(page.locator(".search__words")).to_be_focused()


def test_the_menu_of_a_phone_needs_no_scripts(browser: Browser, served: str) -> None:
    size = {"width": 360, "height": 740}
    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + POST)
    menu = page.get_by_role("navigation", name="Site")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Services").click()
    page.wait_for_url("**/services/")
    context.close()


def test_a_menu_does_not_cover_what_has_the_focus(page: Page, served: str) -> None:
    visit(page, served + POST)
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Site")
    menu.locator("button").focus()
    expect(menu).to_be_visible()
    page.locator(".trail a").first.focus()
    expect(menu).to_be_hidden()


def test_a_dark_page_is_printed_in_dark_ink(page: Page, served: str) -> None:
    page.add_init_script("localStorage.theme = 'dark'")
    visit(page, served + POST)
    assert page.evaluate(_GROUND) == _DARK
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(24, 33, 45)"
    expect(page.locator(".brand")).to_be_visible()
    expect(page.locator(".printed")).to_have_text(f"https://example.org/{POST}")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_reduced_motion_is_respected(motion, page: Page, served: str) -> None:
    page.emulate_media(reduced_motion=motion)
    visit(page, served + POST)
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const moves = parseFloat(style.transitionDuration) || style.animationName !== "none";
      return moves || style.scrollBehavior === "smooth";
    }).length""")
    assert bool(moving) == (motion == "no-preference")


def test_code_is_copied_whole(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, f"{served}blog/fine-tuning-or-retrieval/")
    shown = page.locator(".highlight code").first.inner_text()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == shown.rstrip()
    context.close()


def test_fonts_are_the_sites_own_with_their_licences(page: Page, served: str) -> None:
    visit(page, served + POST)
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((f) => f.family)"
    assert {name.strip('"') for name in page.evaluate(loaded)} >= {"Inter", "Space Grotesk"}
    for licence in ("Inter", "SpaceGrotesk"):
        response = page.request.get(f"{served}assets/fonts/{licence}-LICENSE.txt")
        assert "SIL Open Font License" in response.text()


def test_the_manifest_is_found_after_the_page(page: Page, served: str) -> None:
    visit(page, served + POST)
    expect(page.locator("link[rel=manifest]")).to_have_count(1)
    address = page.locator("link[rel=manifest]").get_attribute("href")
    assert page.request.get(address).json()["name"] == "Martin Tech Labs"
