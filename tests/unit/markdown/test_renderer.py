"""Markdown becomes HTML with slots; a FAQ set is cut into answers on the converted tree."""

from __future__ import annotations

from html import unescape

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from sitekit.markdown.document import Document, Heading
from sitekit.markdown.renderer import Renderer
from sitekit.markdown.slots import Slot, fill, link_targets, mark
from support.sites import ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))


@pytest.fixture
def renderer() -> Renderer:
    return Renderer(_CONFIG.markdown_extensions, _CONFIG.mdx_configs)


def _kinds(body: Document) -> list[tuple[str, str]]:
    return [(p.kind, p.value) for p in body.parts if isinstance(p, Slot)]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](other.md)", "other.md"),
        ("[a](<My File.md>)", "My%20File.md"),
        ("[a][b]\n\n[b]: other.md#x 'title'", "other.md#x"),
        ("![a](dot.png)", "dot.png"),
        ("[book](cta:offer)", "cta:offer"),
        ('<a href="raw.md">a</a>', "raw.md"),
        ("<div>\n<img src='raw.png' alt=''>\n</div>", "raw.png"),
        ("[a](x.md?a=1&b=2)", "x.md?a=1&b=2"),
        ("[a](#here)", "#here"),
        ("[a](/tags/x/)", "/tags/x/"),
        ('!!! note\n    [a](deep.md "t")', "deep.md"),
    ],
)
def test_links_within_the_site_become_slots(renderer: Renderer, text: str, target: str) -> None:
    body = renderer.page(text)
    assert [url.replace(" ", "%20") for url in link_targets(body.parts)] == [target]
    html = fill(body.parts, lambda _: 'filled"&')
    assert '="filled&quot;&amp;"' in html


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org/x.md)",
        "<https://example.org>",
        "<someone@example.org>",
        "[a](mailto:someone@example.org)",
        "`[a](other.md)`",
        "```\n[a](other.md)\n```",
    ],
)
def test_links_to_other_sites_and_code_are_not_changed(renderer: Renderer, text: str) -> None:
    assert link_targets(renderer.page(text).parts) == []


def test_markers_become_slots_as_does_the_end_of_the_introduction(renderer: Renderer) -> None:
    body = renderer.page("One.\n\n<!-- cta -->\n\n## Two\n\n<!-- CTA: offer -->\n\n`<!-- cta -->`")
    assert [kv for kv in _kinds(body) if kv[0] not in ("link", "page_only")] == [
        ("call_to_action", ""),
        ("line", ""),
        ("call_to_action", "offer"),
    ]
    assert body.bad_markers == ()


@pytest.mark.parametrize("text", ["- a\n    <!-- cta -->", "a <!-- cta --> b", "<!-- cta x -->"])
def test_markers_that_cannot_be_placed_are_collected(renderer: Renderer, text: str) -> None:
    body = renderer.page(text)
    assert len(body.bad_markers) == 1
    assert _kinds(body) == []


def test_slots_cannot_be_written_in_a_text(renderer: Renderer) -> None:
    body = renderer.page(f"Words {mark('link', 'x')} and {mark('call_to_action', 'y')}.")
    assert _kinds(body) == []


def test_raw_html_is_published_as_written(renderer: Renderer) -> None:
    html = '<div title="a">AT&T &copy 2024 <B>x</B > <a HREF="x.md">z</a> &amp </div>'
    parts = renderer.page(html).parts
    assert "".join(part if isinstance(part, str) else part.value for part in parts) == html


def test_comments_are_on_no_page(renderer: Renderer) -> None:
    text = (
        "<!-- one -->\n\nA <!-- two --> word, `<!-- code -->`.\n\n<div>\n<!-- three\nlines -->\n"
        "<p>b</p>\n</div>\n\n<div markdown>\n<!-- four -->\n*c*\n</div>\n\n"
        "- d\n\n    <!-- five -->\n\n```html\n<!-- more code -->\n```\n"
    )
    document = renderer.page(text)
    inner = ["one", "two", "three\nlines", "four", "five"]
    assert sorted(document.comments) == sorted(f"<!-- {words} -->" for words in inner)
    html = fill(document.parts, str)
    assert "<!--" not in html
    assert html.count("&lt;!--") == 2
    assert "<p></p>" not in html


