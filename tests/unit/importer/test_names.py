"""Spellings of tags and authors are joined; entries are written as our reader reads them."""

from __future__ import annotations

from typing import Any

import pytest

from sitekit.front_matter.yaml_lines import load
from sitekit.front_matter.yaml_writing import with_entries, yaml_block
from sitekit.importer.names import join_names


def test_spellings_are_joined_under_the_most_frequent() -> None:
    names = join_names(["Node JS", "node.js", "NodeJS", "node.js", "C#", "csharp", "C"], {})
    assert names.new == {"node-js": "node.js", "c-sharp": "C#", "c": "C"}
    assert names.joined == {
        "node-js": ["node.js", "Node JS", "NodeJS"],
        "c-sharp": ["C#", "csharp"],
    }
    assert names.id_of("NODEJS") == "node-js"


@pytest.mark.parametrize("name", ["cpp", "C++", "Cee-Plus-Plus", "c-plus-plus"])
def test_existing_entry_is_found_by_id_label_and_alias(name: str) -> None:
    entry = {"label": "C++", "aliases": ["cee plus plus"]}
    names = join_names([name], {"cpp": entry})
    assert (names.id_of(name), names.new) == ("cpp", {})


def test_name_without_latin_letters_has_no_id() -> None:
    names = join_names(["文", "x"], {})
    assert (names.id_of("文"), names.new) == (None, {"x": "x"})


def test_entries_are_added_at_the_end() -> None:
    text = with_entries("a:\n  label: A\n\n\n", {"b": {"label": "B: c"}, "d": {"label": "no"}})
    assert text == "a:\n  label: A\n\nb:\n  label: 'B: c'\n\nd:\n  label: 'no'\n"
    assert with_entries("", {"b": {"label": "B"}}) == "b:\n  label: B\n"


@pytest.mark.parametrize(
    "value",
    ["plain", "a: b", "C #1", "'quoted'", '"x"', "- x", "yes", "2024", "[x", "ü – …", "x " * 90,
     "&a", "*a", "!x", "@x", "%x", "?", "", ["a", "b c"], True],
)  # fmt: skip
def test_yaml_is_what_our_reader_reads(value: Any) -> None:
    read = load(yaml_block({"key": value})).data["key"]
    assert read == ("true" if value is True else value)


def test_yaml_of_dates_is_not_quoted() -> None:
    assert yaml_block({"date": "2024-01-02", "x": "2024-01-02"}, ("date",)) == (
        "date: 2024-01-02\nx: '2024-01-02'\n"
    )
