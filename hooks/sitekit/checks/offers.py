"""Problems of offers that need more than their own keys: the default, and links in their texts."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.discovery import OFFERS
from sitekit.content.library import Library
from sitekit.content.models import Offer
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.markdown.slots import link_targets
from sitekit.problems import Advice, Problem


def check_offers(library: Library, links: LinkResolver) -> Iterator[Problem]:
    """Yield what is wrong with offers beside their keys."""
    default = [offer for offer in library.offers.values() if offer.meta.default]
    all_valid = library.offer_ids is not None and library.offer_ids == library.offers.keys()
    if all_valid and len(default) != 1:
        message = f"{len(default)} offers have `default: true`. Exactly one must."
        line = default[-1].lines.of("default") if default else 1
        yield Problem(OFFERS, line, "default", message)
    for offer in library.offers.values():
        if offer.sentence and link_targets(offer.sentence) != ["cta:"]:
            message = "must contain one link, the booking link. Write it as [words](cta:)."
            yield Problem(OFFERS, offer.lines.of("line"), f"{offer.id}.line", message)
        yield from _privacy(offer, links)


def offers_without_line(library: Library) -> Iterator[Advice]:
    """Yield offers that say nothing near the start of a text, where most readers still are."""
    for offer in library.offers.values():
        if not offer.sentence:
            message = (
                "is missing: posts with this offer invite nobody before their end. Write a "
                "sentence with one link, such as `If this is your case, [talk to us](cta:).`"
            )
            yield Advice(OFFERS, offer.lines.of("line"), f"{offer.id}.line", message)


def _privacy(offer: Offer, links: LinkResolver) -> Iterator[Problem]:
    """Check what a sign-up says of the address: it leads to a page of the site that says more."""
    urls = link_targets(offer.privacy)
    messages = []
    if offer.meta.sign_up and (not urls or any(url.startswith("cta:") for url in urls)):
        example = "[how we treat it](../docs/imprint.md)"
        messages = [f"must link to the page that says how addresses are treated: {example}."]
    else:
        for url in urls:
            try:
                links.resolve(OFFERS, url)
            except LinkError as error:
                messages.append(str(error))
    for message in messages:
        line = offer.lines.of("sign_up.privacy")
        yield Problem(OFFERS, line, f"{offer.id}.sign_up.privacy", message)
