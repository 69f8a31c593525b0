"""What the site's search finds: posts, questions each by itself, and pages.

No frame, listing, redirect, invitation or draft is among it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import escape

from sitekit.content.library import Library
from sitekit.content.models import Doc, Post, Question
from sitekit.markdown.slots import Parts, fill


@dataclass(frozen=True)
class SearchEntry:
    """One result: where it leads, what is shown of it, and the text it is found by."""

    url: str
    """The address within the site, with a fragment for a question."""
    kind: Literal["Article", "Question", "Page"]
    title: str
    """HTML."""
    topics: tuple[str, ...]
    source: str
    """The digest of the file that the text stands in."""
    parts: Callable[[], Parts]
    """Gets the text, which most builds have no need of."""

    @property
    def page(self) -> str:
        """The address of the page that it is on."""
        return self.url.partition("#")[0]

    @property
    def body(self) -> str:
        """HTML."""
        return _text(self.parts())


def search_entries(library: Library) -> Iterator[SearchEntry]:
    """Yield what can be found: nothing that a build leaves out or that is `noindex`."""
    for post in library.posts:
        if post.published and not post.meta.noindex:
            topics = _topics(library, post.meta.tags)
            yield _whole(post, "Article", post.meta.title, topics)
    for faq_set in library.sets:
        home = library.home(faq_set)
        hidden = isinstance(home, Post) and home.meta.noindex
        if faq_set.status == "published" and not hidden:
            topics, source = _topics(library, faq_set.meta.tags), faq_set.source.digest
            for question in faq_set.questions:
                url, title = f"{home.address}#{question.id}", _text(question.title)
                yield SearchEntry(url, "Question", title, topics, source, _answer(question))
    for doc in library.docs:
        if not doc.meta.noindex:
            yield _whole(doc, "Page", doc.headline, ())


def _whole(
    entry: Post | Doc, kind: Literal["Article", "Page"], title: str, topics: tuple[str, ...]
) -> SearchEntry:
    source, told = entry.source.digest, str(escape(title))
    return SearchEntry(entry.address, kind, told, topics, source, lambda: entry.body.parts)


def _answer(question: Question) -> Callable[[], Parts]:
    return lambda: question.answer


def _topics(library: Library, tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(library.tags[tag].meta.label for tag in tags if tag in library.tags)


def _text(parts: Parts) -> str:
    """Return a text without what leads on from it: the words count, and the headings' ids."""
    return fill(parts, lambda _: "", permalinks=False)
