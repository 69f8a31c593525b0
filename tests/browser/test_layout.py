"""Where things stand on a page in a real Chromium: the first invitation, last lines, paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from support.readers import DESKTOP, PHONE
from support.server import serving
from support.sites import TemporarySite

_EVERYTHING = "blog/everything/"
_PAPER = {"width": 640, "height": 900}  # A4 less its margins, in CSS pixels

_FIRST_INVITATION = """() => {
  const links = [...document.querySelectorAll("main a[href*='utm_content']")];
  const tops = links.filter((link) => link.checkVisibility())
    .map((link) => link.getBoundingClientRect().top + scrollY);
  return Math.min(...tops) / document.documentElement.scrollHeight;
}"""

_LAST_LINES = """() => {
  const texts = document.querySelectorAll("main :is(p, li, dd, figcaption):not(:has(p, ul, ol))");
  let several = 0;
  const short = [];
  for (const element of texts) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const lines = new Map();
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { index, 0: word } of node.data.matchAll(/\\S+/g)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const bottom = Math.round(range.getBoundingClientRect().bottom / 12);
        lines.set(bottom, (lines.get(bottom) ?? 0) + 1);
      }
    }
    if (!element.checkVisibility() || lines.size < 2) continue;
    several += 1;
    if (lines.get(Math.max(...lines.keys())) === 1) short.push(element.innerText.slice(-40));
  }
  return { several, short };
}"""

_CUT = """(selector) => [...document.querySelectorAll(selector)]
  .filter((box) => box.scrollWidth > box.clientWidth + 1)
  .map((box) => box.innerText.slice(0, 40))"""


@pytest.fixture(scope="module")
def own(own_site: TemporarySite) -> Iterator[str]:
    """The address of the project's own site on loopback."""
    with serving(own_site.root / "site") as server:
        yield server.url


def _texts(site: TemporarySite) -> list[str]:
    """Return the addresses of the posts and FAQ sets that have a page."""
    folders = [*(site.root / "site/blog").glob("*/"), *(site.root / "site/faq").glob("*/")]
    return [f"{folder.parent.name}/{folder.name}/" for folder in sorted(folders)]


def _is_text(page: Page) -> bool:
    return page.evaluate("document.body.matches('.post, .faq_set')")


