"""A page's texts made whole: slots filled with what only this page can know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from sitekit.content.library import Library
from sitekit.content.models import Author, Doc, Entry, FaqSet, Offer, Post, Tag
from sitekit.content.offers import (
    PAGE,
    Attribution,
    OfferError,
    booking_offer,
    booking_url,
    default_offer,
    offer_for,
)
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.links.urls import Target, absolute_url, relative_url
from sitekit.markdown.document import Question
from sitekit.markdown.slots import Image, Parts, Slot, fill, link_targets
from sitekit.pages.image_html import elsewhere, on_page
from sitekit.pages.view_builders import display_url, picture_of
from sitekit.pages.views import CallToAction, Segment, ShownQuestion, Texts


@dataclass
class Composer:
    """Fills the slots of one page; it counts the booking links, so each page has its own."""

    library: Library
    links: LinkResolver
    address: str
    entry: Entry | Tag | Author | None
    campaign: str
    medium: str = PAGE
    """How the text reaches its reader; anywhere but on the page, its links are absolute."""
    attribution: Attribution = field(init=False)

    def __post_init__(self) -> None:
        self.attribution = Attribution(self.campaign, self.medium)

    def become(self, other: Composer) -> None:
        """Compose what an equal composer of a later rebuild does, from what there is by then."""
        self.library, self.links, self.entry = other.library, other.links, other.entry
        vars(self).pop("offer", None)
        self.forget()

    def for_medium(self, medium: str) -> Composer:
        """Return a composer of the same page for another medium."""
        return replace(self, medium=medium)

    @cached_property
    def offer(self) -> Offer | None:
        """The offer this page shows."""
        return offer_for(self.library, self.entry)

    @property
    def questions(self) -> tuple[tuple[FaqSet, Question], ...]:
        """The questions this page shows in full."""
        if isinstance(self.entry, Post):
            return self.library.questions_on(self.entry)
        if isinstance(self.entry, FaqSet):
            return tuple((self.entry, question) for question in self.entry.questions)
        return ()

    @property
    def heading_shift(self) -> int:
        """How much deeper an answer's headings stand than in its file."""
        return 1 if isinstance(self.entry, Post) else 0

    @cached_property
    def texts(self) -> Texts:
        """What this page says, ready to be shown."""
        entry = self.entry
        if not isinstance(entry, Entry):
            return Texts()
        sets = self.library.sets_on(entry) if isinstance(entry, Post) else ()
        return Texts(
            self.body(entry.source.path, entry.body.parts),
            tuple(self.html(s.source.path, s.body.parts, "faq") for s in sets),
            self.shown_questions(),
        )

    def forget(self) -> None:
        """Let go of the texts, which are much to hold; they are put together anew if need be."""
        vars(self).pop("texts", None)
        self.attribution = Attribution(self.campaign, self.medium)

    @staticmethod
    def call_to_action(offer: Offer, url: str) -> CallToAction:
        """Return an offer for the place of this page that a booking link tells."""
        meta = offer.meta
        short = meta.short or meta.button
        return CallToAction(
            meta.heading, meta.text, meta.button, short, url, display_url(meta.url), meta.note
        )

    def calls_to_action(self) -> dict[str, CallToAction]:
        """Return the invitations around the page's text, by placement.

        `header` stands on every page, with the default offer where the page declines its own;
        `end` closes it, and the home page opens with `hero`.
        """
        placed = {"header": self.offer or default_offer(self.library), "end": self.offer}
        if isinstance(self.entry, Doc) and not self.address:
            placed["hero"] = self.offer
        return {
            name: self.call_to_action(offer, booking_url(offer, self.campaign, name, self.medium))
            for name, offer in placed.items()
            if offer
        }

    def body(self, path: str, parts: Parts) -> tuple[Segment, ...]:
        """Return a body written in the file `path`, cut where invitations stand."""
        segments, html = [], []
        for part in parts:
            if isinstance(part, str) or part.kind not in ("call_to_action", "line"):
                html.append(part)
                continue
            placed = self._placed(part, parts)
            if placed:
                segments += [Segment(html=self.html(path, tuple(html), "text")), placed]
                html = []
        return (*segments, Segment(html=self.html(path, tuple(html), "text")))

    def _placed(self, slot: Slot, parts: Parts) -> Segment | None:
        if slot.kind == "call_to_action":
            named = self.library.offers.get(slot.value)
            offer = named or self.offer or default_offer(self.library)
            if not offer:
                return None
            url = self.attribution.booking_url(offer, "body")
            return Segment(call_to_action=self.call_to_action(offer, url))
        if not isinstance(self.entry, Post) or not self.offer or not self.offer.sentence:
            return None
        if asks_for_call(parts):
            return None
        offer = self.offer
        line = fill(self.offer.sentence, lambda _: self.attribution.booking_url(offer, "line"))
        return Segment(line=line)

    def html(self, path: str, parts: Parts, placement: str, shift: int = 0) -> str:
        """Fill the slots of a text written in the file `path`."""
        return fill(
            parts,
            lambda url: self.url(path, url, placement),
            shift,
            permalinks=self.medium == PAGE,
            picture=lambda image: self._picture(path, image, placement),
        )

    def _picture(self, path: str, image: Image, placement: str) -> str:
        """Return the HTML of a picture in a text written in the file `path`."""
        url = self.url(path, image.src, placement)
        target = self.target(path, image.src)
        file = target.file if target else ""
        picture = picture_of(self.library, file, image.attributes.get("alt", ""))
        if picture is None:  # told by the checks; only a preview comes here
            return image.html(src=url)
        if self.medium != PAGE:
            return elsewhere(image, picture, url)
        own = isinstance(self.entry, Post) and self.entry.meta.image
        eager = image.early and placement == "text" and not own
        return on_page(image, picture, self.relative, eager=eager)

    def relative(self, address: str) -> str:
        """Return the URL that leads from this page to an address of the site."""
        return relative_url(Target(address), self.address)

    def url(self, path: str, url: str, placement: str) -> str:
        """Return where a link written in the file `path` leads from this page."""
        try:
            if url.startswith("cta:"):
                named = booking_offer(self.library, url)
                offer = named or self.offer or default_offer(self.library)
                return self.attribution.booking_url(offer, placement) if offer else url
            target = self.links.resolve(path, url)
            if self.medium == PAGE:
                return relative_url(target, self.address)
            return self._absolute_url(target)
        except (LinkError, OfferError):
            return url  # a broken link, told by the checks; only a preview comes here

    def shown_questions(self) -> tuple[ShownQuestion, ...]:
        """Return this page's questions, each with its answer."""
        shown = []
        for faq_set, question in self.questions:
            path, home = faq_set.source.path, self.library.home(faq_set)
            shown.append(
                ShownQuestion(
                    id=question.id,
                    title=self.html(path, question.title, "faq"),
                    answer=self.html(path, question.answer, "faq", self.heading_shift),
                    url=self.absolute(home.address, question.id),
                    home="" if home is self.entry else home.address,
                    home_title=home.meta.title,
                )
            )
        return tuple(shown)

    def pictures(self, path: str, shown: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """Return the addresses of the site's own pictures that a text in the file `path` shows."""
        targets = (self.target(path, url) for url, _ in shown)
        return tuple(dict.fromkeys(target.address for target in targets if target))

    def absolute(self, address: str, fragment: str = "") -> str:
        """Return the absolute URL of an address on this site (RFC 3986, §5)."""
        return self._absolute_url(Target(address, fragment))

    def absolute_link(self, path: str, url: str) -> str:
        """Return the absolute URL of a link written in the file `path`."""
        target = self.target(path, url)
        return self._absolute_url(target) if target else ""

    def target(self, path: str, url: str) -> Target | None:
        """Return where a link in the file `path` leads on this site, or None."""
        try:
            return self.links.resolve(path, url)
        except LinkError:
            return None

    def _absolute_url(self, target: Target) -> str:
        return absolute_url(self.library.settings.site_url, target)


def asks_for_call(parts: Parts) -> bool:
    """Tell whether a text asks for the call by itself: a `cta:` link or a marker of its own."""
    placed = any(isinstance(part, Slot) and part.kind == "call_to_action" for part in parts)
    return placed or any(url.startswith("cta:") for url in link_targets(parts))
