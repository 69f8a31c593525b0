"""A reader's ways through the pages in a real Chromium: keyboard, touch, links, no scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from support.readers import DESKTOP, PHONE, visit

POST = "blog/long-read/"
SET = "faq/prices/"
_ON_SLATE = "rgb(140, 196, 255)"

_FOCUSED = """() => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return {
    text: document.activeElement.getAttribute("aria-label") || document.activeElement.innerText,
    outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    color: outlineColor,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.width > 0,
  };
}"""


def _tab_to(page: Page, text: str, most: int) -> list[str]:
    """Press Tab until what has the focus says `text`; every stop on the way must be visible."""
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


def test_keyboard_goes_from_the_header_to_the_booking_link(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(reduced_motion="reduce")  # without it, Tab is pressed while a page scrolls
    visit(page, served + POST)
    assert _tab_to(page, "Book a call", 12) == [
        "Skip to content",
        "Engine Works",
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
    assert page.evaluate(_FOCUSED)["color"] == _ON_SLATE


def test_skip_link_skips_the_header(page: Page, served: str) -> None:
    visit(page, served + POST)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_keyboard_reaches_an_answer_from_the_faq_hub(page: Page, served: str) -> None:
    visit(page, f"{served}faq/")
    link = page.locator(".question-list li a").nth(6)
    title = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=title)
    expect(heading).to_be_in_viewport()
    expect(page.locator(".question").filter(has=heading).locator(".answer")).to_be_visible()
    assert page.evaluate("document.querySelector(':target').textContent").startswith(title)


@pytest.mark.parametrize("scripts", [True, False])
def test_deep_link_shows_its_answer_below_the_header(
    scripts: bool, open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=scripts)
    page.goto(f"{served}{SET}#do-you-publish-rates")
    expect(page.locator(".question:has(#do-you-publish-rates) .answer")).to_be_visible()
    heading = page.locator("#do-you-publish-rates")
    expect(heading).to_be_in_viewport(ratio=1)
    bar = page.locator(".site-header").bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_question_of_a_deep_link_is_marked(page: Page, served: str) -> None:
    visit(page, f"{served}{SET}#do-you-publish-rates")
    lines = "(id) => getComputedStyle(document.getElementById(id)).textDecorationLine"
    assert page.evaluate(lines, "do-you-publish-rates") == "underline"
    visit(page, served + SET)
    assert page.evaluate(lines, "do-you-publish-rates") == "none"


def test_contents_beside_the_text_mark_the_section_being_read(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    contents, text = page.locator(".contents"), page.locator(".reading__main").bounding_box()
    expect(contents.locator("a").first).to_be_visible()
    assert contents.bounding_box()["x"] > text["x"] + text["width"]
    for section in ("#the-honest-version", "#faq"):
        page.evaluate(
            "(id) => document.querySelector(id).scrollIntoView({behavior: 'instant'})", section
        )
        expect(contents).to_be_in_viewport()
        expect(contents.locator("[aria-current]")).to_have_attribute("href", section)


@pytest.mark.parametrize("scripts", [True, False])
def test_contents_are_folded_on_a_phone(
    scripts: bool, open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=scripts)
    page.goto(served + POST)
    expect(page.locator(".contents a").first).to_be_hidden()
    page.locator(".contents summary").click()
    expect(page.locator(".contents a").first).to_be_visible()


def test_contents_unfold_when_the_window_widens(page: Page, served: str) -> None:
    visit(page, served + POST)
    expect(page.locator(".contents a").first).to_be_hidden()
    page.set_viewport_size(DESKTOP)
    expect(page.locator(".contents a").first).to_be_visible()


def test_contents_are_open_on_a_wide_screen_without_scripts(
    open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=False, viewport=DESKTOP)
    page.goto(served + POST)
    expect(page.locator(".contents a").first).to_be_visible()


def test_line_of_text_has_60_to_75_characters(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    page.evaluate("document.fonts.ready.then(() => null)")
    lengths = page.locator(".body > p").evaluate_all("""(paragraphs) => paragraphs.flatMap((p) => {
      const lines = Math.round(p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight));
      return lines > 2 ? [p.textContent.length / (lines - 0.5)] : [];
    })""")
    assert len(lengths) > 5
    assert 60 <= sum(lengths) / len(lengths) <= 75


def test_card_leads_to_its_post_wherever_it_is_clicked(page: Page, served: str) -> None:
    visit(page, f"{served}blog/")
    card = page.locator(".card").first
    address = card.locator(".card__title a").evaluate("(link) => link.href")
    card.scroll_into_view_if_needed()
    box = card.locator(".card__description").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(address)


def test_card_leads_to_a_topic_where_its_name_is_clicked(page: Page, served: str) -> None:
    visit(page, f"{served}blog/")
    topic = page.locator(".card__topic a").first
    address = topic.evaluate("(link) => link.href")
    topic.click()
    page.wait_for_url(address)
    assert "/tags/" in address


def test_link_signs_of_headings_show_under_the_pointer(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    heading = page.locator(".body h2").first
    expect(heading.locator(".headerlink")).to_have_css("opacity", "0")
    heading.hover()
    expect(heading.locator(".headerlink")).to_have_css("opacity", "1")


def test_touch_screen_shows_no_link_signs(open_window: Callable[..., Page], served: str) -> None:
    page = open_window(has_touch=True, is_mobile=True)
    visit(page, served + POST)
    assert page.locator(".headerlink").count() > 1
    for sign in page.locator(".headerlink").all():
        expect(sign).to_be_hidden()


def test_link_sign_of_a_question_says_that_it_was_copied_for_a_moment(
    open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    visit(page, served + POST)
    link = page.locator(".question .headerlink").first
    link.click()
    expect(link).to_have_class(re.compile("headerlink--done"))
    page.clock.fast_forward(2_000)
    expect(link).to_have_class("headerlink")


def test_not_found_page_opens_the_search(page: Page, served: str) -> None:
    visit(page, f"{served}404.html")
    page.get_by_role("button", name="Search this site").click()
    expect(page.locator(".search__words")).to_be_focused()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_motion_is_left_out_for_readers_who_ask_for_that(motion, page: Page, served: str) -> None:
    page.emulate_media(reduced_motion=motion)
    visit(page, served + POST)
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const moves = parseFloat(style.transitionDuration) || style.animationName !== "none";
      return moves || style.scrollBehavior === "smooth";
    }).length""")
    assert bool(moving) == (motion == "no-preference")


