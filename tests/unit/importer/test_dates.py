"""Dates of other generators, and those that are ambiguous."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from sitekit.importer.dates import read_moment, written

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02", "2024-01-02"),
        ("2024-1-2", "2024-01-02"),
        ("2024/01/02", "2024-01-02"),
        ("Jul 08 2022", "2022-07-08"),
        ("July 8th, 2022", "2022-07-08"),
        ("8 July 2022", "2022-07-08"),
        ("Mon, 4 July 2022", "2022-07-04"),
        ("2024-07-02 15:44", "2024-07-02T15:44:00+02:00"),
        ("2024-01-02 5:44:01", "2024-01-02T05:44:01+01:00"),
        ("2024-01-02 15:44:00 -0500", "2024-01-02T15:44:00-05:00"),
        ("2024-01-02T15:44:00Z", "2024-01-02T15:44:00+00:00"),
        ("2024-01-02T15:44:00.123Z", "2024-01-02T15:44:00+00:00"),
        ("Fri, 08 Jul 2022 10:00:00 GMT", "2022-07-08T10:00:00+00:00"),
    ],
)
def test_date_is_read(text: str, expected: str) -> None:
    moment = read_moment(text, BERLIN)
    assert moment is not None
    assert written(moment, text) == expected


@pytest.mark.parametrize(
    "text", ["", "07/08/2022", "2024-13-01", "2024-01-02 13:017:00", "soon", "2024", "2024-01-02 9"]
)
def test_what_is_no_date_or_ambiguous_is_not_read(text: str) -> None:
    assert read_moment(text, BERLIN) is None
