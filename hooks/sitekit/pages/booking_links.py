"""Booking links and sign-up forms, which tell the service which page and place won the reader.

The parameters are those of the Urchin tracking module, which booking tools read and export:
utm_source, utm_medium, utm_campaign (the page), utm_term (the offer) and utm_content (the
placement). A link carries them in its query, a form in hidden fields.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitekit.content.models import Offer

SOURCE = "website"
"""The value of utm_source: this site."""
PAGE, FEED, MARKDOWN = "cta", "feed", "markdown"
"""The values of utm_medium: a page of the site, a feed, a Markdown version."""


def is_attributed(offer: Offer) -> bool:
    """Tell whether an offer's address can say where the call came from, as no mailto or tel can."""
    return bool(offer.meta.url) and str(offer.meta.url).startswith(("https:", "http:"))


def _parameters(offer: Offer, campaign: str, placement: str, medium: str) -> dict[str, str]:
    return {
        "utm_source": SOURCE,
        "utm_medium": medium,
        "utm_campaign": campaign,
        "utm_term": offer.id,
        "utm_content": placement,
    }


def booking_url(offer: Offer, campaign: str, placement: str, medium: str = PAGE) -> str:
    """Return the address of an offer of a call with its parameters.

    Its own query and fragment are preserved. An e-mail address or a telephone number has none.
    """
    url = offer.meta.url or ""
    if not is_attributed(offer):
        return url
    parts = urlsplit(url)
    own = parse_qsl(parts.query, keep_blank_values=True)
    added = _parameters(offer, campaign, placement, medium).items()
    return urlunsplit(parts._replace(query=urlencode([*own, *added])))


class BookingLinks:
    """Makes the booking links of one text in order; a placement used again is numbered from 2."""

    def __init__(self, campaign: str, medium: str, form_url: Callable[[Offer], str]) -> None:
        """`form_url` returns where the form of a sign-up is."""
        self._campaign, self._medium, self._form_url = campaign, medium, form_url
        self._used = Counter[str]()

    def number(self, placement: str) -> str:
        """Return the name of the text's next use of this placement."""
        self._used[placement] += 1
        number = self._used[placement]
        return placement if number == 1 else f"{placement}-{number}"

    def url(self, offer: Offer, placement: str) -> str:
        """Return where an offer is taken up from a placement, named as it is."""
        if offer.meta.sign_up:
            return self._form_url(offer)
        return booking_url(offer, self._campaign, placement, self._medium)

    def next_url(self, offer: Offer, placement: str) -> str:
        """Return the URL of the text's next link of this placement."""
        return self.url(offer, self.number(placement))

    def fields(self, offer: Offer, placement: str) -> tuple[tuple[str, str], ...]:
        """Return the hidden fields of a sign-up's form: names and values."""
        sign_up = offer.meta.sign_up
        if sign_up is None:
            return ()
        added = _parameters(offer, self._campaign, placement, self._medium)
        pattern = sign_up.attribution
        attributed = {pattern.replace("*", key): value for key, value in added.items()}
        return tuple((attributed | sign_up.hidden).items())