def test_first_invitation_of_each_text_is_in_the_first_quarter_on_a_phone(
    page: Page, own: str, own_site: TemporarySite
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    found = {}
    for address in _texts(own_site):
        page.goto(own + address)
        if _is_text(page):
            found[address] = page.evaluate(_FIRST_INVITATION)
    assert len(found) >= 10
    assert {address: part for address, part in found.items() if part > 0.25} == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_last_lines_are_seldom_of_one_word(
    width: int, page: Page, own: str, own_site: TemporarySite
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    several, short = 0, []
    for address in _texts(own_site):
        page.goto(own + address)
        page.evaluate("document.fonts.ready.then(() => null)")
        found = page.evaluate(_LAST_LINES)
        several += found["several"]
        short += found["short"]
    assert several > 200
    assert len(short) <= 0.02 * several, short


def test_lines_of_a_numbered_heading_begin_below_each_other(page: Page, own: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(own + "blog/build-or-buy/")
    lines = page.locator(".body > h2").evaluate_all(
        "(headings) => headings.map((heading) => { const range = document.createRange();"
        "range.selectNodeContents(heading.firstChild);"
        "return [...range.getClientRects()].map((box) => Math.round(box.left)) })"
    )
    assert max(map(len, lines)) > 1, "no heading has two lines"
    assert {len(set(lefts)) for lefts in lines} == {1}


@pytest.mark.parametrize(("width", "columns"), [(820, False), (1440, True)])
def test_home_has_columns_where_it_is_wide(width: int, columns: bool, page: Page, own: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(own)
    pairs = (
        ("#what-does-it-cost", "#what-does-it-cost + p"),
        (".hero h1", ".hero__image"),
    )
    for first, second in pairs:
        one, other = (page.locator(each).bounding_box() for each in (first, second))
        is_beside = other["x"] >= one["x"] + one["width"]
        assert is_beside == columns, second
        assert (other["y"] >= one["y"] + one["height"]) != columns, second


@pytest.mark.parametrize("width", [360, 390])
def test_table_of_four_columns_fits_a_phone_in_readable_lines(
    width: int, page: Page, own: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(own + "services/")
    assert page.evaluate(_CUT, ".table") == []
    table = page.locator(".table:has(th:nth-child(4))")
    columns = [cell.bounding_box() for cell in table.locator("tr").nth(1).locator("td").all()]
    assert len(columns) == 4
    assert min(box["width"] for box in columns[1:]) > width / 4
    heading = table.locator("tr").nth(2).locator("td").first
    text = heading.evaluate(
        "(cell) => { const range = document.createRange(); range.selectNodeContents(cell);"
        "return range.getBoundingClientRect().bottom }"
    )
    beside = table.locator("tr").nth(2).locator("td").nth(1)
    padding = beside.evaluate("(cell) => parseFloat(getComputedStyle(cell).paddingTop)")
    assert text <= beside.bounding_box()["y"] + padding, "the row's heading covers its text"


def test_print_cuts_no_column_and_no_end_of_code(page: Page, served: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(served + _EVERYTHING)
    boxes = ".table, .body pre"
    assert page.evaluate(_CUT, boxes), "nothing is wider than a phone, so this would show nothing"
    page.set_viewport_size(_PAPER)
    page.emulate_media(media="print")
    assert page.evaluate(_CUT, f"{boxes}, body") == []


def test_print_ends_with_an_invitation_of_few_lines(page: Page, own: str) -> None:
    page.set_viewport_size(_PAPER)
    page.emulate_media(media="print")
    page.goto(own + "blog/build-or-buy/")
    block = page.locator("section.invitation")
    assert block.locator("h2").is_visible()
    assert "calendly.com" in block.locator("[data-print]").get_attribute("data-print")
    assert block.bounding_box()["height"] < 180, "seven lines, in a wide font"
    end = "(main) => main.innerText.trim().split('\\n').at(-1)"
    assert page.locator("main").evaluate(end) in block.inner_text()


def test_current_tab_is_told_apart_in_forced_colors(page: Page, served: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(served + _EVERYTHING)
    line = "(label) => getComputedStyle(label).borderBottomColor"
    labels = page.locator(".tabbed-set").first.locator(".tabbed-labels > label")
    lines = [label.evaluate(line) for label in labels.all()]
    assert len(lines) > 1
    assert len({*lines[1:]}) == 1
    assert lines[0] not in lines[1:]


def test_contents_and_text_are_a_centered_pair(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(served + _EVERYTHING)
    box = "(element) => { const { left, right } = element.getBoundingClientRect();"
    text = page.locator(".reading__main").evaluate(box + "return [left, right] }")
    contents = page.locator(".contents").evaluate(box + "return [left, right] }")
    assert text[0] == pytest.approx(DESKTOP["width"] - contents[1], abs=10)
    assert 40 <= contents[0] - text[1] <= 80


def test_scale_of_reading_is_full_at_the_end_of_the_text(page: Page, own: str) -> None:
    page.goto(own + "blog/build-or-buy/")
    scale = """() => {
      const style = getComputedStyle(document.querySelector(".site-header"), "::after");
      return new DOMMatrix(style.transform).a;
    }"""
    assert page.evaluate(scale) == 0
    end = (
        "scrollTo(0, document.querySelector('.body').getBoundingClientRect().bottom - innerHeight)"
    )
    page.evaluate(end)
    page.wait_for_function(f"({scale})() > 0.99")
    assert page.evaluate("scrollY + 1.5 * innerHeight < document.body.scrollHeight")


@pytest.mark.parametrize("width", [820, 1440])
@pytest.mark.parametrize("cards", range(2, 11))
def test_no_card_is_alone_in_a_row_unless_it_fills_it(
    width: int, cards: int, page: Page, served: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + "blog/")
    page.evaluate(
        "(n) => document.querySelectorAll('.card').forEach((card, i) => i < n || card.remove())",
        cards,
    )
    box = page.locator(".cards").bounding_box()
    rows: dict[float, list[tuple[float, float]]] = {}
    for card in page.locator(".card").all():
        place = card.bounding_box()
        rows.setdefault(place["y"], []).append((place["x"], place["x"] + place["width"]))
    for row in rows.values():
        assert min(row)[0] == pytest.approx(box["x"], abs=1)
        assert max(row)[1] == pytest.approx(box["x"] + box["width"], abs=1), "a hole in a row"


def test_card_that_fills_a_row_has_its_sketch_beside_its_text(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 820, "height": 900})
    page.goto(served)
    first = page.locator(".card").first
    sketch, title = first.locator(".plan").bounding_box(), first.locator("h3").bounding_box()
    assert sketch["x"] + sketch["width"] <= title["x"]
