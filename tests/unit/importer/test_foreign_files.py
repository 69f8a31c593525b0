"""Files of other generators: front matter in YAML, TOML and JSON, and what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.importer.foreign_files import (
    ForeignFile,
    date_and_name,
    name_of,
    parse_yaml,
    read_file,
    walk,
)
from sitekit.problems import Problem
from support.foreign_blogs import write_files


def _read(tmp_path: Path, text: str | bytes) -> ForeignFile | Problem:
    write_files(tmp_path, {"x.md": text})
    return read_file(tmp_path, "x.md")


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: A\ndraft: true\n---\nWords.\n',
        '\n---\r\ntitle: A\r\ndraft: true # not yet\r\n---\r\nWords.\r\n',
        '+++\ntitle = "A"\ndraft = true\n+++\nWords.\n',
        '{"title": "A", "draft": true}\n\nWords.\n',
        '---json\n{"title": "A", "draft": true}\n---\nWords.\n',
        "\ufeff---\ntitle: A\ndraft: true\n---\nWords.\n",
    ],
)  # fmt: skip
def test_front_matter_is_read(text: str, tmp_path: Path) -> None:
    file = _read(tmp_path, text)
    assert isinstance(file, ForeignFile)
    assert (file.data, file.body) == ({"title": "A", "draft": "true"}, "Words.\n")


@pytest.mark.parametrize("text", ["Words.\n", "---\n\nWords.\n", ""])
def test_text_without_front_matter_is_a_body(text: str, tmp_path: Path) -> None:
    file = _read(tmp_path, text)
    assert isinstance(file, ForeignFile)
    assert (file.data, file.body, file.has_front_matter) == ({}, text, False)


@pytest.mark.parametrize(
    ("text", "line"),
    [("\n---\na: b\nc: d\n---\n", 4), ("+++\na = 1\nc = 2\n+++\n", 3)],
)
def test_lines_of_keys_are_known(text: str, line: int, tmp_path: Path) -> None:
    file = _read(tmp_path, text)
    assert isinstance(file, ForeignFile)
    assert file.lines["c"] == line


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (b"---\ntitle: Caf\xe9\n---\n", 1, "is not UTF-8"),
        ("---\ntitle: x\na: 'b\n---\n", 3, "is not valid (found unexpected"),
        ("+++\na = 1\nb = ?\n+++\n", 3, "is not valid"),
        ("+++\na = 1\n", 1, "is not valid (+++ is never closed)"),
        ("---\n- a\n---\n", 1, "is not valid (no `key: value` lines)"),
        ('{"a": \n', 2, "is not valid"),
    ],
)
def test_file_with_mistakes_is_a_problem(
    text: str | bytes, line: int, reason: str, tmp_path: Path
) -> None:
    problem = _read(tmp_path, text)
    assert isinstance(problem, Problem)
    assert problem.message.startswith(reason)
    assert problem.line == line


def test_yaml_runs_no_code_and_dates_remain_text() -> None:
    data, _ = parse_yaml("a: !!python/object/apply:os.getcwd []\nb: 2024-01-02\nc: no\nd: ~\n")
    assert data == {"a": [], "b": "2024-01-02", "c": "no", "d": ""}


def test_yaml_that_nests_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="nests deeper"):
        parse_yaml("a: " + "[" * 30 + "]" * 30)
    with pytest.raises(ValueError, match="nests deeper"):
        parse_yaml("a: &x [*x]")


def test_files_of_others_are_left_out(tmp_path: Path) -> None:
    names = ("b.md", "a/c.markdown", "a/.d.md", ".git/e.md", "node_modules/f.md", "_site/g.md")
    write_files(tmp_path, dict.fromkeys(names, "x"))
    assert [*walk(tmp_path)] == ["b.md", "a/c.markdown"]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2024-01-02-a-b", ("2024-01-02", "a-b")),
        ("2024-1-2 a", ("2024-1-2", "a")),
        ("2024-01-02", ("", "2024-01-02")),
        ("a", ("", "a")),
    ],
)
def test_date_in_a_name(stem: str, expected: tuple[str, str]) -> None:
    assert date_and_name(stem) == expected


def test_index_file_is_named_by_its_folder() -> None:
    assert (name_of("a/b/index.md"), name_of("a/b.c.md"), name_of("index.md")) == (
        "b",
        "b.c",
        "index",
    )
