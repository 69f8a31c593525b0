"""Tables on terminals, in pipes and for spreadsheets: what commands print."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from io import StringIO
from typing import Any, Literal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sitekit.problems import printable


def text_of(value: Any) -> str:
    """Return a value as a cell: several with spaces between them, nothing instead of None."""
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def print_rows(
    console: Console,
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    *,
    numbers: Collection[str],
    flexible: Collection[str],
    styles: Sequence[str | None] = (),
) -> None:
    """Print a line for each row: in color and cut to fit on a terminal, else plain and whole.

    `numbers` are the headers of columns that end at one edge, `flexible` those of columns that are
    cut on a narrow terminal, `styles` the color of each row.
    """
    cells = [[printable(cell) for cell in line] for line in cells]
    if console.is_terminal:
        _print_in_color(console, headers, cells, numbers, flexible, styles)
        return
    widths = [max(map(len, column)) for column in zip(headers, *cells, strict=True)]
    for line in (headers, *cells):
        padded = (
            cell.rjust(width) if header in numbers else cell.ljust(width)
            for cell, header, width in zip(line, headers, widths, strict=True)
        )
        console.out("  ".join(padded).rstrip(), highlight=False)


def _print_in_color(
    console: Console,
    headers: Sequence[str],
    cells: Sequence[Sequence[str]],
    numbers: Collection[str],
    flexible: Collection[str],
    styles: Sequence[str | None],
) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for header in headers:
        justify: Literal["right", "left"] = "right" if header in numbers else "left"
        table.add_column(header, justify=justify, no_wrap=header not in flexible)
    for line, style in zip(cells, styles or [None] * len(cells), strict=True):
        table.add_row(
            *(Text(cell, no_wrap=True, overflow="ellipsis") for cell in line), style=style
        )
    console.print(table)


def as_csv(headers: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as comma-separated values with a header (RFC 4180).

    A text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([_inert(text_of(value)) for value in row] for row in rows)
    return out.getvalue()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
