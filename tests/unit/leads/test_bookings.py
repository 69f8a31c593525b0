"""Exports of Calendly and Cal.com become bookings; what cannot be read is one clear line."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitekit.leads.bookings import Booking, ExportError, read_bookings
from support.exports import CAL_COM, CALENDLY, ROUTING, calendly, export

BERLIN = ZoneInfo("Europe/Berlin")
UTM = {"UTM_Term": "call", "UTM_Content": "text-2"}
OURS = {"utm_source": "website", "utm_campaign": "first", "utm_term": "call", "utm_content": "end"}


def _read(tmp_path: Path, content: bytes) -> list[Booking]:
    file = tmp_path / "export.csv"
    file.write_bytes(content)
    return read_bookings(file, BERLIN)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-05-02 01:40 am", "2026-05-02T01:40:00+02:00"),
        ("2026-05-02 01:40 PM", "2026-05-02T13:40:00+02:00"),
        ("2026-05-02 12:05 am", "2026-05-02T00:05:00+02:00"),
        ("2026-05-02 12:05 pm", "2026-05-02T12:05:00+02:00"),
        ("2026-01-02 09:00", "2026-01-02T09:00:00+01:00"),
        ("2026-01-02 9:00:30", "2026-01-02T09:00:00+01:00"),
        ("2026-05-02T10:00:00.000Z", "2026-05-02T12:00:00+02:00"),
        ("2026-05-02", "2026-05-02T00:00:00+02:00"),
    ],
)
def test_moment_without_an_offset_is_in_the_sites_time_zone(
    written: str, moment: str, tmp_path: Path
) -> None:
    (booking,) = _read(tmp_path, export(CALENDLY, [calendly(written)]))
    assert booking.moment.astimezone(BERLIN).isoformat() == moment


def test_booking_of_calendly_says_what_won_it(tmp_path: Path) -> None:
    (booking,) = _read(
        tmp_path, export(CALENDLY, [calendly("2026-05-02 10:00 am", campaign="first", **UTM)])
    )
    assert (booking.source, booking.campaign) == ("website", "first")
    assert (booking.offer, booking.placement) == ("call", "text-2")
    assert "Mary" not in repr(booking)
    assert "mills.example" not in repr(booking)


@pytest.mark.parametrize(
    ("columns", "state", "row"),
    [
        (CALENDLY, "Canceled", {"Event Created Date & Time": "2026-05-02"}),
        (CAL_COM, "timeStatus", {"createdAt": "2026-05-02T10:00:00.000Z"}),
        (ROUTING, "Booking Status", {"Booking Created At": "2026-05-02T10:00:00.000Z"}),
    ],
    ids=["Calendly", "Cal.com", "Cal.com, routing"],
)
def test_state_is_the_exports(columns: list[str], state: str, row: dict, tmp_path: Path) -> None:
    written = {
        "Canceled": {"false": "booked", "true": "canceled", "Yes": "canceled", "": "booked"},
        "timeStatus": {
            "completed": "booked",
            "uncompleted": "booked",
            "cancelled": "canceled",
            "rescheduled": "rescheduled",
        },
        "Booking Status": {
            "ACCEPTED": "booked",
            "PENDING": "booked",
            "CANCELLED": "canceled",
            "REJECTED": "canceled",
        },
    }[state]
    found = _read(tmp_path, export(columns, [row | {state: word} for word in written]))
    assert [booking.state for booking in found] == [*written.values()]


def test_booking_of_cal_com_says_what_won_it(tmp_path: Path) -> None:
    row = {"createdAt": "2026-05-02T22:30:00.000Z", "timeStatus": "completed"} | OURS
    (booking,) = _read(tmp_path, export(CAL_COM, [row]))
    assert (booking.campaign, booking.offer, booking.placement) == ("first", "call", "end")


def test_answer_to_a_routing_form_without_a_booking_is_none(tmp_path: Path) -> None:
    assert _read(tmp_path, export(ROUTING, [{"Booking Status": "NO_BOOKING"}])) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_file_that_a_spreadsheet_saved_again_is_read(delimiter: str, tmp_path: Path) -> None:
    rows = [calendly("2026-05-02 10:00", campaign="first", Response_1='Two\nlines; "and", more')]
    content = export(CALENDLY, rows, delimiter) + b"\r\n" + b"\r\n"
    (booking,) = _read(tmp_path, b"\xef\xbb\xbf" + content)
    assert booking.campaign == "first"


def test_export_without_rows_has_no_bookings(tmp_path: Path) -> None:
    assert _read(tmp_path, export(CALENDLY, [])) == []


NO_UTM = [name for name in CALENDLY if name != "UTM Content"]
NEITHER = (
    "has neither the columns of Calendly (Event Created Date & Time, Canceled) nor of Cal.com "
    "(createdAt, timeStatus). Export all columns as CSV."
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NEITHER),
        (b"a,b\n1,2\n", NEITHER),
        (b"\xff\xfea\x00", "is not UTF-8. Save it as CSV in that encoding."),
        (
            export(NO_UTM, []),
            "has no column utm_content, which says what won a call. Export it too.",
        ),
        (
            export(CALENDLY, [calendly("May 2")]),
            'line 2: event created date & time: "May 2" is not a date. '
            "Write it like 2026-05-02 13:40.",
        ),
        (
            export(CALENDLY, [calendly("2026-05-02 13:40 pm"), calendly("2026-02-30 10:00")]),
            'line 3: event created date & time: "2026-02-30 10:00" is not a date. '
            "Write it like 2026-05-02 13:40.",
        ),
        (
            export(CALENDLY, [calendly("2026-05-02 10:00", canceled="vielleicht")]),
            'line 2: canceled: "vielleicht" is not known. Write true or false.',
        ),
        (
            export(CALENDLY, []) + b"Mary,Mills\n",
            f"line 2: has 2 cells, and the header {len(CALENDLY)}. Export it again.",
        ),
        (
            export(CALENDLY, []) + b'"a" b\n',
            "is not CSV (',' expected after '\"'). Export it again.",
        ),
        (
            export(CALENDLY, [calendly("0001-01-01T00:00:00+02:00")]),
            'line 2: event created date & time: "0001-01-01T00:00:00+02:00" is not a date. '
            "Write it like 2026-05-02 13:40.",
        ),
    ],
)
def test_file_that_cannot_be_read_is_one_line(content: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        _read(tmp_path, content)
    assert str(caught.value) == f"{tmp_path / 'export.csv'}: {message}"


@pytest.mark.parametrize("name", ["missing.csv", ""])
def test_file_that_is_none_is_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be read \("):
        read_bookings(tmp_path / name, BERLIN)
