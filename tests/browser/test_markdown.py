"""What Markdown becomes in a real Chromium: tabs, code, notes and tables, shown and printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from support.content import post
from support.readers import DESKTOP, PHONE, visit
from support.server import serving
from support.sites import make_site

_TABS = 10
_CODE = f"first = 1\nsecond = 2\nthird = '{'wide ' * 9}'"  # too wide for a phone alone
_LONG_CODE = f"text = '{'long ' * 30}'"
_TAB = '=== "Tab {n}"\n\n    Text of tab {n}.\n\n'
_BODY = f"""
Words.

## Tabs

{"".join(_TAB.format(n=n) for n in range(1, _TABS + 1))}

## Code

``` python linenums="1" hl_lines="2"
{_CODE}
```

``` python
{_LONG_CODE}
```

??? note "Folded"

    Text of the folded note.

| {" | ".join(f"Column {n}" for n in range(9))} |
| {" | ".join("---" for n in range(9))} |
| {" | ".join(f"Cell {n}" for n in range(9))} |

<iframe src="first.md" width="900" title="A frame"></iframe>
<object data="first.md" width="900"></object>
<embed src="first.md" width="900">
<video width="900" controls></video>

<table class="raw"><tr>{"<td>Unbreakable-words-of-a-cell</td>" * 9}</tr></table>
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a post that holds all that Markdown can."""
    site = make_site(tmp_path_factory.mktemp("markdown") / "site-under-test")
    site.write({"posts/all.md": post(body=_BODY)})
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    with serving(site.root / "site") as server:
        yield f"{server.url}blog/all/"


def test_tabs_show_the_chosen_text_alone(page: Page, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    labels, blocks = page.locator(".tabbed-labels label"), page.locator(".tabbed-block")
    for chosen in range(_TABS):
        labels.nth(chosen).click()
        shown = [blocks.nth(n).is_visible() for n in range(_TABS)]
        assert shown == [n == chosen for n in range(_TABS)]
        line = "getComputedStyle(label).borderBottomColor"
        marked = f"(all) => all.map((label) => {line} === 'rgb(0, 131, 224)')"
        assert labels.evaluate_all(marked) == shown


def test_tabs_are_chosen_by_arrow_keys(page: Page, url: str) -> None:
    visit(page, url)
    page.locator(".tabbed-set > input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Text of tab 2.")).to_be_visible()
    expect(page.locator(".tabbed-labels")).to_have_css("outline-style", "solid")


def test_code_shows_line_numbers_and_marks_lines(page: Page, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    shown = "(all) => all.map((number) => getComputedStyle(number, '::before').content.trim())"
    assert page.locator(".linenos").evaluate_all(shown) == ['"1 "', '"2 "', '"3 "']
    marked = page.locator(".hll")
    expect(marked).to_have_text("second = 2")
    expect(marked).to_have_css("background-color", "rgb(253, 240, 181)")
    part = marked.evaluate("(line) => line.offsetWidth / line.closest('pre').clientWidth")
    assert part > 0.9


def test_code_is_copied_whole_and_without_numbers(
    open_window: Callable[..., Page], url: str
) -> None:
    page = open_window(permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    visit(page, url)
    page.get_by_role("button", name="Copy").first.click()
    copied = page.get_by_role("button", name="Copied")
    expect(copied).to_have_class("copy copy--done")
    assert page.evaluate("navigator.clipboard.readText()") == _CODE
    page.clock.fast_forward(2_000)
    expect(copied).to_have_count(0)
    expect(page.locator(".copy").first).to_have_class("copy")


def test_code_has_a_copy_button_under_the_pointer_and_on_touch_screens(
    page: Page, open_window: Callable[..., Page], url: str
) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    button = page.locator(".copy").first
    expect(button).to_have_css("opacity", "0")
    page.locator(".highlight").first.hover()
    expect(button).to_have_css("opacity", "1")
    touched = open_window(has_touch=True, is_mobile=True)
    visit(touched, url)
    expect(touched.locator(".copy").first).to_have_css("opacity", "1")


def test_code_is_a_stop_of_the_keyboard_only_where_it_scrolls(page: Page, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    short, long = page.locator("pre").first, page.locator("pre").nth(1)
    expect(long).to_have_attribute("tabindex", "0")
    assert short.get_attribute("tabindex") is None
    page.set_viewport_size(PHONE)
    expect(short).to_have_attribute("tabindex", "0")
    page.set_viewport_size(DESKTOP)
    expect(short).not_to_have_attribute("tabindex", "0")


def test_table_is_a_stop_of_the_keyboard_only_where_it_scrolls(page: Page, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    table = page.locator(".table")
    expect(page.get_by_role("group", name="Code")).to_have_count(2)  # the long code, the table
    expect(table).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 3000, "height": 900})
    table.evaluate("(box) => (box.style.width = '2000px')")
    for name in ("tabindex", "role", "aria-label"):
        expect(table).not_to_have_attribute(name, re.compile(""))


def test_table_that_is_too_wide_scrolls_in_its_box(page: Page, url: str) -> None:
    visit(page, url)
    assert page.locator(".table").evaluate("(box) => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.body.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("element", ["iframe", "object", "embed", "video", "table.raw"])
def test_html_that_is_too_wide_stays_within_the_text(page: Page, url: str, element: str) -> None:
    page.set_viewport_size(PHONE)
    visit(page, url)
    room = page.locator(".body").evaluate("(body) => body.clientWidth")
    wide = page.locator(f".body {element}")
    assert 0 < wide.evaluate("(element) => element.getBoundingClientRect().width") <= room
    assert page.evaluate("document.body.scrollWidth <= document.documentElement.clientWidth")


def test_print_shows_all_tabs_and_folded_notes(page: Page, url: str) -> None:
    visit(page, url)
    note = page.get_by_text("Text of the folded note.")
    titles, labels = page.locator(".tab-title"), page.locator(".tabbed-labels")
    expect(note).to_be_hidden()
    expect(titles.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(note).to_be_visible()
    expect(labels).to_be_hidden()
    for n in range(1, _TABS + 1):
        expect(page.get_by_text(f"Text of tab {n}.")).to_be_visible()
        expect(titles.nth(n - 1)).to_have_text(f"Tab {n}")
        expect(titles.nth(n - 1)).to_be_visible()


def test_print_leaves_out_what_only_a_screen_needs(page: Page, url: str) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, url)
    unprinted = (".copy", ".headerlink", ".contents", ".back-link", ".site-footer", ".site-nav")
    for selector in unprinted:
        expect(page.locator(selector).first).to_be_visible()
    page.emulate_media(media="print")
    for selector in unprinted:
        expect(page.locator(selector).first).to_be_hidden()


def test_print_of_a_dark_page_is_in_dark_ink(page: Page, url: str) -> None:
    page.add_init_script("localStorage.theme = 'dark'")
    visit(page, url)
    color = "getComputedStyle(document.body).color"
    assert page.evaluate(color) == "rgb(230, 237, 246)"
    page.emulate_media(media="print")
    assert page.evaluate(color) == "rgb(24, 33, 45)"
    expect(page.locator(".brand")).to_be_visible()
    expect(page.locator(".printed")).to_have_text("https://example.org/blog/all/")
