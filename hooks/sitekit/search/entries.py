"""What the site's search finds: posts, series, single questions and pages.

Drafts, `noindex` pages, listings, redirects and calls to action are not searchable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from markupsafe import Markup, escape

from sitekit.content.library import Library
from sitekit.content.models import Doc, FaqSet, Post, Question, Series
from sitekit.markdown.slots import Parts, fill
from sitekit.runtime.fingerprint import digest

_STARTS = 5
"""Number of questions that the search shows before a word is typed."""


@dataclass(frozen=True)
class SearchEntry:
    """One possible result: its address, what is shown of it, and the text it is found by."""

    url: str
    """The address within the site, with a fragment for a question."""
    kind: str
    """In the site's words: article, question or page."""
    title: str
    """HTML, with at least one word."""
    topics: tuple[str, ...]
    source: str
    """The digest of the file that the text comes from."""
    parts: Callable[[], Parts]
    """Loads the text, which is not needed while the cached index is up to date."""

    @property
    def name(self) -> str:
        """The name of its document: short, unique, and the same in every build."""
        return digest(self.url)[:12]

    @property
    def plain_title(self) -> str:
        """The title without markup."""
        return Markup(self.title).striptags()  # noqa: S704 - the site's own HTML

    @property
    def body(self) -> str:
        """HTML."""
        return _text(self.parts())


def search_entries(library: Library) -> Iterator[SearchEntry]:
    """Yield all searchable entries: posts newest first, series, questions, pages."""
    words = library.words
    for post in library.posts:
        if post.published and not post.meta.noindex:
            topics = _topics(library, post)
            yield _page_entry(post, words.article, post.meta.title, topics)
    for series in library.shown_series.values():
        if sum(post.published and not post.meta.noindex for post in library.parts(series)) > 1:
            yield _series_entry(series, words.series)
    for faq_set in library.sets:
        home = library.home(faq_set)
        hidden = faq_set.meta.noindex or home.meta.noindex
        if faq_set.status == "published" and not hidden:
            topics, source = _topics(library, faq_set), faq_set.source.digest
            for question in faq_set.questions:
                url = "#".join(filter(None, library.question_address(faq_set, question)))
                title = _with_a_word(_text(question.title), words.question)
                yield SearchEntry(url, words.question, title, topics, source, _answer(question))
    for doc in library.docs:
        if doc.status == "published" and not doc.meta.noindex:
            yield _page_entry(doc, words.page, doc.headline, ())


def starts(entries: Sequence[SearchEntry], kind: str) -> set[str]:
    """Return the addresses of the questions that the search shows before a word is typed.

    These are the first of each FAQ set, then the second, up to five. `kind` is that of questions.
    """
    questions = (entry for entry in entries if entry.kind == kind)
    sets = (list(of_set) for _, of_set in groupby(questions, lambda entry: entry.source))
    in_turn = [entry.url for turn in zip_longest(*sets) for entry in turn if entry]
    return set(in_turn[:_STARTS])


def _series_entry(series: Series, kind: str) -> SearchEntry:
    title, about = (str(escape(text)) for text in (series.meta.title, series.meta.description))
    html = _with_a_word(title, kind)
    return SearchEntry(series.address, kind, html, (), digest(about), lambda: (about,))


def _page_entry(entry: Post | Doc, kind: str, title: str, topics: tuple[str, ...]) -> SearchEntry:
    html, source = _with_a_word(str(escape(title)), kind), entry.source.digest
    return SearchEntry(entry.address, kind, html, topics, source, lambda: entry.body.parts)


def _with_a_word(title: str, kind: str) -> str:
    """Add the kind to a title (HTML) that has no word.

    Pagefind leaves out documents without any word, and the list of entries must match its index.
    """
    has_word = any(map(str.isalnum, Markup(title).striptags()))  # noqa: S704 - only counted
    return title if has_word else f"{title} ({kind})"


def _answer(question: Question) -> Callable[[], Parts]:
    return lambda: question.answer


def _topics(library: Library, entry: Post | FaqSet) -> tuple[str, ...]:
    return tuple(tag.meta.label for tag in library.tags_of(entry))


def _text(parts: Parts) -> str:
    """Return a text as HTML, with the ids of its headings and without calls to action."""
    return fill(parts, lambda _: "", is_page=False)
