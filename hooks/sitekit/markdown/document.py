"""What a Markdown text became: its HTML with slots, and what the text holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from sitekit.markdown.slots import Parts, split


@dataclass(frozen=True)
class Heading:
    """A heading of a text."""

    level: int
    id: str
    text: str
    """Its words, without markup."""
    label: str | None
    """Its words in the contents, as HTML; None where it has no place there."""


@dataclass(frozen=True)
class Question:
    """A question of a FAQ set and its answer."""

    id: str
    text: str
    """Without markup."""
    title: Parts
    """With its inline markup."""
    answer: Parts
    inner_ids: Mapping[str, str]
    """Ids within the answer: as written → as published, prefixed by the question's id."""


@dataclass(frozen=True)
class Document:
    """What a Markdown text became."""

    html: str
    """With its slots marked; `parts` is the same cut at them."""
    ids: tuple[str, ...]
    raw_ids: tuple[str, ...]
    """Those of `ids` that stand in HTML written by hand."""
    titles: int
    """Level-1 headings in HTML written by hand."""
    repeats_title: bool
    """Whether the text began with its own title, which was left out."""
    headings: tuple[Heading, ...]
    external: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    """What the links of all `texts` to this site and to offers lead to, as written, each once.

    Without those to headings of the same text, which lead there in any case.
    """
    own_pictures: tuple[str, ...]
    """The files of this site's pictures in all `texts`, as written, each once."""
    calls_to_action: tuple[str, ...]
    """The offers that markers in all `texts` name; an empty one stands for the page's own."""
    bad_markers: tuple[str, ...]
    srcsets: tuple[str, ...]
    words: int
    has_footnotes: bool
    questions: tuple[Question, ...] = ()
    """Of a FAQ set; `parts` is then its introduction."""

    @property
    def parts(self) -> Parts:
        """The body; cut when a page is made of it, and not held."""
        return split(self.html)

    @property
    def toc(self) -> tuple[Mapping[str, Any], ...]:
        """Tokens as of Python-Markdown's `toc` extension: level, id, name, children."""
        listed = (h for h in self.headings if h.label is not None)
        tokens: list[Any] = [{"level": h.level, "id": h.id, "name": h.label} for h in listed]
        return tuple(nest_toc_tokens(tokens))

    @property
    def texts(self) -> tuple[Parts, ...]:
        """All there is to read: the body or introduction, and each question and its answer."""
        return (self.parts, *(text for q in self.questions for text in (q.title, q.answer)))
