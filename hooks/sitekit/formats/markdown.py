"""A page as Markdown, for readers that want no markup: its version at `<address>index.md`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, FaqSet, Post, Question, QuestionPage
from sitekit.formats.llms import Note, Section
from sitekit.formats.markdown_links import absolute, escape, without_comments
from sitekit.formats.markdown_words import without_links
from sitekit.front_matter.words import Words
from sitekit.links.resolver import LinkResolver
from sitekit.markdown.html_text import words
from sitekit.markdown.slots import Parts, fill, link_targets
from sitekit.pages.booking_links import MARKDOWN
from sitekit.pages.composer import Composer
from sitekit.pages.spec import PageSpec
from sitekit.pages.views import (
    AuthorPageView,
    AuthorView,
    DateView,
    HubView,
    ListingView,
    PostCard,
    PostView,
    SeriesPageView,
    SeriesView,
    SetSummary,
    SetView,
    TagIndexView,
    TagView,
)

_QUESTION_LEVEL = 3
"""Of the headings that are questions; in the writers' files it is 2."""


@dataclass(frozen=True)
class MarkdownVersion:
    """A page as Markdown."""

    title: str
    description: str
    url: str
    authors: tuple[str, ...] = ()
    published: DateView | None = None
    updated: DateView | None = None
    tags: tuple[str, ...] = ()
    series: tuple[str, str, str] | None = None
    """Which part of a series it is: in words, with the series' title and address."""
    body: str = ""
    """Markdown, its links absolute."""
    introductions: tuple[str, ...] = ()
    """Of the FAQ sets shown whole, as Markdown."""
    questions: tuple[tuple[str, str], ...] = ()
    """Questions and answers as Markdown."""
    sections: tuple[Section, ...] = ()
    call_to_action: tuple[str, str, str] | None = None
    """Its words, its button's words and its booking link."""
    proof: tuple[str, str] | None = None
    """What stands beside it: words and who they are from."""


def markdown_version(library: Library, links: LinkResolver, page: PageSpec) -> MarkdownVersion:
    """Return the Markdown version of a page for readers."""
    composer = Composer.of_page(library, links, page, MARKDOWN)
    entry, view, call = composer.entry, page.view, composer.closing_words()
    proof = composer.proof()
    post = view if isinstance(view, PostView) else None
    text = _Text(composer)
    body = ""
    if isinstance(entry, FaqSet):
        body = text.introduction(entry)
    elif isinstance(entry, Post | Doc):
        body = text.body(entry)
    elif isinstance(entry, QuestionPage):
        body = text.question(entry.faq_set, entry.question, level=1)[1]
    elif isinstance(view, AuthorPageView):
        body = _about(view.author, composer.library.words)
    return MarkdownVersion(
        title=escape(page.title),
        description=escape(page.description),
        url=page.canonical or composer.absolute(page.address),
        authors=tuple(author.name for author in post.authors) if post else (),
        published=post.date if post else None,
        updated=post.updated if post else None,
        tags=tuple(tag.label for tag in post.tags) if post else (),
        series=_part(composer, post.series) if post and post.series else None,
        body=body,
        questions=tuple(
            text.question(s, q)
            for s, q in composer.questions
            if not isinstance(entry, QuestionPage)
        ),
        sections=tuple(_sections(composer, view)),
        introductions=tuple(text.introduction(faq_set) for faq_set in composer.sets),
        call_to_action=call and (escape(call[0]), escape(call[1]), call[2]),
        proof=(escape(proof.text), escape(proof.source)) if proof else None,
    )


