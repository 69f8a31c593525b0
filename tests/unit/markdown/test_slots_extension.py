"""What is changed in the converted tree and in raw HTML, and the facts that are collected."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from sitekit.markdown.document import Document
from sitekit.markdown.renderer import Renderer
from sitekit.markdown.slots import Slot, fill, image_of
from support.sites import ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(_CONFIG.markdown_extensions, _CONFIG.mdx_configs)


def _html(parts) -> BeautifulSoup:
    return BeautifulSoup(fill(parts, str), "html5lib").body


def _early(body: Document) -> list[bool]:
    slots = [part for part in body.parts if isinstance(part, Slot) and part.kind == "picture"]
    return [image_of(slot).early for slot in slots]


def test_facts_of_markdown_are_collected(renderer: Renderer) -> None:
    body = renderer.page("## Head\n\n[a](https://e.org/x) ![A](p.png)\n\n![](https://e.org/y.png)")
    assert body.ids == ("head",)
    assert body.raw_ids == ()
    assert body.external == ("https://e.org/x", "https://e.org/y.png")
    assert body.pictures == (("p.png", "A"), ("https://e.org/y.png", ""))


def test_facts_of_raw_html_are_collected(renderer: Renderer) -> None:
    body = renderer.page(
        '<h1 id="x">T</h1>\n\n<a name="y" href="https://e.org/">z</a> <input name="no id">\n\n'
        '<img src="p.png" srcset="p.png 1x" alt="A">\n\n## Head'
    )
    assert body.ids == ("head", "x", "y")
    assert body.raw_ids == ("x", "y")
    assert body.titles == 1
    assert body.external == ("https://e.org/",)
    assert body.pictures == (("p.png", "A"),)
    assert body.srcsets == ("p.png 1x",)


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("![](a.png)\n\n![](b.png)", [True, False]),
        ("One.\n\n![](a.png)", [True]),
        ("One.\n\nTwo.\n\n![](a.png)", [False]),
        ("<!-- a remark -->\n\nOne.\n\n<img src='a.png'>", [False]),
        ("One.\n\n<img src='a.png'>\n<img src='b.png'>", [True, False]),
        ("One.\n\nTwo.\n\n<img src='a.png'>", [False]),
        ("![](https://e.org/x.png)\n\n![](a.png)", [True]),
    ],
)
def test_image_is_early_if_it_is_the_first_of_the_first_two_blocks(
    text: str, early: list[bool], renderer: Renderer
) -> None:
    assert _early(renderer.page(text)) == early


def test_image_in_a_picture_element_is_left_to_the_writer(renderer: Renderer) -> None:
    html = '<picture><source srcset="w.webp"><img src="p.png" alt=""></picture> <img src="q.png">'
    body = renderer.page(html)
    slots = [part for part in body.parts if isinstance(part, Slot)]
    assert [(slot.kind, slot.value) for slot in slots[:1]] == [("link", "p.png")]
    assert [slot.kind for slot in slots] == ["link", "picture"]
    assert body.own_pictures == ("q.png",)


def test_image_with_a_title_alone_in_its_paragraph_is_a_figure(renderer: Renderer) -> None:
    figure = _html(renderer.page('[![A](p.png "A & B"){#pic}](x.md)').parts).figure
    assert figure.figcaption.get_text() == "A & B"
    assert figure["id"] == "pic"
    assert figure.a.img.attrs == {"src": "p.png", "alt": "A"}
    for text in ("![A](p.png)", 'Words ![A](p.png "B")', '![A](p.png "B") words'):
        assert _html(renderer.page(text).parts).figure is None


def test_table_is_in_a_box_that_can_scroll(renderer: Renderer) -> None:
    html = _html(renderer.page("One.\n\n| a |\n|---|\n| 1 |\n\nTwo.").parts)
    assert [child.name for child in html.find_all(recursive=False)] == ["p", "div", "p"]
    assert html.div.attrs == {"class": ["table"]}
    assert html.div.table


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("One.\n\nTwo.\n\n## Three\n\nFour.", "Two."),
        ("One.\n\nTwo.", "One."),
        ("### Head\n\nOne.\n\nTwo.", "One."),
        ("One.", None),
        ("## One\n\nTwo.", None),
        ("## One\n\nTwo.\n\n## Three\n\nFour.", "Two."),
        ("- One\n\n- Two", None),
    ],
)
def test_line_follows_the_introduction(text: str, follows: str | None, renderer: Renderer) -> None:
    parts = renderer.page(text).parts
    lines = [n for n, part in enumerate(parts) if isinstance(part, Slot) and part.kind == "line"]
    before = [_html(parts[:n]).find_all("p")[-1].get_text() for n in lines]
    assert before == ([follows] if follows else [])


def test_line_is_not_inside_of_raw_html(renderer: Renderer) -> None:
    html = renderer.page("<details>\n\nOne.\n\nTwo.\n\n</details>\n\nThree.").html
    assert html.index("</details>") < html.index("slot:line") < html.index("Three.")
    assert "slot:line" not in renderer.page("<div>\n\nOne.\n\nTwo.\n\n</div>").html


def test_ids_of_tabs_in_an_answer_are_prefixed_wherever_they_are_named(renderer: Renderer) -> None:
    tabs = '=== "One"\n\n    A\n\n=== "Two"\n\n    B\n\n### Inside\n\n'
    text = f'## Q\n\n{tabs}[x](y.md){{aria-describedby="elsewhere inside"}}\n'
    (section,) = renderer.faq(text).sections
    html = _html(section.content)
    inputs = {tag["id"]: tag["name"] for tag in html.find_all("input")}
    assert len(inputs) == 2
    assert len({*inputs.values()}) == 1
    assert all(value.startswith("q--") for pair in inputs.items() for value in pair)
    assert [label["for"] for label in html.find_all("label")] == [*inputs]
    assert html.find("a", href="y.md")["aria-describedby"] == "elsewhere q--inside"
