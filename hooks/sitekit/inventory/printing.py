"""The table of all content for people, spreadsheets and programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

from rich.console import Console

from sitekit import tables
from sitekit.inventory.rows import Row

COLUMNS = tuple(field.name for field in fields(Row))
_STYLES = {"draft": "dim", "scheduled": "cyan", "expired": "yellow", "problems": "red"}
_HEADERS = {"links_in": "in", "links_out": "out"}
_NUMBERS = ("age", "words", "in", "out", "questions")
_FLEXIBLE = ("questions", "tags", "path", "title")
"""The columns that are cut on a narrow terminal."""
_NARROW = ("status", "date", "age", "words", "links_in", "links_out", "path")
_WIDE = (*_NARROW[:-1], "questions", "tags", "offer", "next", "path", "title")
_WIDE_COLUMNS = 140


def print_table(rows: Sequence[Row], console: Console) -> None:
    """Print a line for each row: in color and cut to fit on a terminal, else plain and whole."""
    wide = not console.is_terminal or console.width >= _WIDE_COLUMNS
    names = _WIDE if wide else _NARROW
    tables.print_rows(
        console,
        [_HEADERS.get(name, name) for name in names],
        [[_cell(row, name) for name in names] for row in rows],
        numbers=_NUMBERS,
        flexible=_FLEXIBLE,
        styles=[_STYLES.get(row.status) for row in rows],
    )


def _cell(row: Row, name: str) -> str:
    """Return what a table shows of a row: of questions their number and their homes."""
    value = getattr(row, name)
    if name == "questions":
        home = row.homes[0] if len(row.homes) == 1 else "a page each"
        return f"{len(value)} → {home}" if value and row.kind == "faq" else str(len(value) or "")
    return tables.text_of(value)


def as_csv(rows: Iterable[Row]) -> str:
    """Return the rows as comma-separated values; several values of one cell have spaces between."""
    return tables.as_csv(COLUMNS, ([getattr(row, name) for name in COLUMNS] for row in rows))


def as_json(rows: Iterable[Row]) -> str:
    """Return the rows as a JSON array of objects; dates are written as in RFC 3339."""
    return json.dumps([asdict(row) for row in rows], default=str, ensure_ascii=False, indent=2)
