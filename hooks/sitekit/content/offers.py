"""Which offer a page shows."""

from __future__ import annotations

from sitekit.content.library import Library
from sitekit.content.models import Doc, FaqSet, Offer, Post, QuestionPage, Series, Subject, Tag
from sitekit.text import quote, which_of


class OfferError(Exception):
    """Why an offer cannot be shown, and what to do."""


def named_offer(library: Library, name: str) -> Offer | None:
    """Return the offer of this id, or None if it is not open or its own entry has problems.

    Raises OfferError if there is no such offer.
    """
    offer = library.offers.get(name)
    if offer is None:
        if library.offer_ids is None or name in library.offer_ids:
            return None
        near = which_of(name, library.offers)
        raise OfferError(f"{quote(name)} is not in posts/offers.yml.{near}")
    return offer if offer.current(library.settings.now) else None


def booking_offer(library: Library, url: str) -> Offer | None:
    """Return the offer that a `cta:offer-id` link names, or None where the page's own is meant."""
    name = url.removeprefix("cta:")
    return named_offer(library, name) if name else None


def offer_for(library: Library, entry: Subject | None) -> Offer | None:
    """Choose a page's offer: its own `cta`, its first tag that names one, the default.

    None if the page says `cta: false`. An offer that is not open is passed over.
    """
    if isinstance(entry, Offer):
        return entry
    if isinstance(entry, QuestionPage):
        entry = entry.faq_set
    own = entry.meta.cta if isinstance(entry, Post | Doc) else None
    if own is False:
        return None
    names = [own]
    if isinstance(entry, Post | FaqSet):
        names += [tag.meta.offer for tag in library.tags_of(entry)]
    elif isinstance(entry, Tag | Series):
        names.append(entry.meta.offer)
    chosen = (library.offers[name] for name in names if name and name in library.offers)
    default = (offer for offer in library.offers.values() if offer.meta.default)
    now = library.settings.now
    return next((offer for offer in (*chosen, *default) if offer.current(now)), None)


def open_sign_ups(library: Library) -> list[Offer]:
    """Return the sign-ups that have a page now."""
    now = library.settings.now
    return [offer for offer in library.offers.values() if offer.meta.sign_up and offer.current(now)]


def default_offer(library: Library) -> Offer | None:
    """Return the offer of pages that choose none."""
    return offer_for(library, None)
