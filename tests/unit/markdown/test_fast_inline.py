"""Texts in which no pattern matches are skipped, and nothing else changes."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.config import load_config

from sitekit.markdown.fast_inline import FastInlineExtension
from support.sites import ROOT

_CONFIG = load_config(str(ROOT / "mkdocs.yml"))
_SMARTY = ("smart_quotes", "smart_angled_quotes", "smart_dashes", "smart_ellipses")
_PIECES = (
    *("plain", "words.", " ", "\n", "\n\n", "'", '"', "--", "---", "...", "<<", ">>", "’80s"),
    *("*", "**", "_", "`", "``", "\\", "\\*", "[", "](", ")", "![", "<", ">", "&", "&amp;", "&lt;"),
    *("[a](b.md)", "[r]", "[r]: c.md\n", "<https://x.org>", "<b>", "</b>", "  \n", "- ", "# "),
    *("HTML", "*[HTML]: Language\n\n", "[^1]", "[^1]: Note.\n\n", "{#id}", "{.c}", "`#!python x`"),
    *("| a | b |\n|---|---|\n| 1 | 'x' |\n", "Term\n: 'meaning'\n", "!!! note\n    it's\n"),
)
"""Syntax in which patterns match, and plain text between."""


def _plain(config: dict[str, Any]) -> Markdown:
    return Markdown(extensions=_CONFIG.markdown_extensions, extension_configs=config)


def _fast(config: dict[str, Any]) -> Markdown:
    extensions = [*_CONFIG.markdown_extensions, FastInlineExtension()]
    return Markdown(extensions=extensions, extension_configs=config)


@pytest.fixture(scope="module", params=product((True, False), repeat=len(_SMARTY)))
def pair(request: pytest.FixtureRequest) -> tuple[Markdown, Markdown]:
    smarty = dict(zip(_SMARTY, request.param, strict=True))
    config = {**_CONFIG.mdx_configs, "smarty": smarty}
    return _plain(config), _fast(config)


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_fast_passes_convert_as_plain_ones_do(pair: tuple[Markdown, Markdown], text: str) -> None:
    plain, fast = pair
    assert fast.reset().convert(text) == plain.reset().convert(text)


@pytest.mark.parametrize(
    ("text", "tried"), [("Plain words.", False), ("An *apt* word.", True), ("`a`", True)]
)
def test_patterns_are_tried_where_one_finds_something(
    text: str, tried: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    markdown = _fast(_CONFIG.mdx_configs)
    pattern = markdown.inlinePatterns["escape"]
    compiled, looked = pattern.getCompiledRegExp(), []
    monkeypatch.setattr(pattern, "getCompiledRegExp", lambda: looked.append(text) or compiled)
    markdown.convert(text)
    assert bool(looked) == tried
