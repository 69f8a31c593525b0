"""What templates for machines show: feeds, llms.txt, Markdown twins, all with absolute links."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.pages.view_builders import DateView, Picture


@dataclass(frozen=True)
class FeedEntry:
    """A post in full, for feed readers."""

    id: str
    """A tag URI (RFC 4151) that outlives the post's address and the site's."""
    title: str
    url: str
    summary: str
    published: str
    updated: str
    authors: tuple[tuple[str, str], ...]
    """Names and absolute addresses."""
    tags: tuple[str, ...]
    image: str
    """Absolute: the writer's own picture, else the card."""
    own_image: Picture | None
    """The writer's own picture, which stands above the body."""
    body: str
    """HTML."""
    introductions: tuple[str, ...]
    """Of the FAQ sets shown whole, as HTML."""
    questions: tuple[tuple[str, str], ...]
    """Questions and answers as HTML."""
    call_to_action: tuple[str, str, str] | None
    """Its words, its button's words and its booking link."""


@dataclass(frozen=True)
class Feed:
    """A feed of posts, newest first."""

    id: str
    title: str
    description: str
    home: str
    """The page whose posts these are, absolute."""
    url: str
    """The feed's own address, absolute."""
    updated: str
    """RFC 3339; of the newest change among the entries."""
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True)
class Note:
    """A link with a note, as llms.txt and twins of listings list them."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Section:
    """Links under a heading."""

    title: str
    links: tuple[Note, ...]


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
    body: str = ""
    """Markdown, its links absolute."""
    introductions: tuple[str, ...] = ()
    """Of the FAQ sets shown whole, as Markdown."""
    questions: tuple[tuple[str, str], ...] = ()
    """Questions and answers as Markdown."""
    sections: tuple[Section, ...] = ()
    call_to_action: tuple[str, str, str] | None = None
