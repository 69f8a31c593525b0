"""What one page shows of the content: its offer, its calls to action, its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, FaqSet, Offer, Post, Question, QuestionPage, Subject
from sitekit.content.offers import default_offer, offer_for
from sitekit.content.proof import proof_for
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import NOT_FOUND
from sitekit.links.urls import Target, absolute_url, relative_url
from sitekit.pages.booking_links import PAGE, BookingLinks
from sitekit.pages.slot_filler import SlotFiller, asks_for_call, form_id
from sitekit.pages.spec import PageSpec
from sitekit.pages.texts import CallToAction, ProofView, ShownQuestion, Texts
from sitekit.pages.view_builders import proof_view


@dataclass(frozen=True)
class Composer:
    """Composes one page in one medium; asking twice returns equal results."""

    library: Library
    links: LinkResolver
    address: str
    entry: Subject | None
    campaign: str
    medium: str = PAGE
    """How the text reaches its reader; anywhere but on the page, its links are absolute."""

    @classmethod
    def of_page(
        cls, library: Library, links: LinkResolver, page: PageSpec, medium: str = PAGE
    ) -> Composer:
        """Return the composer of a page."""
        return cls(library, links, page.address, page.entry, page.campaign, medium)

    @cached_property
    def offer(self) -> Offer | None:
        """The offer this page shows."""
        return offer_for(self.library, self.entry)

    @property
    def questions(self) -> tuple[tuple[FaqSet, Question], ...]:
        """The questions this page shows in full."""
        if isinstance(self.entry, Post):
            return self.library.questions_on(self.entry)
        if isinstance(self.entry, FaqSet) and not self.entry.meta.question_pages:
            return tuple((self.entry, question) for question in self.entry.questions)
        if isinstance(self.entry, QuestionPage):
            return ((self.entry.faq_set, self.entry.question),)
        return ()

    @property
    def sets(self) -> tuple[FaqSet, ...]:
        """The FAQ sets that this page, if it is a post's, shows whole."""
        return self.library.sets_on(self.entry) if isinstance(self.entry, Post) else ()

    @property
    def heading_shift(self) -> int:
        """How many levels deeper an answer's headings are than in its file."""
        return {Post: 1, QuestionPage: -1}.get(type(self.entry), 0)

    def is_home_of(self, faq_set: FaqSet, question: Question) -> bool:
        """Tell whether this page is the one that marks a question up."""
        return self.library.question_address(faq_set, question)[0] == self.address

    def absolute(self, address: str, fragment: str = "") -> str:
        """Return the absolute URL of an address on this site."""
        return absolute_url(self.library.settings.site_url, Target(address, fragment))

    def calls_to_action(self) -> dict[str, CallToAction]:
        """Return the calls to action around the page's text, by placement.

        `header` is on every page, with the default offer where the page declines its own; `end`
        closes it, with a proof beside it, `contents` is below the contents of a text, and the home
        page opens with `hero`.
        """
        placed = {"header": self.offer or default_offer(self.library), "end": self.offer}
        if self.address and isinstance(self.entry, Entry | QuestionPage):
            placed["contents"] = self.offer
        if isinstance(self.entry, Doc) and not self.address:
            placed["hero"] = self.offer
        filler = self.slot_filler()
        calls = {
            placement: filler.call_to_action(offer, placement)
            for placement, offer in placed.items()
            if offer
        }
        if "end" in calls:
            calls["end"] = replace(calls["end"], proof=self.proof())
        return calls

    def proof(self) -> ProofView | None:
        """Return what stands beside the call to action that closes the page, if it has one."""
        proof = proof_for(self.library, self.entry) if self.offer else None
        return proof_view(self.library, proof) if proof else None

    def form_actions(self, texts: Texts) -> Iterator[str]:
        """Yield the addresses that the page's forms send to; `texts` are what it says."""
        if self.offer and self.offer.meta.sign_up:
            yield self.offer.meta.sign_up.action
        for segment in texts.body:
            if segment.call_to_action and segment.call_to_action.form:
                yield segment.call_to_action.form.action

    def closing_words(self) -> tuple[str, str, str] | None:
        """Return the page's offer in a line of plain text: words, button's words, booking link."""
        if not self.offer:
            return None
        meta = self.offer.meta
        return meta.heading, meta.button, self._booking_links().url(self.offer, "end")

    def _booking_links(self) -> BookingLinks:
        return BookingLinks(self.campaign, self.medium, self._form_url)

    def _form_url(self, offer: Offer) -> str:
        """Return where the form of a sign-up is: at the end of this page, else on its own page."""
        here = offer == self.offer
        target = Target(self.address, form_id("end")) if here else Target(offer.address)
        if self.medium == PAGE and (here or self.address != NOT_FOUND):
            return relative_url(target, self.address)
        return absolute_url(self.library.settings.site_url, target)

    def slot_filler(self) -> SlotFiller:
        """Return what fills the slots of this page's texts, in the order of the page."""
        own = self.offer or default_offer(self.library)
        has_image = isinstance(self.entry, Post) and bool(self.entry.meta.image)
        return SlotFiller(
            self.library,
            self.links,
            self.address,
            own,
            self._booking_links(),
            is_page=self.medium == PAGE,
            has_image=has_image,
        )

    def texts(self) -> Texts:
        """Return what this page says, ready to be shown."""
        entry, filler = self.entry, self.slot_filler()
        if isinstance(entry, QuestionPage):
            return Texts(questions=(self._shown(filler, entry.faq_set, entry.question),))
        if not isinstance(entry, Entry):
            return Texts()
        line_offer = self.offer if isinstance(entry, Post) else None
        body = filler.body(entry.source.path, entry.body.parts, line_offer)
        return Texts(
            body,
            tuple(filler.html(s.source.path, s.body.parts, "faq") for s in self.sets),
            tuple(self._shown(filler, s, question) for s, question in self.questions),
            filler.line(self.offer) if self.offer and self._has_line_in_questions() else "",
        )

    def _has_line_in_questions(self) -> bool:
        """Tell whether the page is a set's that asks for no call before its third question."""
        if not isinstance(self.entry, FaqSet) or len(self.entry.questions) < 3:
            return False
        first, second, *_ = self.entry.questions
        return not any(map(asks_for_call, (self.entry.body.parts, first.answer, second.answer)))

    def _shown(self, filler: SlotFiller, faq_set: FaqSet, question: Question) -> ShownQuestion:
        path, home = faq_set.source.path, self.library.home(faq_set)
        return ShownQuestion(
            id=question.id,
            title=filler.html(path, question.title, "faq"),
            answer=filler.html(path, question.answer, "faq", self.heading_shift),
            url=self.absolute(*self.library.question_address(faq_set, question)),
            home="" if self.is_home_of(faq_set, question) else home.address,
            home_title=home.meta.title,
            home_is_article=isinstance(home, Post),
        )
