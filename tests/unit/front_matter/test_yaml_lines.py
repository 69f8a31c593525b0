"""YAML is read as text, with the line of each key and item."""

from __future__ import annotations

import pytest

from sitekit.front_matter.yaml_lines import FormatError, load


def test_yaml_values_are_text_and_lines_those_of_the_file() -> None:
    text = "title: no\ntags:\n  - a\n  - 2026-04-01\nmore: {x: [1, ~], y: 'null'}\nempty:\n"
    document = load(text, first_line=2)
    assert document.data == {
        "title": "no",
        "tags": ["a", "2026-04-01"],
        "more": {"x": ["1", ""], "y": "null"},
        "empty": "",
    }
    assert document.line("title") == 2
    assert document.line("tags", 1) == 5
    assert document.line("more", "x") == 6
    assert document.line("tags", 7) == 3, "an unknown place has the line of what holds it"
    assert document.line("absent") == 1


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: |\n  c\n d\n", 4, "is not valid YAML at or above this line. Write each key"),
        ("a: 1\na: 2", 2, 'contains the key "a" twice. Remove one of the two.'),
        ("- a", 1, "must consist of `key: value` lines."),
        ("words", 1, "must consist of `key: value` lines."),
        ("a:\n  &x\n  b: 1\n", 2, "uses a YAML anchor. Write the value itself instead."),
        ("a:\n  !!map\n  b: 1\n", 2, "uses a YAML tag. Put text that starts with"),
        ("? [a]\n: b", 1, "has a list or a mapping as a key. Write the key as plain text."),
        ("a: " + "[" * 8, 1, "nests lists or keys deeper than 8 levels."),
    ],
)
def test_yaml_that_is_not_supported_is_refused_with_its_line(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(FormatError) as caught:
        load(text)
    assert caught.value.line == line
    assert message in caught.value.message


def test_yaml_without_keys_is_an_empty_mapping() -> None:
    assert load("# only a comment\n").data == {}


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_yaml_may_have_any_line_break(line_break: str) -> None:
    assert load(f"a: 1{line_break}b: x # a comment{line_break}c: 2").data == {
        "a": "1",
        "b": "x",
        "c": "2",
    }
    with pytest.raises(FormatError, match="#2: words"):
        load(f"a: 1{line_break}b: Update #2: words{line_break}")


def test_yaml_may_be_eight_levels_deep() -> None:
    assert load("a: " + "[" * 7 + "b" + "]" * 7).data["a"] == [[[[[[["b"]]]]]]]
