"""Links that lead nowhere are their words in Markdown, whatever form they are written in."""

from __future__ import annotations

import pytest

from sitekit.formats.markdown_words import without_links


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [the offer](x.md), now.", "See the offer, now."),
        ("[One](x.md) and [two](y.md).", "One and [two](y.md)."),
        ('[a *b* `c]`](x.md "Title"){ .button }!', "a *b* `c]`!"),
        ("[two\nlines](<x.md>)", "two\nlines"),
        ("[a [b] \\[ c](x.md)", "a [b] \\[ c"),
        ("![What it shows](x.md)", "What it shows"),
        ("[![What it shows](p.png)](x.md)", "![What it shows](p.png)"),
        ("[![What it shows](x.md)](x.md)", "What it shows"),
        ("\\![words](x.md)", "\\!words"),
        ("[words][Ref], [ref][] and [ref].\n\n[ref]: x.md 'T'\n", "words, ref and ref.\n\n"),
        ("[words][ref]\n\n[ref]: y.md\n", "[words][ref]\n\n[ref]: y.md\n"),
        (
            'A <a class="b" href="x.md">word</a>, <a href="y.md">b</a>.',
            'A word, <a href="y.md">b</a>.',
        ),
        (
            "`[code](x.md)` and\n\n```\n[code](x.md)\n```\n",
            "`[code](x.md)` and\n\n```\n[code](x.md)\n```\n",
        ),
        ("[longer](x.md#part) stays", "[longer](x.md#part) stays"),
        ("no bracket](x.md) here", "no bracket](x.md) here"),
    ],
)
def test_link_becomes_its_words(text: str, expected: str) -> None:
    assert without_links(text, ["x.md"]) == expected


def test_text_without_dead_links_stays() -> None:
    assert without_links("[a](x.md)", []) == "[a](x.md)"
