"""Every letter of a text is on its page, whatever the markup around it means, or is reported."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitekit.markdown.renderer import Renderer
from support.sites import MARKDOWN

_MARKERS = ("*", "**", "***", "_", "__", " *", "* ", " * ", " _ ", " ")
_WORDS = ("", "one", "two", "three", ", four", "“five”", "six.\n\n")
_PIECES = st.tuples(st.sampled_from(_MARKERS), st.sampled_from(_WORDS)).map("".join)
_TEXTS = st.lists(_PIECES, min_size=3, max_size=12).map("".join)
_STARTS = (
    *("", "", "", "- ", "  - ", "    - ", "-\t", "* ", "1. ", "3) ", "   ", "    ", "> ", ">> "),
    *(
        "# ",
        "## ",
        "#",
        "| ",
        "---",
        "===",
        "***",
        "|---|---|",
        "```\n",
        "```py\n",
        "~~~\n",
        "  ```\n",
    ),
    *("!!! note\n    ", "!!! note\n", "??? tip\n  ", '=== "Tab"\n    ', ":   ", "\u00a0"),
    *("<div>", "</div>", "<details>\n", "<p>", "<pre>", "<my-tag>", "+ [ ] "),
)
"""What a line may start with; @ is a word."""
_PHRASES = (
    *("@", "@ @", "**@**", "*@", "`@`", "`@", "[@](a.md)", "[@]", "[@][@]", "![", "@|@", "\\@"),
    *(
        "{@}",
        "{ @ @ }",
        "{.@ @}",
        "*@*{@}",
        "`@`{: @}",
        "{{@}}",
        "<@>",
        "<@ @>",
        "</@>",
        "<b>@</b>",
    ),
    *(
        "<i>",
        "</b>",
        "<textarea>",
        "<select>",
        "@ < @",
        "@<@",
        "&@;",
        "& @",
        "@#",
        "@ ##",
        "@:",
        "- @",
    ),
    *("~~@~~", "==@==", ":@:", "$@$", "(@)", '"@"', "'@", "@\\", "@  ", "@_@", "/@/", "@ -- @"),
)
_LINES = st.tuples(
    st.sampled_from(_STARTS), st.lists(st.sampled_from(_PHRASES), max_size=3).map(" ".join)
).map("".join)
_DOCUMENTS = st.lists(_LINES, min_size=1, max_size=8).map("\n".join)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(MARKDOWN.markdown_extensions, MARKDOWN.mdx_configs)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


@example("Terms apply*, **really**, see * below and *this*.")
@example("*one**two*three")
@given(_TEXTS)
@settings(max_examples=500, deadline=None)
def test_letters_survive_conversion(renderer: Renderer, text: str) -> None:
    html = renderer.page(text).html
    assert _letters(BeautifulSoup(html, "html5lib").get_text()) == _letters(text), html


def test_letters_around_a_lone_marker_are_not_emphasised(renderer: Renderer) -> None:
    text = "Terms apply*, **really**, see * below and *this*."
    assert renderer.page(text).html == (
        "<p>Terms apply*, <strong>really</strong>, see * below and <em>this</em>.</p>"
    )


@pytest.mark.parametrize("text", ["**KI-**Strategie", "**“Why?”**s", "**$5**m"])
def test_letters_may_follow_a_marker_after_punctuation(renderer: Renderer, text: str) -> None:
    assert "<strong>" in renderer.page(text).html


@example("## Fill in {company name}")
@example("| x | y {z} |\n|---|---|\n| @ | @ {@} |\n")
@example("*@*{@} @")
@example("Set <@> and @<@> @")
@example("@ <textarea> @")
@given(_DOCUMENTS)
@settings(max_examples=1000, deadline=None)
def test_words_of_a_text_are_on_its_page_or_reported(renderer: Renderer, text: str) -> None:
    words = [f"q{letter}x{other}z" for letter in "abcdefgh" for other in "abcdefgh"]
    pieces = text.split("@")
    text = "".join(piece + word for piece, word in zip(pieces, words, strict=False))
    document = renderer.page(text)
    shown = BeautifulSoup(document.html, "html5lib").get_text()
    written = words[: len(pieces)]
    lost = [word for word in written if word not in shown]
    assert document.remarks or not lost, f"{text}\n\n{document.html}"
