"""A page as Markdown, for readers that want no markup: its twin at `<address>index.md`."""

from __future__ import annotations

from collections.abc import Iterable

from sitekit.composing import Composer
from sitekit.content import Doc, FaqSet, Post
from sitekit.library import Library
from sitekit.machine_views import Note, Section, Twin
from sitekit.markdown_links import absolute
from sitekit.offers import TEXT
from sitekit.page_views import AuthorView, HubView, ListingView, PostView, TagIndexView, TagView
from sitekit.pages import PageSpec
from sitekit.rendering import Question
from sitekit.sitemap import SiteMap
from sitekit.slots import Parts, links
from sitekit.views import Card, SetSummary


def twin(library: Library, where: SiteMap, page: PageSpec) -> Twin:
    """Return the twin of a page for readers."""
    composer = page.composer.through(TEXT)
    entry, view, offer = composer.entry, page.view, composer.offer
    post = view if isinstance(view, PostView) else None
    text = _Text(composer)
    body = ""
    if isinstance(entry, FaqSet):
        body = text.introduction(entry)
    elif isinstance(entry, Post | Doc):
        body = text.of(entry.source.path, text.below_title(entry), entry.body.parts)
    url = composer.attribution.booking_url(offer, "end") if offer else ""
    return Twin(
        title=page.title,
        description=page.description,
        url=page.canonical or composer.absolute(page.address),
        authors=tuple(author.name for author in post.authors) if post else (),
        published=post.date if post else None,
        updated=post.updated if post else None,
        tags=tuple(tag.label for tag in post.tags) if post else (),
        body=body,
        questions=tuple(text.question(s, q) for s, q in composer.questions),
        sections=tuple(_sections(composer, view)),
        invitation=(offer.meta.heading, offer.meta.button, url) if offer else None,
    )


class _Text:
    """Takes pieces out of writers' files, with absolute links."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer

    def of(
        self, path: str, text: str, parts: Parts, placement: str = "text", shift: int = 0
    ) -> str:
        """Return Markdown written in the file `path`, whose link slots are in `parts`."""

        def link(url: str) -> str:
            return self.composer.url(path, url, placement)

        return absolute(text, links(parts), link, shift)

    @staticmethod
    def below_title(entry: Post | Doc) -> str:
        """Return a body without the heading that repeats its title."""
        lines = entry.source.lines
        if not entry.body.repeats_title:
            return entry.source.body
        start = entry.source.line_of_heading(entry.meta.title) - entry.source.body_line + 1
        underlined = start < len(lines) and set(lines[start].strip()) == {"="}
        return "\n".join(lines[start + underlined :])

    def introduction(self, faq_set: FaqSet) -> str:
        """Return what stands above a set's first question."""
        first = self._first_line(faq_set, faq_set.questions[0])
        text = "\n".join(faq_set.source.lines[:first])
        return self.of(faq_set.source.path, text, faq_set.body.parts)

    def question(self, faq_set: FaqSet, question: Question) -> tuple[str, str]:
        """Return a question and the Markdown of its answer."""
        lines, order = faq_set.source.lines, faq_set.questions
        start = self._first_line(faq_set, question)
        after = order.index(question) + 1
        end = self._first_line(faq_set, order[after]) if after < len(order) else len(lines)
        answer = lines[start + 1 : end]
        if answer and set(answer[0].strip()) == {"-"}:  # the underline of a setext heading
            answer = answer[1:]
        text = "\n".join(answer)
        shift = self.composer.heading_shift
        body = self.of(faq_set.source.path, text, question.answer, "faq", shift)
        return question.text, body

    @staticmethod
    def _first_line(faq_set: FaqSet, question: Question) -> int:
        return faq_set.source.line_of_heading(question.text) - faq_set.source.body_line


def _sections(composer: Composer, view: object) -> Iterable[Section]:
    if isinstance(view, ListingView | AuthorView | TagView):
        yield Section("Articles", tuple(_card(composer, card) for card in view.posts))
    if isinstance(view, TagView | HubView):
        for summary in view.sets:
            yield _questions(composer, summary)
    if isinstance(view, TagIndexView):
        notes = [
            Note(link.label, composer.absolute(f"{link.address}index.md"), description)
            for link, description, _ in view.tags
        ]
        yield Section("Topics", tuple(notes))


def _card(composer: Composer, card: Card) -> Note:
    return Note(card.title, composer.absolute(f"{card.address}index.md"), card.description)


def _questions(composer: Composer, summary: SetSummary) -> Section:
    notes = [
        Note(link.label, composer.absolute(link.address, link.fragment), "")
        for link in summary.questions
    ]
    return Section(summary.title, tuple(notes))
