"""Bookings added up: by what won them, and by month."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitekit.leads.attribution import Lead

Key = tuple[str, str, str]
"""Page, placement and offer, of which those are empty that are not asked for."""
DIMENSIONS: Mapping[str, Callable[[Lead], Key]] = {
    "all": lambda lead: (lead.page, lead.placement, lead.offer),
    "page": lambda lead: (lead.page, "", ""),
    "placement": lambda lead: (_elsewhere(lead), lead.placement, ""),
    "offer": lambda lead: (_elsewhere(lead), "", lead.offer),
}
"""What can be counted by."""


@dataclass(frozen=True)
class LeadCount:
    """How many calls something won, and when."""

    page: str
    placement: str
    offer: str
    calls: int
    """Booked, and neither canceled nor put off."""
    canceled: int
    rescheduled: int
    """Put off; the export has a row of its own for the new date."""
    first: datetime.date
    """The day of the first booking, in the site's time zone."""
    last: datetime.date


def _elsewhere(lead: Lead) -> str:
    return "" if lead.origin == "site" else lead.page


def count(leads: Iterable[Lead], by: str, zone: datetime.tzinfo) -> list[LeadCount]:
    """Return the bookings added up by one of DIMENSIONS, what won most calls first."""
    key_of = DIMENSIONS[by]
    groups = groupby(sorted(leads, key=key_of), key_of)
    counts = [_count(key, [*group], zone) for key, group in groups]
    return sorted(counts, key=lambda each: (-each.calls, -each.canceled, each.page))


def _count(key: Key, leads: Sequence[Lead], zone: datetime.tzinfo) -> LeadCount:
    states = Counter(lead.booking.state for lead in leads)
    days = [day_of(lead, zone) for lead in leads]
    return LeadCount(
        *key, states["booked"], states["canceled"], states["rescheduled"], min(days), max(days)
    )


def day_of(lead: Lead, zone: datetime.tzinfo) -> datetime.date:
    """Return the day of a booking in a time zone."""
    return lead.booking.moment.astimezone(zone).date()


def calls_by_month(leads: Iterable[Lead], zone: datetime.tzinfo) -> list[tuple[str, int]]:
    """Return each month (`2026-05`) from the first call to the last, and its number of calls.

    Of a time that is longer than two years, the years.
    """
    days = [day_of(lead, zone) for lead in leads if lead.booking.state == "booked"]
    if not days:
        return []
    first, last = min(days), max(days)
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) > _MOST_MONTHS:
        years = Counter(day.year for day in days)
        return [(str(year), years[year]) for year in range(first.year, last.year + 1)]
    found = Counter(day.year * 12 + day.month - 1 for day in days)
    return [(f"{month // 12}-{month % 12 + 1:02}", found[month]) for month in months]


_MOST_MONTHS = 24


def summary(leads: Sequence[Lead], zone: datetime.tzinfo) -> str:
    """Return one line: how many calls, over which time, and what is known of them."""
    if not leads:
        return "No calls."
    days = [day_of(lead, zone) for lead in leads]
    states = Counter(lead.booking.state for lead in leads)
    origins = Counter(lead.origin for lead in leads if lead.booking.state == "booked")
    calls = origins.total()
    return (
        f"{calls} call{'s' * (calls != 1)}, booked from {min(days)} to {max(days)}: "
        f"{origins['site']} won by this site, {origins['elsewhere']} elsewhere, "
        f"{origins['unknown']} without attribution. "
        f"{states['canceled']} canceled, {states['rescheduled']} rescheduled."
    )
