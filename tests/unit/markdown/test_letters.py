"""Every letter of a text is on its page, whatever its emphasis markers mean."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config

from sitekit.markdown.renderer import Renderer
from support.sites import ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))
_MARKERS = ("*", "**", "***", "_", "__", " *", "* ", " * ", " _ ", " ")
_WORDS = ("", "one", "two", "three", ", four", "“five”", "six.\n\n")
_PIECES = st.tuples(st.sampled_from(_MARKERS), st.sampled_from(_WORDS)).map("".join)
_TEXTS = st.lists(_PIECES, min_size=3, max_size=12).map("".join)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(_CONFIG.markdown_extensions, _CONFIG.mdx_configs)


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