def test_tabs_have_their_titles_where_there_is_nothing_to_choose(renderer: Renderer) -> None:
    parts = renderer.page('=== "One `x`"\n\n    1\n\n=== "Two"\n\n    2\n').parts
    elsewhere = BeautifulSoup(fill(parts, str, is_page=False), "html.parser")
    assert [p.get_text() for p in elsewhere.find_all("p")] == ["One x", "1", "Two", "2"]
    assert not elsewhere.select("input, label")
    assert len(BeautifulSoup(fill(parts, str), "html.parser").select("input, label")) == 4


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("为什么 AI", "为什么-ai"),
        ("Почему, и когда?", "почему-и-когда"),
        ("Größe & café", "groe-cafe"),
        ("Plain heading", "plain-heading"),
        ("Γιατί;", "γιατί"),
    ],
)
def test_heading_of_any_script_has_a_readable_id(
    renderer: Renderer, heading: str, name: str
) -> None:
    assert renderer.page(f"## {heading}\n\n## {heading}").ids == (name, f"{name}_1")


def test_quotes_and_apostrophes_curl_as_they_should(renderer: Renderer) -> None:
    text = "'Tis the '07 of rock 'n' roll, 'quoted', '80s, 'em all; 'cause and effect' isn't 'it'."
    expected = (
        "’Tis the ’07 of rock ’n’ roll, ‘quoted’, ’80s, ’em all; ‘cause and effect’ isn’t ‘it’."
    )
    assert unescape(renderer.page(text).html) == f"<p>{expected}</p>"


def test_footnote_that_is_cited_nowhere_leads_nowhere(renderer: Renderer) -> None:
    document = renderer.page("Words[^a].\n\n[^a]: Cited.\n\n[^b]: Not cited.")
    assert {"Cited.", "Not cited."} <= {
        li.p.contents[0].strip("\xa0") for li in BeautifulSoup(document.html, "html.parser")("li")
    }
    assert set(document.links) == {"#fn:a", "#fnref:a"}


def test_definitions_need_no_blank_lines_between_them(renderer: Renderer) -> None:
    text = "\n".join(f"Term {n}\n:   Definition {n}" for n in range(400))
    html = BeautifulSoup(renderer.page(text).html, "html.parser")
    (terms,) = html.find_all("dl")
    assert [element.name for element in terms.find_all(recursive=False)] == ["dt", "dd"] * 400
    assert [dd.get_text() for dd in terms.find_all("dd")][1:3] == ["Definition 1", "Definition 2"]


@pytest.mark.parametrize("piece", ["[", "![", "[a](b ", "[a][", "^[", "*[a", "[["])
def test_brackets_without_end_are_refused_at_once(renderer: Renderer, piece: str) -> None:
    with pytest.raises(ValueError, match="brackets"):
        renderer.page(f"Words.\n\n{piece * 400}")
    renderer.page("[a](b.md) " * 400 + "[ " * 200)


def test_words_of_scripts_without_spaces_are_counted(renderer: Renderer) -> None:
    assert renderer.page("战略" * 930).words == 930
    assert renderer.page("A word, 战略 and another").words == 5


def test_texts_do_not_depend_on_those_converted_before(renderer: Renderer) -> None:
    texts = ["# A\n\n[x](y.md)[^1]\n\n[^1]: n", '=== "t"\n    w', "## B {#b}\n\n```py\nx\n```", "w"]
    alone = [Renderer(_CONFIG.markdown_extensions, _CONFIG.mdx_configs).page(t) for t in texts]
    for order in (texts, texts[::-1]):
        assert [renderer.page(t) for t in order] == [alone[texts.index(t)] for t in order]


