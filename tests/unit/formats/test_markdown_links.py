"""Absolute links in a writer's Markdown; code stays as it is."""

from __future__ import annotations

import pytest

from sitekit.formats.markdown_links import absolute, escape, without_comments

TARGETS = ("x.md", "x.md#a", "p.png", "cta:", "?q=1")


def _absolute(text: str, shift: int = 0) -> str:
    return absolute(text, TARGETS, lambda target: f"[{target}]", shift)


@pytest.mark.parametrize(
    "text",
    [
        "a [b](«x.md») c",
        "[b](«x.md» 'title') and [c](<«x.md#a»>)",
        "[b](  «x.md» )",
        "![b](«p.png»)[c](«x.md#a»)",
        "[![b](«p.png»)](«x.md»)",
        "[b]: «x.md»",
        "  [b c]: <«x.md#a»> 'title'",
        '<a class="x" href="«x.md»">b</a> <img src=\'«p.png»\'>',
        "<video poster=«p.png» src = «x.md»>",
        '<object data="«p.png»">',
        "[book](«cta:»)",
        "[b](«?q=1»)",
    ],
)
def test_link_is_replaced_in_every_form(text: str) -> None:
    plain = text.replace("«", "").replace("»", "")
    assert _absolute(plain) == text.replace("«", "[").replace("»", "]").strip()


@pytest.mark.parametrize(
    "text",
    [
        "`[b](x.md)` and ``[b](x.md) ` [b](x.md)``",
        "```\n[b](x.md)\n```",
        "~~~~ md\n[b](x.md)\n~~~\n[b](x.md)\n~~~~",
        "> ```\n> [b](x.md)\n> ```",
        "x.md, (x.md), href x.md",
        "[b](x.mdx) [b](other/x.md) [b](y.md)",
        "    # x.md",
    ],
)
def test_code_and_other_words_stay_as_they_are(text: str) -> None:
    assert _absolute(text) == text.strip()


def test_link_beside_code_is_replaced() -> None:
    assert _absolute("`x.md` [b](x.md) `y`") == "`x.md` [b]([x.md]) `y`"
    assert _absolute("```\nx\n```\n[b](x.md)") == "```\nx\n```\n[b]([x.md])"


@pytest.mark.parametrize(
    "marker", ["<!-- cta -->", "  <!-- CTA: offer -->  ", "<!--cta: offer-id-->"]
)
def test_markers_of_calls_to_action_are_removed(marker: str) -> None:
    assert _absolute(f"a\n{marker}\nb\n<!-- a remark -->") == "a\nb\n<!-- a remark -->"
    assert _absolute(f"```\n{marker}\n```") == f"```\n{marker}\n```"


def test_comments_are_left_out_but_in_code() -> None:
    comments = ["<!-- a -->", "<!-- b\nb -->"]
    text = (
        "<!-- a -->\nOne <!-- a --> two.\n\n  <!-- b\nb -->\n`<!-- a -->` and ``x ` <!-- a -->``\n"
        "\n```\n<!-- a -->\n```\n<!-- c -->\n~~~\n<!-- b\nb -->"
    )
    assert without_comments(text, comments) == (
        "One  two.\n\n`<!-- a -->` and ``x ` <!-- a -->``\n"
        "\n```\n<!-- a -->\n```\n<!-- c -->\n~~~\n<!-- b\nb -->"
    )
    assert without_comments(text, []) == text


def test_headings_lose_their_ids_and_go_deeper() -> None:
    text = "# A {#a}\n\n## B {: #b .c }\n\n#no heading {#x}\n\n```\n# code {#c}\n```\n"
    assert _absolute(text) == text.replace(" {#a}", "").replace(" {: #b .c }", "").strip()
    assert _absolute(text, 2).startswith("### A\n\n#### B\n\n#no heading {#x}\n\n```\n# code {#c}")
    assert _absolute("## [b](x.md) {#x}", 1) == "### [b]([x.md])"


def test_plain_text_is_escaped() -> None:
    assert escape("*a* _b_ [c](d) `e` <f> \\g") == (r"\*a\* \_b\_ \[c\](d) \`e\` \<f\> \\g")
