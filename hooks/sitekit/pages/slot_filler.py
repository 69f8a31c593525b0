"""Fills the slots of a text with what only the showing page knows: links, pictures, offers."""

from __future__ import annotations

import html
from dataclasses import dataclass

from sitekit.content.discovery import OFFERS
from sitekit.content.library import Library
from sitekit.content.models import Offer
from sitekit.content.offers import OfferError, booking_offer
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import NOT_FOUND
from sitekit.links.urls import Target, absolute_url, relative_url
from sitekit.markdown.slots import Image, Parts, Slot, fill, link_targets
from sitekit.pages.booking_links import BookingLinks, is_attributed
from sitekit.pages.image_html import elsewhere, on_page
from sitekit.pages.texts import CallToAction, Segment, SignUpForm
from sitekit.pages.view_builders import author_view, display_url, host_of, picture_of
from sitekit.pages.views import AuthorView


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
        """Return a body written in the file `path`, cut behind its introduction and at offers.

        `line_offer` is the offer whose `line` follows the introduction, unless the text itself
        asks for the call before its second section.
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
            offer = self._offer_of(slot.value)
            if not offer:
                return None
            placement = self.booking_links.number("body")
            return Segment(call_to_action=self.call_to_action(offer, placement))
        line = ""
        if line_offer and line_offer.sentence and not asks_for_call(_start(parts)):
            line = self.line(line_offer)
        return Segment(line=line, ends_introduction=True)

    def call_to_action(self, offer: Offer, placement: str) -> CallToAction:
        """Return an offer as a placement of this page shows it."""
        meta, form = offer.meta, None
        address = meta.url or absolute_url(self.library.settings.site_url, Target(offer.address))
        if meta.sign_up:
            form = SignUpForm(
                id=form_id(placement),
                action=meta.sign_up.action,
                email_field=meta.sign_up.email_field,
                hidden=self.booking_links.fields(offer, placement),
                privacy=self.html(OFFERS, offer.privacy, placement),
            )
        return CallToAction(
            heading=meta.heading,
            text=meta.text,
            button=meta.button,
            short=meta.short or meta.button,
            url=self.booking_links.url(offer, placement),
            display_url=display_url(address),
            note=meta.note,
            host=host_of(meta.url) if is_attributed(offer) and meta.url else "",
            steps=meta.steps,
            person=self._person(meta.person),
            form=form,
        )

    def _person(self, author: str | None) -> AuthorView | None:
        found = self.library.authors.get(author) if author else None
        return author_view(self.library, found) if found else None

    def line(self, offer: Offer) -> str:
        """Return an offer's sentence with its link, or nothing if it has none."""
        link = self.booking_links.next_url
        return fill(offer.sentence or (), lambda _: link(offer, "line"))

    def html(self, path: str, parts: Parts, placement: str, shift: int = 0) -> str:
        """Fill the slots of a text written in the file `path`."""
        return fill(
            parts,
            lambda url: self.url(path, url, placement),
            shift,
            is_page=self.is_page,
            picture=lambda image: self._picture(path, image, placement),
        )

    def url(self, path: str, url: str, placement: str) -> str | None:
        """Return where a link written in the file `path` leads from this page.

        None: nowhere now, so that readers see its words without a link.
        """
        if url.startswith("cta:"):
            try:
                offer = booking_offer(self.library, url) or self.offer
            except OfferError:
                return url  # the checks report it, and only a preview gets here
            return self.booking_links.next_url(offer, placement) if offer else None
        target = self.links.find(path, url)
        if target is None:
            return url  # as above
        return None if target.held_back else self._url_of(target)

    def leads_somewhere(self, path: str, url: str) -> bool:
        """Tell whether `url` returns an address, without making a booking link."""
        if url.startswith("cta:"):
            return self._offer_of(url.removeprefix("cta:")) is not None
        target = self.links.find(path, url)
        return target is None or not target.held_back

    def _offer_of(self, name: str) -> Offer | None:
        """Return the open offer of this id, else the one of the page."""
        offer = self.library.offers.get(name)
        return offer if offer and offer.current(self.library.settings.now) else self.offer

    def _url_of(self, target: Target) -> str:
        if self.is_page and self.address != NOT_FOUND:  # which is shown at any address
            return relative_url(target, self.address)
        return absolute_url(self.library.settings.site_url, target)

    def _picture(self, path: str, image: Image, placement: str) -> str:
        """Return the HTML of a picture in a text written in the file `path`."""
        url = self.url(path, image.src, placement)
        if url is None:
            return html.escape(image.attributes.get("alt", ""))
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


def form_id(placement: str) -> str:
    """Return the id of the form at a placement, which no heading can have."""
    return f"offer:{placement}"


def _start(parts: Parts) -> Parts:
    """Return a text up to its second section."""
    kinds = [part.kind if isinstance(part, Slot) else "" for part in parts]
    return parts[: kinds.index("second_section")] if "second_section" in kinds else parts


def asks_for_call(parts: Parts) -> bool:
    """Tell whether a text itself asks for the call, by a `cta:` link or a marker."""
    marked = any(isinstance(part, Slot) and part.kind == "call_to_action" for part in parts)
    return marked or any(url.startswith("cta:") for url in link_targets(parts))
