"""Markup that writers bring along from other tools, as an installed extension each."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sitekit.markdown import icons
from sitekit.markdown.renderer import Renderer
from support.sites import MARKDOWN

_LINES = {
    "~~struck~~ and ==marked==": "<del>struck</del> and <mark>marked</mark>",
    "a~b~c, x == y, a==b, ~5 and ~~": "a~b~c, x == y, a==b, ~5 and ~~",
    "See https://example.org/a_(b)?c=d.": (
        'See <a href="https://example.org/a_(b)?c=d" rel="noopener">https://example.org/a_(b)?c=d</a>.'
    ),
    "[https://example.org](https://example.com)": (
        '<a href="https://example.com" rel="noopener">https://example.org</a>'
    ),
    "`https://example.org`": "<code>https://example.org</code>",
    r"1\. \- \! \& \~ \= \: \|": "1. - ! &amp; ~ = : |",
    r"C:\Users\ada": r"C:\Users\ada",
    "one\\\ntwo": "one<br />\ntwo",
    r"\<b> \`a\` \{b\} \[c](d.md)": "&lt;b&gt; `a` {b} [c](d.md)",
    ":rocket: and :+1:": "🚀 and 👍",
    "At 10:30:45, :no-such-name: and a:b:": "At 10:30:45, :no-such-name: and a:b:",
    "`:rocket:`": "<code>:rocket:</code>",
}


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs)


@pytest.mark.parametrize("text", _LINES)
def test_line_is_shown_as_meant(text: str, renderer: Renderer) -> None:
    assert renderer.page(text).html == f"<p>{_LINES[text]}</p>"


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_alert_of_each_kind_is_a_note(kind: str, renderer: Renderer) -> None:
    html = renderer.page(f"> [!{kind.upper()}]\n> Words.\n>\n> - a\n\n> Quoted.\n").html
    soup = BeautifulSoup(html, "html.parser")
    (note,) = soup.select(f".admonition.{kind}")
    assert [child.get_text(strip=True) for child in note.find_all(recursive=False)] == [
        *(kind.title(), "Words.", "a")
    ]
    assert soup.blockquote.get_text(strip=True) == "Quoted."


def test_alert_may_have_a_title_of_its_own(renderer: Renderer) -> None:
    html = renderer.page("> [!NOTE] Mind the gap\n> Words.\n").html
    assert '<p class="admonition-title">Mind the gap</p>\n<p>Words.</p>' in html


def test_task_has_a_check_box_with_its_words_as_label(renderer: Renderer) -> None:
    text = "- [ ] Ask *Ada* & Bob\n    - [x] inside\n\n1. [X] one\n\n2. [ ] two\n"
    boxes = BeautifulSoup(renderer.page(text).html, "html.parser").select("li > input, li input")
    assert [(box["aria-label"], box.has_attr("checked")) for box in boxes] == [
        *(("Ask Ada & Bob", False), ("inside", True), ("one", True), ("two", False))
    ]
    assert all(box.has_attr("disabled") for box in boxes)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("material-check", "check"),
        ("simple-github", "github"),
        ("octicons-mail-16", "mail"),
        ("fontawesome-brands-linkedin", "linkedin"),
    ],
)
def test_icon_is_inline_svg_with_a_label(name: str, label: str, renderer: Renderer) -> None:
    html = renderer.page(f"A :{name}:.").html
    icon = BeautifulSoup(html, "html.parser").select_one("p > .icon")
    assert (icon["role"], icon["aria-label"]) == ("img", label)
    assert icon.svg["width"] == "20"
    assert icon.svg.path
    assert "ns0" not in html


def test_icon_stays_text_where_material_is_not_installed(renderer: Renderer, monkeypatch) -> None:
    monkeypatch.setattr(icons, "_icons_folder", lambda: None)
    monkeypatch.setattr(icons, "_icon", icons._icon.__wrapped__)
    assert renderer.page(":material-check: :rocket:").html == "<p>:material-check: 🚀</p>"