SET = """
Introduction with [a link](x.md).

First question?
---------------

```markdown
## not a question
```

!!! note

    ## no question either

## Second *one* with `code` & <b>more</b> {#second}

### Inside

| a | b |
|---|---|
| 1 | [2](#second) |

[ref]: ../posts/first.md

## Third

See [the text][ref].
"""


def test_faq_set_is_cut_where_questions_start(renderer: Renderer) -> None:
    body = renderer.faq(SET)
    assert [q.id for q in body.sections] == ["first-question", "second", "third"]
    assert [q.text for q in body.sections] == [
        "First question?",
        "Second one with code & more",
        "Third",
    ]
    assert link_targets(body.parts) == ["x.md"]
    first, second, third = body.sections
    assert "## not a question" in fill(first.content, str)
    assert "no question either" in fill(first.content, str)
    assert fill(second.title, str) == "Second <em>one</em> with <code>code</code> &amp; <b>more</b>"
    assert link_targets(third.content) == ["../posts/first.md"]


def test_answers_ids_are_prefixed_and_its_headings_shifted(renderer: Renderer) -> None:
    second = renderer.faq(SET).sections[1]
    assert second.inner_ids == {"inside": "second--inside"}
    assert 'id="second--inside">Inside</h3>' in fill(second.content, str)
    assert 'id="second--inside">Inside</h4>' in fill(second.content, str, shift=1)


def test_headings_words_and_footnotes(renderer: Renderer) -> None:
    body = renderer.page("## One `two`\n\nThree four.[^1]\n\n[^1]: Five.")
    assert body.headings == (Heading(2, "one-two", "One two", "One two"),)
    assert body.has_footnotes
    assert body.words >= 5
    assert not renderer.page("Words.").has_footnotes


@pytest.mark.parametrize("depth", ["1-6", "2-3"])
def test_contents_leave_out_a_repeated_title_and_deep_headings(depth: str) -> None:
    renderer = Renderer(["toc"], {"toc": {"toc_depth": depth}})
    toc = renderer.page("# T\n\n## A & B\n\n### C\n\n## D", "T").toc
    deep = {"level": 3, "id": "c", "name": "C", "children": []}
    first = {"level": 2, "id": "a-b", "name": "A &amp; B", "children": [deep]}
    assert toc == (first, {"level": 2, "id": "d", "name": "D", "children": []})
    assert Renderer(["toc"], {"toc": {"toc_depth": "2-2"}}).page("## A\n\n### C").toc == (
        {"level": 2, "id": "a", "name": "A", "children": []},
    )


def test_links_and_pictures_of_a_text_are_collected_once(renderer: Renderer) -> None:
    """Links to its own headings always resolve and are left out."""
    text = "## A\n\n[a](#a) [b](#b) [x](x.md) [x](x.md) [c](cta:)\n\n![p](p.png)\n\n<!-- cta: o -->"
    body = renderer.page(text)
    assert body.links == ("#b", "x.md", "cta:")
    assert body.own_pictures == ("p.png",)
    assert body.calls_to_action == ("o",)


def test_permalinks_can_be_left_out(renderer: Renderer) -> None:
    body = renderer.page("## One\n\nTwo.")
    assert "headerlink" in fill(body.parts, str)
    bare = fill(body.parts, str, is_page=False)
    assert bare == '<h2 class="content" id="one">One</h2>\n<p>Two.</p>'


def test_question_with_a_picture_has_the_words_after_it(renderer: Renderer) -> None:
    (section,) = renderer.faq(
        "## Why ![x](y.png) is it *so*?\n\n### In ![x](y.png) the answer"
    ).sections
    assert section.text == "Why is it so?"
    assert "is it <em>so</em>?" in fill(section.title, str)
    assert "the answer" in fill(section.content, str)
