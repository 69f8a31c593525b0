"""Booking links, which tell the booking tool which page, and which place on it, won the call.

The parameters are those of the Urchin tracking module, which booking tools read: utm_source,
utm_medium, utm_campaign (the page) and utm_content (the placement).
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitekit.content.models import Offer

_SOURCE = "website"
PAGE, FEED, MARKDOWN = "cta", "feed", "markdown"
"""The values of utm_medium: a page of the site, a feed, a Markdown version."""


def is_attributed(offer: Offer) -> bool:
    """Tell whether an offer's address can say where the call came from, as no mailto or tel can."""
    return offer.meta.url.startswith(("https:", "http:"))


def booking_url(offer: Offer, campaign: str, placement: str, medium: str = PAGE) -> str:
    """Return an offer's address with its parameters; its own query and fragment are preserved.

    An e-mail address or a telephone number has none.
    """
    if not is_attributed(offer):
        return offer.meta.url
    start, fragment = _with_source(offer.meta.url, medium)
    query = urlencode({"utm_campaign": campaign, "utm_content": placement})
    return f"{start}&{query}{fragment}"


@cache
def _with_source(url: str, medium: str) -> tuple[str, str]:
    """Return a URL with the parameters that all its booking links share, and its fragment."""
    parts = urlsplit(url)
    own = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([*own, ("utm_source", _SOURCE), ("utm_medium", medium)])
    start = urlunsplit(parts._replace(query=query, fragment=""))
    return start, f"#{parts.fragment}" if parts.fragment else ""


class BookingLinks:
    """Makes the booking links of one text in order; a placement used again is numbered from 2."""

    def __init__(self, campaign: str, medium: str = PAGE) -> None:
        self._campaign, self._medium = campaign, medium
        self._used = Counter[str]()

    def next_url(self, offer: Offer, placement: str) -> str:
        """Return the URL of the text's next link of this placement."""
        self._used[placement] += 1
        number = self._used[placement]
        numbered = placement if number == 1 else f"{placement}-{number}"
        return booking_url(offer, self._campaign, numbered, self._medium)
