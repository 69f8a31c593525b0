"""The paragraphs that open sections."""

from __future__ import annotations

import pytest

from sitekit.markdown.openings import opening_paragraphs, opening_words
from support.content import post
from support.sites import TemporarySite


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Words.\n\n## A\n\nOne *two*.\n\nThree.", {"a": "One two."}),
        ("## A\n\n### B\n\nOne\ntwo.", {"b": "One two."}),
        ("## A\n\n- One.\n\nTwo.\n\n## B\n\nThree.", {"b": "Three."}),
        ("## A {#x}\n\n[One](second/index.md) & `two`.", {"x": "One & two."}),
        ('## A\n\n!!! note "N"\n    One.\n\n## B\n\n> Two.', {}),
        ("## A\n\n![Dot](second/dot.svg)\n\nOne.", {}),
        ("## A\n", {}),
    ],
)
def test_opening_is_the_paragraph_right_below_a_heading(
    body: str, expected: dict[str, str], site: TemporarySite
) -> None:
    site.write({"posts/x.md": post(body=body)})
    (entry,) = [e for e in site.read().library.all_posts if e.slug == "x"]
    assert opening_paragraphs(entry.body.parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short.", "Short."),
        ("One two. Three four five.", "One two. Three four five."),
        ("One two three. Four five six seven eight.", "One two three."),
        ("One. Two three four five six seven eight.", "One. Two three four five…"),
        ("One two three four, five six seven eight.", "One two three four, five…"),
        ("“One two three?” Four five six seven eight.", "“One two three?”"),
        ("Version 2.5 is one that costs nothing at all.", "Version 2.5 is one that…"),
        ("- One\n- two\n- three\n", "One two three"),
        ("Yes:\n\n- One two\n- three\n", "Yes: One two three"),
        ("Ask for *these* `two`:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "Ask for these two…"),
        ("One two three. Namely:\n\n- four\n", "One two three."),
        ("One two.\n\nThree &amp; four.\n\n> Five.\n", "One two. Three & four."),
        ("Wordswordswordswordswordswordswords", "Wordswordswordswordsword…"),
    ],
)
def test_opening_words_are_whole_sentences_where_some_fit(
    text: str, expected: str, site: TemporarySite
) -> None:
    site.write({"posts/x.md": post(body=text)})
    (entry,) = [e for e in site.read().library.all_posts if e.slug == "x"]
    assert opening_words(entry.body.parts, 10, 25) == expected
