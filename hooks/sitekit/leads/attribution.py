"""The page, the placement and the offer that won a booking, by the parameters of its link."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sitekit.leads.bookings import Booking
from sitekit.links.redirects import redirects
from sitekit.pages.booking_links import SOURCE
from sitekit.site import Site

Origin = Literal["site", "elsewhere", "unknown"]

_NOT_SAID = "not said"
_PAGES_OF_FIRST_PARTS = {"blog": "", "tags": "tag-", "faq": "faq-", "authors": "author-"}
_NUMBERED = re.compile(r"-\d+$")


@dataclass(frozen=True)
class Lead:
    """A booking, and what won it."""

    booking: Booking
    origin: Origin
    """Whether a link of this site won it, one of somewhere else, or the export does not say."""
    page: str
    """The page's address, or in words why there is none."""
    placement: str = ""
    """Without the number of a link among those of its kind."""
    offer: str = ""


def lead(booking: Booking, pages: Mapping[str, str]) -> Lead:
    """Return what won a booking; `pages` has the address of each campaign (`pages_of`)."""
    if not (booking.source or booking.campaign):
        return Lead(booking, "unknown", "no attribution")
    if booking.source and booking.source != SOURCE:
        return Lead(booking, "elsewhere", f"elsewhere: {booking.source}")
    page = pages.get(booking.campaign) or f"no page now: {booking.campaign or _NOT_SAID}"
    placement = _NUMBERED.sub("", booking.placement) or _NOT_SAID
    return Lead(booking, "site", page, placement, booking.offer or _NOT_SAID)


def pages_of(site: Site) -> dict[str, str]:
    """Return the address of the page of each campaign, as links of the site say or said.

    That is each page, what is not published now, and what an old address leads to.
    """
    found: dict[str, str] = {}
    for page in site.pages:
        if page.for_readers or page.is_not_found_page:
            found.setdefault(page.campaign, f"/{page.address}")
    for address, redirect in redirects(site.library).items():
        if address.endswith("/"):
            found.setdefault(campaign_of(address), f"/{redirect.target.address}")
    for entry in site.library.all_entries:
        found.setdefault(campaign_of(entry.address), f"/{entry.address}")
    return found


def campaign_of(address: str) -> str:
    """Return the campaign of a page at an address of the site, which links say no more."""
    first, *rest = address.strip("/").split("/")
    if rest and first in _PAGES_OF_FIRST_PARTS:
        return _PAGES_OF_FIRST_PARTS[first] + "-".join(rest)
    return "-".join([first, *rest]) or "home"
