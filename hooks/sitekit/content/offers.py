"""Which invitation a page shows, and the booking link that tells which page won the call."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sitekit.content.library import Library
from sitekit.content.models import Author, Doc, Entry, FaqSet, Offer, Post, Tag
from sitekit.text import did_you_mean, quote

SOURCE = "website"
PAGE, FEED, TEXT = "cta", "feed", "markdown"
"""The values of utm_medium: a page of the site, a feed, a Markdown twin."""


class OfferError(Exception):
    """Why an offer cannot be shown, and what to do."""


def named_offer(library: Library, name: str) -> Offer | None:
    """Return the offer of this id, or None where its own entry has problems.

    Raises OfferError where there is no such offer, or it is not open.
    """
    offer = library.offers.get(name)
    if offer is None:
        if library.offer_ids is None or name in library.offer_ids:
            return None
        near = did_you_mean(name, library.offers)
        raise OfferError(f"{quote(name)} is not in posts/offers.yml.{near}")
    if not offer.current(library.settings.now):
        raise OfferError(f"the offer {quote(name)} is not open now. Name another.")
    return offer


def booking_offer(library: Library, url: str) -> Offer | None:
    """Return the offer that a `cta:offer-id` link names, or None for a plain `cta:`."""
    name = url.removeprefix("cta:")
    return named_offer(library, name) if name else None


def offer_for(library: Library, entry: Entry | Tag | Author | None) -> Offer | None:
    """Choose a page's offer: its own `cta`, its first tag that names one, the default.

    None where the page says `cta: false`. An offer that has not begun is passed over.
    """
    own = entry.meta.cta if isinstance(entry, Post | Doc) else None
    if own is False:
        return None
    names = [own]
    if isinstance(entry, Post | FaqSet):
        names += [library.tags[t].meta.offer for t in entry.meta.tags if t in library.tags]
    elif isinstance(entry, Tag):
        names.append(entry.meta.offer)
    chosen = (library.offers[name] for name in names if name and name in library.offers)
    default = (offer for offer in library.offers.values() if offer.meta.default)
    now = library.settings.now
    return next((offer for offer in (*chosen, *default) if offer.current(now)), None)


def default_offer(library: Library) -> Offer | None:
    """Return the offer of pages that choose none."""
    return offer_for(library, None)


@dataclass
class Attribution:
    """Makes the booking links of one page, each with a placement of its own.

    The parameters are those of the Urchin tracking module that booking tools read: utm_source,
    utm_medium, utm_campaign (the page), utm_content (the placement, numbered from the second).
    """

    campaign: str
    medium: str = PAGE
    used: dict[str, int] = field(default_factory=dict)

    def booking_url(self, offer: Offer, placement: str) -> str:
        """Return an offer's address with where on which page it stands."""
        count = self.used[placement] = self.used.get(placement, 0) + 1
        content = placement if count == 1 else f"{placement}-{count}"
        return booking_url(offer, self.campaign, content, self.medium)


def booking_url(offer: Offer, campaign: str, content: str, medium: str = PAGE) -> str:
    """Return an offer's address with the page (`campaign`) and the place on it (`content`)."""
    start, fragment = _attributed(offer.meta.url, medium)
    told = urlencode({"utm_campaign": campaign, "utm_content": content})
    return f"{start}&{told}{fragment}"


@cache
def _attributed(url: str, medium: str) -> tuple[str, str]:
    """Return a URL with what all its booking links tell, apart from its fragment."""
    parts = urlsplit(url)
    own = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([*own, ("utm_source", SOURCE), ("utm_medium", medium)])
    start = urlunsplit(parts._replace(query=query, fragment=""))
    return start, f"#{parts.fragment}" if parts.fragment else ""