def test_fonts_are_the_sites_own_with_their_licences(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').map((f) => f.family)"
    assert {name.strip('"') for name in page.evaluate(loaded)} >= {"Inter", "Space Grotesk"}
    for licence in ("Inter", "SpaceGrotesk"):
        response = page.request.get(f"{served}assets/fonts/{licence}-LICENSE.txt")
        assert "SIL Open Font License" in response.text()


@pytest.mark.parametrize(("window", "count"), [(PHONE, 1), (DESKTOP, 2)])
def test_fonts_of_an_english_page_are_all_preloaded(
    window: ViewportSize, count: int, page: Page, served: str
) -> None:
    page.set_viewport_size(window)
    visit(page, served + POST)
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    links = "[...document.querySelectorAll('link[rel=preload]')]"
    preloaded = f"{links}.filter((l) => matchMedia(l.media).matches).map((l) => l.href)"
    fonts = {url for url in page.evaluate(loaded) if url.endswith(".woff2")}
    assert fonts == {*page.evaluate(preloaded)}
    assert len(fonts) == count


def test_manifest_is_linked_on_the_home_page_alone_after_it_has_loaded(
    page: Page, served: str
) -> None:
    visit(page, served)
    expect(page.locator("link[rel=manifest]")).to_have_count(1)
    address = page.locator("link[rel=manifest]").evaluate("(link) => link.href")
    assert page.request.get(address).json()["name"] == "Engine Works"
    visit(page, served + POST)
    page.wait_for_load_state("networkidle")
    expect(page.locator("link[rel=manifest]")).to_have_count(0)
