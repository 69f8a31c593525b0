"""Content files are decoded and split; lines for messages are found outside code."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.content.source import Source, read_source, read_text
from sitekit.problems import Problem


def _read(tmp_path: Path, data: bytes | str) -> Source | Problem:
    (tmp_path / "x.md").write_bytes(data.encode() if isinstance(data, str) else data)
    return read_source(tmp_path, "x.md")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_text_is_the_same_with_any_line_ends_and_a_byte_order_mark(
    end: str, mark: bytes, tmp_path: Path
) -> None:
    text = "---\ntitle: Ä\n\n---\nOne.\nTwo.\n"
    source = _read(tmp_path, mark + text.replace("\n", end).encode())
    assert isinstance(source, Source)
    assert source == _read(tmp_path, text)
    assert (source.meta.data, source.body, source.body_line) == (
        {"title": "Ä"},
        "\nOne.\nTwo.\n",
        4,
    )


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b"", 1, "is empty."),
        (b" \n\t\n", 1, "is empty."),
        (b"---\na: b\n---\nCaf\xe9", 4, "is not UTF-8."),
        (b"---\na: b\n---\nOne\x0b", 4, "contains the control character U+000B."),
        ("a\nb\ufffec".encode(), 2, "contains the control character U+FFFE."),
        (b"One.", 1, "is missing. Start the file"),
        (b"---\ntitle: T\nOne.", 1, "is not closed."),
        (b"---\na: b\na: c\n---\n", 3, 'contains the key "a" twice.'),
    ],
)
def test_file_that_cannot_be_read_is_a_problem_with_its_line(
    data: bytes, line: int, message: str, tmp_path: Path
) -> None:
    problem = _read(tmp_path, data)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.message[: len(message)]) == (line, message)


def test_file_that_is_missing_or_a_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    for name, message in (("none.md", "does not exist."), ("folder.md", "cannot be read (Is a d")):
        problem = read_text(tmp_path, name)
        assert isinstance(problem, Problem)
        assert problem.message.startswith(message)


TEXT = """---
title: T
---
`[a](x.md)` [a](x.mdx)

~~~
[a](x.md)
```
# Code
~~~

[a](<x.md>) and x.md

- <!-- cta -->

# A *head* {#id}
Second
------
[b]: y.md

> ```
> [b](y.md)
> ```

<!-- cta -->

## [Third](x.md)
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    source = _read(tmp_path, TEXT)
    assert isinstance(source, Source)
    return source


def test_line_of_a_link_is_where_it_is_a_target_outside_code(source: Source) -> None:
    assert source.line_of_link("x.md") == 12
    assert source.line_of_link("x.mdx") == 4
    assert source.line_of_link("y.md") == 19
    assert source.line_of_link("none.md") == 3


def test_line_of_a_marker_is_that_of_a_misplaced_one(source: Source) -> None:
    assert source.line_of_marker("<!-- cta -->") == 14
    assert source.line_of_marker("<!-- none -->") == 3


@pytest.mark.parametrize(
    ("heading", "nth", "line"),
    [("A head", 0, 16), ("Second", 0, 17), ("Third", 0, 27), ("Third", 1, 27), ("Code", 0, 3)],
)
def test_line_of_a_heading_is_found_by_its_words(
    heading: str, nth: int, line: int, source: Source
) -> None:
    assert source.line_of_heading(heading, nth) == line


def test_sections_start_at_level_two_headings_of_both_kinds(source: Source) -> None:
    assert [source.lines[n] for n in source.sections] == ["## [Third](x.md)"]
    assert "Second" not in [source.lines[n] for n in source.sections]


def test_definitions_are_those_outside_code(source: Source) -> None:
    assert source.definitions == {"b": "[b]: y.md"}


def test_problem_is_on_the_line_of_its_key_or_on_the_one_given(source: Source) -> None:
    assert source.problem("title", "m") == Problem("x.md", 2, "title", "m")
    assert source.problem("none", "m") == Problem("x.md", 1, "none", "m")
    assert source.problem("title", "m", 9) == Problem("x.md", 9, "title", "m")


def test_lines_of_many_links_ids_and_headings_take_one_look_at_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f"[a](n{n}.md) `[b](n{n + 1}.md)`\n\n## Title {n} {{#id{n}}}\n" for n in range(50)]
    (tmp_path / "x.md").write_text("---\ntitle: T\n---\n" + "\n".join(lines))
    source = read_source(tmp_path, "x.md")
    assert isinstance(source, Source)
    monkeypatch.setattr(Source, "line_of", lambda *_: pytest.fail("the whole text is searched"))
    for n in range(50):
        first = 4 + 4 * n
        assert source.line_of_link(f"n{n}.md") == first
        assert source.line_of_heading(f"Title {n}") == first + 2
        assert source.line_of_id(f"id{n}") == first + 2
