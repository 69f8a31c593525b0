"""Headings: the title in a text, and sections that start with `#`."""

from __future__ import annotations

import pytest

from sitekit.importer.headings import lowered, title_of, without_title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# A *title* {#x}\n\nWords.", "A *title*"),
        ("A title\n===\n", "A title"),
        ("\n\n# A title #\n", "A title"),
        ("Words.\n\n# Section", ""),
        ("## Section", ""),
        ("```\n# x\n```", ""),
        ("", ""),
    ],
)
def test_title_of_a_body(body: str, title: str) -> None:
    assert title_of(body) == title


@pytest.mark.parametrize(
    ("title", "expected"),
    [("A title!", "Words."), ("a Title", "Words."), ("Other", "# A title\n\nWords."), ("", None)],
)
def test_heading_that_repeats_the_title_is_removed(title: str, expected: str | None) -> None:
    body = "# A title\n\nWords."
    assert without_title(body, title) == (expected or body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# A\n\n## B\n\n### C", "## A\n\n### B\n\n#### C"),
        ("A\n===\n\nB\n---\n", "A\n---\n\n### B\n"),
        ("A\nb\n---\n\n# C", "### A b\n\n## C"),
        ("> # A\n> ## B", "> ## A\n> ### B"),
        ("# A\n\n###### B", "## A\n\n###### B"),
        ("# A\n\n```\n# x\n```\n\n    # y", "## A\n\n```\n# x\n```\n\n    # y"),
        ("- # A\n", "- ## A\n"),
    ],
)
def test_headings_are_lowered_if_one_has_level_1(body: str, expected: str) -> None:
    assert lowered(body) == (expected, True)


def test_headings_without_level_1_stay() -> None:
    assert lowered("## A\n\n`# x`") == ("## A\n\n`# x`", False)
