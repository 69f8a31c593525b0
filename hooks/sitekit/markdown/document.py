"""The result of converting a Markdown text: HTML with slots, and facts about the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from sitekit.figures.outline import SectionOutline
from sitekit.markdown.slots import Parts, split


@dataclass(frozen=True)
class Heading:
    """A heading of a text."""

    level: int
    id: str
    text: str
    """Plain text, without markup."""
    label: str | None
    """HTML for the table of contents; None where the heading is not listed there."""


@dataclass(frozen=True)
class Section:
    """A level-2 heading and what follows it, of a text that is shown in pieces."""

    id: str
    text: str
    """The heading's plain text, without markup."""
    title: Parts
    """The heading with its inline markup."""
    content: Parts
    inner_ids: Mapping[str, str]
    """Ids within the content: as written → as published, prefixed by the section's id."""
    old_ids: tuple[str, ...] = ()
    """Ids in the heading, such as those that it had before."""


@dataclass(frozen=True, order=True)
class Remark:
    """Something in a text that is not shown as its writer means it."""

    line: int
    """The line of the text, counted from 0."""
    key: str
    """What it is about, as in `Problem`."""
    message: str
    """What is wrong, and what to write instead."""
    is_advice: bool = False
    """Whether the text may be published as it is."""


@dataclass(frozen=True)
class Document:
    """A converted text."""

    html: str
    """With slot markers; `parts` is the same text, split at them."""
    ids: tuple[str, ...]
    raw_ids: tuple[str, ...]
    """Those of `ids` that are in raw HTML."""
    titles: int
    """Number of level-1 headings in raw HTML."""
    repeats_title: bool
    """Whether the text began with its own title, which was removed."""
    headings: tuple[Heading, ...]
    external: tuple[str, ...]
    """Absolute link targets, and those without an address."""
    embedded: tuple[tuple[str, str], ...]
    """Element and absolute address of what a page would load from other hosts, or send there."""
    refused: tuple[str, ...]
    """What browsers ignore by the policy of pages: `style`, `onclick`, `<script>`, each use."""
    pictures: tuple[tuple[str, str], ...]
    """Source and alternative text of each image."""
    links: tuple[str, ...]
    """Link targets in `texts` within this site and to offers, as written, without duplicates.

    Links to headings of the same text are left out, since they always resolve.
    """
    own_pictures: tuple[str, ...]
    """Image files of this site in `texts`, as written, without duplicates."""
    calls_to_action: tuple[str, ...]
    """Offer ids in the markers of `texts`; an empty one is the page's own offer."""
    bad_markers: tuple[str, ...]
    """Call-to-action markers where none can be shown, or that are malformed."""
    srcsets: tuple[str, ...]
    words: int
    outline: tuple[SectionOutline, ...]
    """The sections, and first what precedes them."""
    comments: tuple[str, ...]
    """What writers noted for themselves, `<!-- … -->`, which no page shows."""
    has_footnotes: bool
    remarks: tuple[Remark, ...] = ()
    failed: bool = False
    """Whether the text could not be converted; the document is empty, and a remark says where."""
    sections: tuple[Section, ...] = ()
    """Of a FAQ set; `parts` is then its introduction."""

    @property
    def parts(self) -> Parts:
        """The body, split on demand, since storing it as well would double the memory."""
        return split(self.html)

    @property
    def toc(self) -> tuple[Mapping[str, Any], ...]:
        """Tokens as of Python-Markdown's `toc` extension: level, id, name, children."""
        listed = (h for h in self.headings if h.label is not None)
        tokens: list[Any] = [{"level": h.level, "id": h.id, "name": h.label} for h in listed]
        return tuple(nest_toc_tokens(tokens))

    @property
    def texts(self) -> tuple[Parts, ...]:
        """All readable text: the body or introduction, and each section's heading and content."""
        return (self.parts, *(text for s in self.sections for text in (s.title, s.content)))
