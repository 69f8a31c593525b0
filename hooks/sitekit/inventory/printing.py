"""The table of all content for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date
from io import StringIO
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sitekit.inventory.rows import Row
from sitekit.problems import printable

COLUMNS = tuple(field.name for field in fields(Row))
_STYLES = {"draft": "dim", "scheduled": "cyan", "expired": "yellow", "problems": "red"}
_NUMBERS = ("age", "words", "links_in", "links_out", "questions")
_HEADERS = {"links_in": "in", "links_out": "out"}
_FLEXIBLE = ("questions", "tags", "path", "title")
"""The columns that are cut on a narrow terminal."""
_NARROW = ("status", "date", "age", "words", "links_in", "links_out", "path")
_WIDE = (*_NARROW[:-1], "questions", "tags", "offer", "next", "path", "title")
_WIDE_COLUMNS = 140


def print_table(rows: Sequence[Row], console: Console) -> None:
    """Print a line for each row: in color and cut to fit on a terminal, else plain and whole."""
    wide = not console.is_terminal or console.width >= _WIDE_COLUMNS
    names = _WIDE if wide else _NARROW
    headers = [_HEADERS.get(name, name) for name in names]
    cells = [[_cell(row, name) for name in names] for row in rows]
    if console.is_terminal:
        _print_in_color(rows, names, headers, cells, console)
        return
    widths = [max(map(len, column)) for column in zip(headers, *cells, strict=True)]
    for line in (headers, *cells):
        padded = (
            cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
            for cell, name, width in zip(line, names, widths, strict=True)
        )
        console.out("  ".join(padded).rstrip(), highlight=False)


def _print_in_color(
    rows: Sequence[Row],
    names: Sequence[str],
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    console: Console,
) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for name, header in zip(names, headers, strict=True):
        justify: Literal["right", "left"] = "right" if name in _NUMBERS else "left"
        table.add_column(header, justify=justify, no_wrap=name not in _FLEXIBLE)
    for row, line in zip(rows, cells, strict=True):
        table.add_row(*map(_cut, line), style=_STYLES.get(row.status))
    console.print(table)


def _cut(cell: str) -> Text:
    """Return a cell that ends in … where it is too long for its column."""
    return Text(cell, no_wrap=True, overflow="ellipsis")


def _cell(row: Row, name: str) -> str:
    """Return what a table shows of a row: counts of questions, nothing instead of None."""
    value = getattr(row, name)
    if name == "questions":
        homes = f" → {', '.join(row.homes)}" if row.kind == "faq" else ""
        return f"{len(value)}{homes}" if value else ""
    return printable(_text(value))


def as_csv(rows: Iterable[Row]) -> str:
    """Return the rows as comma-separated values with a header (RFC 4180).

    Several values of one cell stand with spaces between them. A text that a spreadsheet would run
    as a formula has an apostrophe before it.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_inert(_text(getattr(row, name))) for name in COLUMNS] for row in rows)
    return out.getvalue()


def as_json(rows: Iterable[Row]) -> str:
    """Return the rows as a JSON array of objects; dates are written as in RFC 3339."""
    return json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False, indent=2)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
