"""Fills the slots of a text with what only the showing page knows: links, pictures, offers."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.content.library import Library
from sitekit.content.models import Offer
from sitekit.content.offers import OfferError, booking_offer
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.links.urls import Target, absolute_url, relative_url
from sitekit.markdown.slots import Image, Parts, Slot, fill, link_targets
from sitekit.pages.booking_links import BookingLinks
from sitekit.pages.image_html import elsewhere, on_page
from sitekit.pages.texts import Segment
from sitekit.pages.view_builders import call_to_action, picture_of


@dataclass(frozen=True)
class SlotFiller:
    """Fills the slots of the texts of one page, one after the other.

    The booking links are numbered as they come, so the texts are filled in the order of the page,
    each once.
    """

    library: Library
    links: LinkResolver
    address: str
    """The page's."""
    offer: Offer | None
    """The offer of the page's booking links that name none."""
    booking_links: BookingLinks
    is_page: bool
    """Whether the text is shown on the page; elsewhere its links are absolute."""
    has_image: bool
    """Whether the page opens with a picture of its own, above the text."""

    def body(self, path: str, parts: Parts, line_offer: Offer | None) -> tuple[Segment, ...]:
        """Return a body written in the file `path`, cut where calls to action are.

        `line_offer` is the offer whose `line` follows the introduction, unless the text itself
        asks for the call.
        """
        segments, html = [], []
        for part in parts:
            if isinstance(part, str) or part.kind not in ("call_to_action", "line"):
                html.append(part)
                continue
            placed = self._placed(part, parts, line_offer)
            if placed:
                segments += [Segment(html=self.html(path, tuple(html), "text")), placed]
                html = []
        return (*segments, Segment(html=self.html(path, tuple(html), "text")))

    def _placed(self, slot: Slot, parts: Parts, line_offer: Offer | None) -> Segment | None:
        if slot.kind == "call_to_action":
            offer = self.library.offers.get(slot.value) or self.offer
            if not offer:
                return None
            url = self.booking_links.next_url(offer, "body")
            return Segment(call_to_action=call_to_action(offer, url))
        if not line_offer or not line_offer.sentence or asks_for_call(parts):
            return None
        link = self.booking_links.next_url
        return Segment(line=fill(line_offer.sentence, lambda _: link(line_offer, "line")))

    def html(self, path: str, parts: Parts, placement: str, shift: int = 0) -> str:
        """Fill the slots of a text written in the file `path`."""
        return fill(
            parts,
            lambda url: self.url(path, url, placement),
            shift,
            is_page=self.is_page,
            picture=lambda image: self._picture(path, image, placement),
        )

    def url(self, path: str, url: str, placement: str) -> str:
        """Return where a link written in the file `path` leads from this page."""
        try:
            if url.startswith("cta:"):
                offer = booking_offer(self.library, url) or self.offer
                return self.booking_links.next_url(offer, placement) if offer else url
            return self._url_of(self.links.resolve(path, url))
        except (LinkError, OfferError):
            return url  # a broken link: the checks report it, and only a preview gets here

    def _url_of(self, target: Target) -> str:
        if self.is_page:
            return relative_url(target, self.address)
        return absolute_url(self.library.settings.site_url, target)

    def _picture(self, path: str, image: Image, placement: str) -> str:
        """Return the HTML of a picture in a text written in the file `path`."""
        url = self.url(path, image.src, placement)
        target = self.links.find(path, image.src)
        file = target.file if target else ""
        picture = picture_of(self.library, file, image.attributes.get("alt", ""))
        if picture is None:  # the checks report it, and only a preview gets here
            return image.html(src=url)
        if not self.is_page:
            return elsewhere(image, picture, url)
        eager = image.early and placement == "text" and not self.has_image
        relative = lambda address: relative_url(Target(address), self.address)  # noqa: E731
        return on_page(image, picture, relative, eager=eager)


def asks_for_call(parts: Parts) -> bool:
    """Tell whether a text itself asks for the call, by a `cta:` link or a marker."""
    marked = any(isinstance(part, Slot) and part.kind == "call_to_action" for part in parts)
    return marked or any(url.startswith("cta:") for url in link_targets(parts))
