"""The counts as a table and as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from rich.console import Console

from sitekit import tables
from sitekit.leads.counts import LeadCount

COLUMNS = tuple(field.name for field in fields(LeadCount))
_SHOWN = ("calls", "canceled", "rescheduled", "first", "last", "page", "placement", "offer")


def print_table(counts: Sequence[LeadCount], console: Console) -> None:
    """Print a line for each count, without the columns in which nothing is."""
    names = [name for name in _SHOWN if any(getattr(each, name) != "" for each in counts)]
    tables.print_rows(
        console,
        names,
        [[tables.text_of(getattr(each, name)) for name in names] for each in counts],
        numbers=_SHOWN[:3],
        flexible=("page",),
    )


def as_csv(counts: Iterable[LeadCount]) -> str:
    """Return all columns as comma-separated values."""
    return tables.as_csv(COLUMNS, ([getattr(each, name) for name in COLUMNS] for each in counts))
