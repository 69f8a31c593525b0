"""Edits reach readable text, and never code."""

from __future__ import annotations

import re

import pytest

from sitekit.importer.prose import edit_lines, fenced, outside_fences
from sitekit.markdown.prose import edit_prose

X = [(re.compile("x"), lambda _: "Y")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x `x` x", "Y `x` Y"),
        ("`` x ` x `` x", "`` x ` x `` Y"),
        ("a `x\nx` x", "a `x\nx` Y"),
        ("```x\nx\n```\nx", "```x\nx\n```\nY"),
        ("~~~\nx\n```\n~~~\nx", "~~~\nx\n```\n~~~\nY"),
        ("    x\n\nx", "    x\n\nY"),
        ("- x\n\n      x\n\n  x", "- Y\n\n      x\n\n  Y"),
        ("> x\n> ```\n> x\n> ```", "> Y\n> ```\n> x\n> ```"),
        ("!!! note\n    x\n\n        x\n\n    x", "!!! note\n    Y\n\n        x\n\n    Y"),
        ("# x\n\nx\n===", "# Y\n\nY\n==="),
        ("| x | `x` |\n|---|---|\n| x | x |", "| Y | `x` |\n|---|---|\n| Y | Y |"),
        ("[^1]: x\n\n    x", "[^1]: Y\n\n    Y"),
        ("<div>x</div>", "<div>Y</div>"),
        ("<pre>x</pre>", "<pre>x</pre>"),
        ("<div><code>x</code></div>", "<div><code>x</code></div>"),
        ("x", "Y"),
        ("", ""),
    ],
)
def test_edit_leaves_code(body: str, expected: str) -> None:
    assert edit_prose(body, X) == expected


def test_edit_may_add_lines_and_leave_a_match() -> None:
    rules = [(re.compile("[ab]"), lambda found: "1\n2" if found[0] == "a" else None)]
    assert edit_prose("a b\n\n`a`\n\nb a", rules) == "1\n2 b\n\n`a`\n\nb 1\n2"


def test_edit_replaces_the_group_url_alone() -> None:
    rules = [(re.compile(r"\((?P<url>\w+)\)"), lambda found: found["url"] * 2)]
    assert edit_prose("[`(a)`](b)", rules) == "[`(a)`](bb)"


def test_rules_apply_in_their_order() -> None:
    rules = [(re.compile("a"), lambda _: "b"), (re.compile("b"), lambda _: "c")]
    assert edit_prose("ab", rules) == "cc"


def test_lines_in_fences_are_left() -> None:
    body = "x\n````\nx\n```\nx\n````\nx\ny"
    assert edit_lines(body, lambda line: None if line == "x" else line) == (
        "````\nx\n```\nx\n````\ny"
    )


def test_runs_outside_fences_are_edited_whole() -> None:
    body = "a\nb\n```\na\nb\n```\na\nb"
    edited = outside_fences(body, lambda text: text.replace("a\nb", "c"))
    assert edited == "c\n```\na\nb\n```\nc"


def test_fence_is_longer_than_those_in_the_code() -> None:
    assert fenced("\n```\nx\n```\n", "md") == "````md\n```\nx\n```\n````"
    assert fenced("x", "") == "```\nx\n```"
