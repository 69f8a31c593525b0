"""What of a text browsers ignore by the policy of pages, and links to other sites."""

from __future__ import annotations

import pytest

from sitekit.markdown.renderer import Renderer
from support.sites import MARKDOWN


def _page(text: str):
    return Renderer(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs).page(text)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('Words.\n{ style="a: b" }', ["style"]),
        ('A <b style="a: b" onclick="c()">d</b>.', ["style", "onclick"]),
        ("<div\n STYLE='a: b'>\n</div>", ["style"]),
        ("<style>p { a: b }</style>", ["<style>"]),
        ("<script>run()</script>", ["<script>"]),
        ('<script type="module">run()</script>', ["<script>"]),
        ('<script src="docs/assets/x.js"></script>', []),
        ('<script type="application/json">{}</script>', []),
        ("![a](b.png){ width=50% }", []),
        ("![a](b.png){ width=3em height=20px }", []),
        ("![a](b.png){ width=calc(1px) }", ["width"]),
        ('<iframe src="b.html" width="auto"></iframe>', []),
        ("`style=` and\n\n```html\n<p style='a: b'>\n```\n\n    <script>x</script>\n", []),
        ("| a | b | c |\n|:-|:-:|-:|\n| 1 | 2 | 3 |", []),
    ],
)
def test_what_browsers_ignore_is_found(text: str, refused: list[str]) -> None:
    assert list(_page(text).refused) == refused


@pytest.mark.parametrize("before", ["", "<div markdown>\n\n", '!!! note "N"\n\n'])
def test_cells_are_aligned_by_classes(before: str) -> None:
    indent = "    " if before.startswith("!") else ""
    table = "".join(f"{indent}{row}\n" for row in ("| a | b |", "|:-:|--:|", "| 1 | 2 |"))
    html = _page(before + table + ("\n</div>" if "<" in before else "")).html
    assert '<td class="align-center">1</td>' in html
    assert '<th class="align-right">b</th>' in html
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "rel"),
    [
        ("[a](https://b.example)", "noopener"),
        ("<https://b.example>", "noopener"),
        ('[a](https://b.example){ target=_blank rel="opener nofollow" }', "nofollow noopener"),
        ('<a target="_blank" href="https://b.example">a</a>', "noopener"),
        ("<a href='http://b.example' rel='Opener me'>a</a>", "me noopener"),
        ("<A rel HREF=//b.example>a</A>", "noopener"),
        ('<a href="https://b.example" rel=noopener>a</a>', "noopener"),
    ],
)
def test_link_to_another_site_has_no_opener(text: str, rel: str) -> None:
    html = _page(text).html
    assert f'rel="{rel}"' in html or f"rel={rel}>" in html
    assert html.lower().count("rel=") == 1


@pytest.mark.parametrize("url", ["#a", "x.md", "/blog/", "mailto:a@b.example", "tel:+491"])
def test_other_links_are_as_written(url: str) -> None:
    assert "rel=" not in _page(f'[a]({url}) <a href="{url}" target="b">c</a>').html
