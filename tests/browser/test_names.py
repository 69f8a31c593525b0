"""What readers who only hear a page are told: names in Chromium's accessibility tree."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from support.page_kinds import KINDS, page_of_kind
from support.readers import DESKTOP, visit
from support.sites import TemporarySite

POST = "blog/long-read/"
_PIECES = ("StaticText", "InlineTextBox")  # an element with a name is not read by its pieces
_LANDMARKS = ("banner", "complementary", "contentinfo", "main", "navigation", "region", "search")


class Node(NamedTuple):
    """A node of the accessibility tree that is not ignored."""

    role: str
    name: str


def _heard(page: Page) -> list[Node]:
    """Return what a page's accessibility tree holds, in no order, but for pieces of text."""
    client = page.context.new_cdp_session(page)
    tree = client.send("Accessibility.getFullAXTree")["nodes"]
    return [
        Node(node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"] and node["role"]["value"] not in _PIECES
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_names_hold_no_signs_and_no_labels_of_buttons(
    kind: str, showcase: TemporarySite, page: Page, served: str
) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + page_of_kind(showcase.root / "site", kind))
    heard = _heard(page)
    assert not [node for node in heard if "¶" in node.name]
    headings = sorted(node.name for node in heard if node.role == "heading")
    shown = page.locator("h1, h2, h3, h4, h5, h6").filter(visible=True).all_inner_texts()
    assert headings == sorted(" ".join(text.split()) for text in shown)
    assert not [name for name in headings if "Copy" in name]


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_landmarks_differ(
    kind: str, showcase: TemporarySite, page: Page, served: str
) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + page_of_kind(showcase.root / "site", kind))
    landmarks = Counter(node for node in _heard(page) if node.role in _LANDMARKS)
    assert {node: n for node, n in landmarks.items() if n > 1} == {}


def test_questions_are_no_landmarks(page: Page, served: str) -> None:
    visit(page, served + POST)
    questions = page.locator(".question :is(h2, h3)").all_inner_texts()
    assert len(questions) > 2
    regions = {node.name for node in _heard(page) if node.role == "region"}
    assert regions.isdisjoint(questions)


def test_button_of_a_question_is_used_by_keyboard_and_says_which_it_is(
    page: Page, served: str
) -> None:
    page.set_viewport_size(DESKTOP)
    visit(page, served + POST)
    question = page.locator(".question").first
    title = question.get_by_role("heading").inner_text()
    button = question.get_by_role("link", name="Copy the address of this question", exact=True)
    expect(button).to_have_accessible_description(title)
    button.focus()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(question.locator("h3:target")).to_have_text(title)


def test_permalink_of_a_heading_is_for_the_mouse_alone(page: Page, served: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.emulate_media(reduced_motion="reduce")
    visit(page, served + POST)
    heading = page.locator(".body h2").first
    link = heading.locator("a.headerlink")
    assert link.evaluate("(link) => link.tabIndex") == -1
    heading.hover()
    link.click()
    assert page.url.endswith(f"#{heading.get_attribute('id')}")


def test_tabs_are_a_group_with_a_name(page: Page, served: str) -> None:
    visit(page, f"{served}blog/everything/")
    group = page.get_by_role("group", name="Steam, Water", exact=True)
    expect(group.get_by_role("radio", name="Steam")).to_be_checked()


def test_icons_are_not_heard(page: Page, served: str) -> None:
    visit(page, served + POST)
    icons = page.locator("header svg:not([role=img])").evaluate_all(
        "(all) => all.map((icon) => icon.getAttribute('aria-hidden'))"
    )
    assert len(icons) > 3
    assert {*icons} == {"true"}


def test_links_of_footnotes_are_underlined(page: Page, served: str) -> None:
    visit(page, f"{served}blog/everything/")
    for link in page.locator(".footnote-ref, .footnote-backref").all():
        expect(link).to_have_css("text-decoration-line", "underline")
