"""Descriptions without markup, and those made of a text's first sentences."""

from __future__ import annotations

import pytest

from sitekit.importer.plain_text import opening_of, plain_text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        (
            "Some *words*, **more**, `code` and snake_case.",
            "Some words, more, code and snake_case.",
        ),
        ("A [link](x), [ref][1] and ![picture](y).", "A link, ref and ."),
        ("A<br>\nline &amp; <b>more</b>[^1]", "A line & more"),
        ("{{< x >}}{% y %}z", "z"),
        (r"\*not\*", "*not*"),
    ],
)
def test_plain_text(markdown: str, text: str) -> None:
    assert plain_text(markdown) == text


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        ("## H\n\n![x](y)\n\nOne. Two!\n\nThree.", "One. Two!"),
        ("One is short. " + "Long " * 40 + ".", "One is short."),
        ("Long " * 40, "Long " * 30 + "Long…"),
        ("- item\n\n> quote\n\nWords", "Words"),
        ("<p>In <b>HTML</b>.</p>\n\nMore.", "In HTML."),
        ("```\ncode\n```", ""),
        ("", ""),
    ],
)
def test_opening(body: str, opening: str) -> None:
    assert opening_of(body) == opening
    assert len(opening) <= 160
