"""Dates as other generators write them, read without guessing the order of day and month."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

_NUMERIC = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d\d.*))?")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_IN_WORDS = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
_ZONE = re.compile(r"\s*(Z|[+-]\d\d:?\d\d|UTC|GMT)$")
_JS_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* )?(.*?\d{4})(?: (\d\d:\d\d(?::\d\d)?)(?: (.*))?)?"
)


def read_moment(text: str, timezone: tzinfo) -> datetime | None:
    """Return the moment that a text means, or None if it is no date or an ambiguous one.

    Without an offset the time is that of `timezone`; a date without a time is midnight there.
    """
    text = _ORDINAL.sub("", " ".join(text.split()))
    if found := _NUMERIC.fullmatch(text):
        day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return _with_time(day, found[4] or "", timezone)
    if found := _JS_DATE.fullmatch(text.replace(",", "")):
        for form in _IN_WORDS:
            try:
                day = datetime.strptime(found[1], form).date().isoformat()
            except ValueError:
                continue
            return _with_time(day, f"{found[2] or ''} {found[3] or ''}".strip(), timezone)
    return None


def _with_time(day: str, time: str, timezone: tzinfo) -> datetime | None:
    zone = _ZONE.search(time)
    clock = time[: zone.start()] if zone else time
    offset = zone[1].replace("UTC", "Z").replace("GMT", "Z") if zone else ""
    hour, _, rest = clock.strip().partition(":")
    if clock and not rest:
        return None
    try:
        moment = datetime.fromisoformat(
            f"{day}T{int(hour):02}:{rest}{offset}" if clock else f"{day}T00:00:00{offset}"
        )
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone)


def written(moment: datetime, text: str) -> str:
    """Return a moment as front matter has it: a bare date if it was written as one."""
    has_time = ":" in text
    return moment.isoformat(timespec="seconds") if has_time else f"{moment:%Y-%m-%d}"
