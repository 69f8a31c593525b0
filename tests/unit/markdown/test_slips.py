"""Slips in a text's structure and in raw HTML are found on their lines, and nothing else is."""

from __future__ import annotations

import pytest

from sitekit.markdown.notes import NOTES
from sitekit.markdown.renderer import Renderer
from support.sites import MARKDOWN

_SLIPS = {
    "Words.\n\n```sh\nls\n": (3, "the code is never closed. Write ``` on the line below it."),
    "- a\n\n  ~~~~\n  ls\n  ~~~\n\nWords.\n": (3, "the code is never closed. Write ~~~~ on"),
    "> ```\n> ls\n\nWords.\n": (1, "the code is never closed."),
    "Words.\n\n##\n\nMore.\n": (3, "the heading is empty. Write its text behind ##"),
    "!!! note\n\nWords.\n": (1, '"!!! note" has no text. Indent its text by four spaces.'),
    'Words.\n\n??? tip "Title"\nText.\n': (3, '"??? tip "Title"" has no text.'),
    '=== "One"\n\n=== "Two"\n\n    Words.\n': (1, '"=== "One"" has no text.'),
    "!!! warning Mind the step\n    Words.\n": (
        1,
        '"!!! warning Mind the step" has a title without quotes. '
        'Write !!! warning "Mind the step".',
    ),
    "Words.\n\n???+ tip For you\n    Words.\n": (3, '"???+ tip For you" has a title without'),
    "!!! note: Title\n    Words.\n": (
        1,
        '"!!! note: Title" is shown as text. Write !!! note "Title".',
    ),
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n": (3, "the row has 3 cells, but its table 2 columns."),
    "Words.\n\n| a | b |\n|---|\n": (4, "the table is shown as text: 2 cells above, 1 in this"),
    "| a | b |\n| c | d |\n": (1, "the table is shown as text. Write |---|---| below its first"),
    "!!! warnign\n    Words.\n": (1, '"warnign" is not a kind of note. Did you mean "warning"?'),
    "Words.\n\n???+ Tipp\n    Words.\n": (3, '"tipp" is not a kind of note. Did you mean "tip"?'),
    "- a\n\n> [!WARNIGN]\n> Words.\n": (3, '"warnign" is not a kind of note.'),
    "## Head {#one two}\n": (1, '"{#one two}" is shown as text. Write #id, .class or key=value.'),
    "## Head? {#One Two}\n": (1, '"{#One Two}" is shown as text. Write #id, .class'),
    "Words.\n![A](a.png){.wide lazy}\n": (2, '"{.wide lazy}" is shown as text.'),
    "Words.\n![A](a.png){ widht=50% }\n": (2, '"widht" is no attribute. Did you mean "width"?'),
    "## Head {#a clas=b}\n": (1, '"clas" is no attribute. Did you mean "class"?'),
    "A.[^b]\n\n[^b]:\n\nMore.\n": (3, "the footnote [^b] is empty. Write its text behind [^b]:"),
    "Words.\n\nUse a <textarea> here.\n": (3, "<textarea> is never closed. Write </textarea>, or"),
    "- a\n\n  <div>\n\n- b\n": (3, "<div> is never closed."),
    "Words</div>\n": (1, "</div> closes nothing. Remove it, or write <div> before it."),
    "<div>\n<b>\n</div>\n": (2, "<b> is never closed."),
    "<div>\n<kbb>a</kbb>\n</div>\n": (2, "<kbb> is no element of HTML. Write `<kbb>` if"),
    "<div>\n<my-map>\n</div>\n": (2, "<my-map> is never closed."),
    "Words.\n\n<!-- ask\n\nMore.\n": (3, 'the comment "<!-- ask" has no end. Write --> behind it'),
    '<div\n\nclass="a">\n': (1, 'the tag "<div" has no end. Write > behind it'),
    "".join("  " * n + "- a\n" for n in range(60)): (49, "the text is nested too deeply"),
    "A<br/>b<i/>c\n": (1, "<i> is never closed."),
}
_SOUND = (
    "```sh\nls\n```\n\n> ~~~\n> ls\n> ~~~~\n\n- ```\n  ls\n  ```\n",
    "```\n```\n\n````\n```\n````\n",
    '!!! note ""\n    Words.\n\n??? note\n    Words.\n\n===+ "One"\n    Words.\n',
    '!!! a b "C"\n    d\n\n!!! note inline end\n    e\n',
    "| a | b |\n|---|---|\n| 1 |\n| `x|y` | \\| |\n\nA | b\nc | d\n\n|x| is a norm.\n",
    '!!! mascot "Of a style sheet"\n    Words.\n\n> [!NOTE]\n> Words.\n',
    'A {.b} {#c}, `{.e f}`, *g*{.h}, [i](j.md){: .k target="l m" }, (see {n}) and {.\n',
    "![A](b.png){: width=300 data-c=d aria-label=e } [f](g.md){ hreflang=de ping=h }\n",
    '![A](b.png){ title="a clas=b" }\n',
    "A.[^b] C.[^d]\n\n[^b]: E\n[^d]:\n    F: g\n",
    "A < b, a<b, <https://example.org>, <me@example.org>, `<i>`, \\<b>, List<T> and <api-key>.\n",
    "<p>A<p>B\n\n<ul><li>A<li>B</ul>\n\nA<br>b <i>c\nd</i> <img src=a.png>\n",
    "<details>\n\n<summary>A</summary>\n\n- b\n\n</details>\n\n<!-- a\n\nb -->\n",
    '<svg viewBox="0 0 1 1"><g><path d="M0 0"/></g></svg>\n',
    "    <div>\n\n```html\n<div>\n```\n\n<pre>\n<b>a</b>\n</pre>\n",
    "<my-map></my-map>\n\n<Warning>\ntext\n</Warning>\n",
)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    notes = {NOTES: {kind: kind.capitalize() for kind in ("note", "tip", "warning")}}
    return Renderer(MARKDOWN.markdown_extensions, {**MARKDOWN.mdx_configs, **notes})


@pytest.mark.parametrize("text", _SLIPS)
def test_slip_is_found_on_its_line(text: str, renderer: Renderer) -> None:
    line, message = _SLIPS[text]
    (remark,) = renderer.page(text).remarks
    assert (remark.line + 1, remark.is_advice) == (line, False)
    assert remark.message.startswith(message)


@pytest.mark.parametrize("text", _SOUND)
def test_sound_text_has_no_slip(text: str, renderer: Renderer) -> None:
    assert renderer.page(text).remarks == ()


def test_element_of_an_answer_ends_in_it(renderer: Renderer) -> None:
    text = "## One\n\n<div>\n\nWords.\n\n## Two\n\n</div>\n"
    assert renderer.page(text).remarks == ()
    assert [remark.line + 1 for remark in renderer.faq(text).remarks] == [3, 9]