class _Text:
    """Takes pieces out of writers' files, with absolute links."""

    def __init__(self, composer: Composer) -> None:
        self._filler = composer.slot_filler()
        self._definitions: dict[str, tuple[frozenset[str], dict[str, int]]] = {}
        self._numbers: dict[str, dict[str, int]] = {}

    def _of(
        self,
        entry: Entry,
        lines: Iterable[str],
        placement: str,
        parts: Iterable[Parts],
        shift: int = 0,
    ) -> str:
        """Return lines of an entry's file with the reference definitions that they use.

        `parts` are the same lines as HTML.
        """
        source = entry.source
        definitions = source.definitions
        if source.path not in self._definitions:
            order = {label: n for n, label in enumerate(definitions)}
            self._definitions[source.path] = frozenset(definitions.values()), order
        defining, order = self._definitions[source.path]
        shown = [line for line in lines if line not in defining]
        used = {label.casefold() for label in re.findall(r"\[([^\]]+)\]", "\n".join(shown))}
        labels = sorted(used & order.keys(), key=order.__getitem__)
        needed = [definitions[label] for label in labels]

        def link(url: str) -> str | None:
            return self._filler.url(source.path, url, placement)

        targets = [target for some in parts for target in link_targets(some)]
        text = without_comments("\n".join([*shown, "", *needed]), entry.body.comments)
        dead = [url for url in targets if not self._filler.leads_somewhere(source.path, url)]
        text = without_links(text, dead)
        return absolute(text, targets, link, shift)

    def body(self, entry: Post | Doc) -> str:
        """Return a body without the heading that repeats its title."""
        lines, start = entry.source.lines, 0
        if entry.body.repeats_title:
            heading = entry.source.line_of_heading(entry.meta.title) - entry.source.body_line
            underlined = heading + 1 < len(lines) and set(lines[heading + 1].strip()) == {"="}
            start = heading + 1 + underlined
        lead = entry.meta.lead if isinstance(entry, Doc) else ""
        text = self._of(entry, lines[start:], "text", entry.body.texts)
        return f"{lead}\n\n{text}" if lead else text

    def introduction(self, faq_set: FaqSet) -> str:
        """Return what comes before a set's first question."""
        starts, source = self._starts(faq_set), faq_set.source
        if not starts:
            return ""
        return self._of(faq_set, source.lines[: starts[0]], "text", (faq_set.body.parts,))

    def question(
        self, faq_set: FaqSet, question: Question, level: int = _QUESTION_LEVEL
    ) -> tuple[str, str]:
        """Return a question and its answer as Markdown, below a heading of this level.

        An answer whose place in the file is not certain is returned as its words alone.
        """
        starts = self._starts(faq_set)
        if not starts:
            return escape(question.text), words(fill(question.answer, str))
        if faq_set.name not in self._numbers:
            self._numbers[faq_set.name] = {q.id: n for n, q in enumerate(faq_set.questions)}
        lines, number = faq_set.source.lines, self._numbers[faq_set.name][question.id]
        start = starts[number]
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        underlined = start + 1 < end and set(lines[start + 1].strip()) == {"-"}
        answer = lines[start + 1 + underlined : end]
        return escape(question.text), self._of(
            faq_set, answer, "faq", (question.answer,), level - 2
        )

    @staticmethod
    def _starts(faq_set: FaqSet) -> tuple[int, ...]:
        """Return the lines on which the questions start, or nothing if that is not certain."""
        starts = faq_set.source.sections
        return starts if len(starts) == len(faq_set.questions) else ()


def _part(composer: Composer, series: SeriesView) -> tuple[str, str, str]:
    own = composer.library.words
    return (
        own.part_of.format(n=series.number, count=len(series.parts)),
        escape(series.link.label),
        composer.absolute(f"{series.link.address}index.md"),
    )


def _about(author: AuthorView, own: Words) -> str:
    """Return what an author's page says of the author beside the description."""
    listed = own.separator.join(author.subjects)
    subjects = own.knows_about.format(subjects=listed) if listed else ""
    return "\n\n".join(escape(line) for line in (author.position, subjects) if line)


def _sections(composer: Composer, view: object) -> Iterable[Section]:
    if isinstance(view, ListingView | AuthorPageView | TagView):
        cards = [card for card in view.posts if card.indexed]
        yield Section(
            escape(composer.library.words.articles), tuple(_card(composer, card) for card in cards)
        )
    if isinstance(view, SeriesPageView):
        cards = [card for card in view.posts if card.indexed]
        own = composer.library.words
        yield Section(escape(own.parts), tuple(_card(composer, card) for card in cards))
    if isinstance(view, SetView) and view.answers:
        links = [(answer.link, answer.text) for answer in view.answers]
        notes = [_note(link.label, composer.absolute(link.address), text) for link, text in links]
        yield Section(escape(composer.library.words.common_questions), tuple(notes))
    if isinstance(view, TagView | HubView):
        for summary in view.sets:
            yield _questions(composer, summary)
    if isinstance(view, TagIndexView):
        library = composer.library
        versions = {tag.address for tag in library.tags.values() if library.is_indexed(tag)}
        notes = [
            _note(
                link.label,
                composer.absolute(link.address + "index.md" * (link.address in versions)),
                description,
            )
            for link, description, _ in view.tags
        ]
        yield Section(escape(composer.library.words.topics), tuple(notes))


def _card(composer: Composer, card: PostCard) -> Note:
    return _note(card.title, composer.absolute(f"{card.address}index.md"), card.description)


def _questions(composer: Composer, summary: SetSummary) -> Section:
    answers = summary.answers or ("",) * len(summary.questions)
    notes = [
        _note(link.label, composer.absolute(link.address, link.fragment), answer)
        for link, answer in zip(summary.questions, answers, strict=True)
    ]
    return Section(escape(summary.title), tuple(notes))


def _note(title: str, url: str, note: str) -> Note:
    return Note(escape(title), url, escape(note))
