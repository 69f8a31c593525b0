"""The table of all content on terminals, in pipes, in spreadsheets and for programs."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from sitekit.inventory.printing import COLUMNS, as_csv, as_json, print_table
from sitekit.inventory.rows import Row

LONG = "posts/a-name-that-is-longer-than-a-terminal-of-eighty-columns-has-room-for.md"
ROWS = [
    Row("published", "post", date(2026, 5, 1), age=12, words=900, path=LONG, title="A [b] title"),
    Row("draft", "faq", questions=("s#a", "s#b"), homes=("/faq/s/",), path="faq/s.md"),
]


def _printed(width: int, *, terminal: bool) -> list[str]:
    out = StringIO()
    print_table(ROWS, Console(file=out, width=width, force_terminal=terminal, color_system=None))
    return out.getvalue().splitlines()


def test_table_fits_a_narrow_terminal_with_a_line_for_each_row() -> None:
    header, first, second = _printed(80, terminal=True)
    assert header.split() == ["status", "date", "age", "words", "in", "out", "path"]
    assert first.startswith("published 2026-05-01  12   900  0   0 posts/a-name")
    assert first.rstrip().endswith("…")
    assert len(first) <= 80
    assert second.rstrip().endswith("faq/s.md")


def test_table_in_a_pipe_is_whole_and_plain() -> None:
    header, first, second = _printed(80, terminal=False)
    assert LONG in first
    assert first.endswith("A [b] title")
    assert "2 → /faq/s/" in second
    assert "\x1b" not in "".join((header, first, second))


def test_table_says_that_each_question_has_a_page() -> None:
    pages = tuple(f"/faq/s/{n}/" for n in range(9))
    rows = [Row("published", "faq", questions=("s#a",) * 9, homes=pages, path="faq/s.md")]
    out = StringIO()
    print_table(rows, Console(file=out, width=200))
    assert "9 → a page each" in out.getvalue()


def test_csv_has_all_columns_and_every_row() -> None:
    header, first, second = csv.reader(StringIO(as_csv(ROWS)))
    assert tuple(header) == COLUMNS
    assert dict(zip(header, first, strict=True))["date"] == "2026-05-01"
    assert dict(zip(header, second, strict=True))["questions"] == "s#a s#b"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_csv_has_no_text_that_a_spreadsheet_would_run(title: str) -> None:
    _, row = csv.reader(StringIO(as_csv([Row("draft", "post", title=title)])))
    assert row[-1] == f"'{title}"


def test_json_has_values_of_their_own_types() -> None:
    first, second = json.loads(as_json(ROWS))
    assert (first["date"], first["words"], first["updated"]) == ("2026-05-01", 900, None)
    assert second["questions"] == ["s#a", "s#b"]
