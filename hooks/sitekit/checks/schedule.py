"""Advice on what lies beyond the days for which GitHub publishes by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sitekit.content.discovery import OFFERS
from sitekit.content.library import Library
from sitekit.content.models import Post
from sitekit.problems import Advice

HORIZON = timedelta(days=60)
"""How long after the last push GitHub runs a workflow of a public repository by its schedule.

Source: GitHub Docs, "Disabling and enabling a workflow".
"""


def advise_on_schedule(library: Library) -> Iterator[Advice]:
    """Yield advice on each date on which nothing happens unless something is pushed before."""
    for entry in library.all_entries:
        if entry.status not in ("published", "scheduled"):
            continue
        if isinstance(entry, Post) and (message := _beyond(library, entry.meta.date)):
            yield entry.source.advice("date", message)
        if message := _beyond(library, entry.meta.expires):
            yield entry.source.advice("expires", message)
    for offer in library.offers.values():
        for key, moment in (("from", offer.meta.from_), ("until", offer.meta.until)):
            if message := _beyond(library, moment):
                yield Advice(OFFERS, offer.lines.of(key), f"{offer.id}.{key}", message)


def _beyond(library: Library, moment: datetime | None) -> str:
    """Return what to say of a moment, or nothing if it is within the horizon."""
    zone, end = library.settings.timezone, library.settings.now + HORIZON
    if moment is None or moment <= end:
        return ""
    day, last = (f"{time.astimezone(zone):%Y-%m-%d}" for time in (moment, end))
    return (
        f"takes effect on {day}, but GitHub publishes by the clock for {HORIZON.days} days after "
        f"the last push alone. Push something until {last}, or publish by hand on that day."
    )
