"""The export of a booking tool becomes bookings: Calendly's, and Cal.com's of two kinds.

The columns are those of Calendly's export of scheduled events, and of Cal.com's downloads from
"Insights": bookings (github.com/calcom/cal.com, packages/features/insights/services/
csvDataTransformer.ts) and routing. Of a row no more is read than when it was booked, what became of
it, and its UTM parameters: names and addresses of people are not.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from io import StringIO
from pathlib import Path
from typing import Literal

from sitekit.text import quote

State = Literal["booked", "canceled", "rescheduled"]

_UTM = ("utm_source", "utm_campaign", "utm_term", "utm_content")
_STATES: Mapping[str, State | None] = {
    **dict.fromkeys(("false", "no", "0", ""), "booked"),
    **dict.fromkeys(("completed", "uncompleted", "upcoming", "accepted"), "booked"),
    **dict.fromkeys(("pending", "awaiting_host"), "booked"),
    **dict.fromkeys(("true", "yes", "1", "canceled", "cancelled", "rejected"), "canceled"),
    "rescheduled": "rescheduled",
    "no_booking": None,  # somebody filled in a routing form, and booked nothing
}
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d?):(\d\d)(?::\d\d)?(?: ([ap])m)?", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_YEARS = range(2000, 9999)
_NAMES = {"Calendly": "Event Created Date & Time, Canceled", "Cal.com": "createdAt, timeStatus"}


class ExportError(Exception):
    """Why a file cannot be read as an export, and what to do, on one line."""


@dataclass(frozen=True)
class Booking:
    """A call that was booked, and what its link said of itself."""

    moment: datetime
    """When it was booked."""
    state: State
    source: str
    campaign: str
    offer: str
    placement: str


@dataclass(frozen=True)
class _Layout:
    """The columns of an export, in lower case."""

    moment: str
    state: str


_LAYOUTS = (
    _Layout("event created date & time", "canceled"),
    _Layout("createdat", "timestatus"),
    _Layout("booking created at", "booking status"),
)


def read_bookings(file: Path, zone: tzinfo) -> list[Booking]:
    """Return the bookings of an export; times without an offset are in the time zone `zone`.

    Raises ExportError.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExportError(f"{file}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ExportError(f"{file}: is not UTF-8. Save it as CSV in that encoding.") from None
    try:
        return list(_bookings(text, zone))
    except csv.Error as error:
        raise ExportError(f"{file}: is not CSV ({error}). Export it again.") from None
    except ValueError as error:
        raise ExportError(f"{file}: {error}") from None


def _bookings(text: str, zone: tzinfo) -> Iterator[Booking]:
    """Yield the bookings of a text. Raises ValueError and csv.Error."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns = [_column(cell) for cell in next(reader, [])]
    layout = _layout(columns)
    for cells in reader:
        if not any(cells):
            continue
        line = f"line {reader.line_num}:"
        if len(cells) != len(columns):
            raise ValueError(
                f"{line} has {len(cells)} cells, and the header {len(columns)}. Export it again."
            )
        row = {
            name: _UNPRINTABLE.sub("", cell).strip()
            for name, cell in zip(columns, cells, strict=True)
        }
        state = _state(row[layout.state], f"{line} {layout.state}:")
        if state is None:
            continue
        moment = _moment(row[layout.moment], zone, f"{line} {layout.moment}:")
        source, campaign, term, content = (row[name] for name in _UTM)
        yield Booking(moment, state, source, campaign, term, content)


def _delimiter(text: str) -> str:
    """Return what separates the cells: spreadsheets of some countries save a semicolon or a tab."""
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _column(cell: str) -> str:
    """Return the name of a column in lower case; the one of a UTM parameter as in links."""
    name = " ".join(cell.split()).casefold()
    return name.replace(" ", "_") if name.startswith("utm ") else name


def _layout(columns: Sequence[str]) -> _Layout:
    found = [each for each in _LAYOUTS if {each.moment, each.state} <= {*columns}]
    if not found:
        tools = " nor ".join(f"of {tool} ({names})" for tool, names in _NAMES.items())
        raise ValueError(f"has neither the columns {tools}. Export all columns as CSV.")
    if missing := [name for name in _UTM if name not in columns]:
        raise ValueError(f"has no column {missing[0]}, which says what won a call. Export it too.")
    return found[0]


def _state(cell: str, position: str) -> State | None:
    if cell.casefold() not in _STATES:
        raise ValueError(f"{position} {quote(cell)} is not known. Write true or false.")
    return _STATES[cell.casefold()]


def _moment(cell: str, zone: tzinfo, position: str) -> datetime:
    """Return a moment: as ISO 8601, or as Calendly writes it, `2026-05-02 01:40 pm`."""
    try:
        if found := _CLOCK.fullmatch(cell):
            day, hours, minutes, half = found.groups()
            hour = int(hours) % 12 + 12 * (half in "pP") if half else int(hours)
            moment = datetime.fromisoformat(f"{day}T{hour:02}:{minutes}")
        else:
            moment = datetime.fromisoformat(cell)
    except ValueError:
        moment = datetime.min
    if moment.year not in _YEARS:
        message = f"{position} {quote(cell)} is not a date. Write it like 2026-05-02 13:40."
        raise ValueError(message)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=zone)
