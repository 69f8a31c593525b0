"""Small values that templates show: plain text, dates, and addresses within the site."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo
from functools import cached_property, partial
from urllib.parse import urlsplit

from sitekit.content.discovery import AUTHORS
from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Author, FaqSet, Post, Tag
from sitekit.images.renditions import Variant, fallback_size, variants
from sitekit.links.resolver import relative_to_file
from sitekit.markdown.document import Question


@dataclass(frozen=True)
class Link:
    """A label and where it leads: an address within the site, and an id on that page."""

    label: str
    address: str
    fragment: str = ""


SIZES = "(min-width: 38rem) 36rem, calc(100vw - 2rem)"
"""How wide the text column shows a picture (HTML, §4.8.4.2.2 Sizes attributes)."""


@dataclass(frozen=True)
class Picture:
    """A picture and its size in pixels."""

    address: str
    width: int
    height: int
    """Zeros for a drawing that tells none."""
    alt: str
    variants: tuple[Variant, ...] = ()
    """The same picture, smaller and narrower."""
    sizes: str = SIZES


@dataclass(frozen=True)
class DateView:
    """A moment as machines (ISO 8601 with offset) and readers write it."""

    iso: str
    text: str


@dataclass(frozen=True, repr=False)
class PostCard:
    """A post as listings show it."""

    title: str
    address: str
    description: str
    date: DateView
    minutes: int
    tags: tuple[Link, ...]
    badge: str
    """What keeps the post out of a build, for the preview, or nothing."""

    def __repr__(self) -> str:
        return self._told

    @cached_property
    def _told(self) -> str:
        """Put together once: a card stands on many pages, and in the key of each."""
        return f"Card({', '.join(repr(getattr(self, told.name)) for told in fields(self))})"


@dataclass(frozen=True)
class AuthorView:
    """An author as pages show them."""

    name: str
    address: str
    role: str
    bio: str
    profiles: tuple[Link, ...]
    """Where else the author is found: labels and absolute URLs."""
    picture: Picture | None


@dataclass(frozen=True)
class SetSummary:
    """A FAQ set as the hub and tag pages show it, each question linked to its home."""

    title: str
    description: str
    home: Link
    questions: tuple[Link, ...]
    badge: str


@dataclass(frozen=True)
class Pager:
    """Where one page of a listing stands among its pages."""

    number: int
    count: int
    pages: tuple[Link, ...]
    """The first, those near this one, and the last."""
    newer: str
    older: str


def date_view(moment: datetime, zone: tzinfo) -> DateView:
    """Return a moment as seen in the site's time zone."""
    local = moment.astimezone(zone)
    text = f"{month_name[local.month]} {local.day}, {local.year}"
    return DateView(local.isoformat(), text)


def badge(entry: Post | FaqSet, zone: tzinfo) -> str:
    """Return what the preview says of an entry that a build leaves out."""
    if isinstance(entry, Post) and entry.status == "scheduled":
        return f"Scheduled for {date_view(entry.meta.date, zone).text}"
    if isinstance(entry, Post) and entry.status == "expired" and entry.meta.expires:
        return f"Expired on {date_view(entry.meta.expires, zone).text}"
    return "" if entry.status == "published" else "Draft"


def picture_of(library: Library, path: str, alt: str) -> Picture | None:
    """Return the picture in a file as pages show it, or None where it is none."""
    original = library.pictures.get(path)
    if original is None:
        return None
    address = library.assets[path]
    return Picture(address, *fallback_size(original), alt, variants(original, address))


def pixels_of(library: Library, path: str, alt: str) -> Picture | None:
    """Return the picture in a file where it is one of pixels, which every program can show."""
    original = library.pictures.get(path)
    drawn = original is not None and original.kind == "drawing"
    return None if drawn else picture_of(library, path, alt)


def tag_link(tag: Tag) -> Link:
    """Return a tag as a link to its page."""
    return Link(tag.meta.label, tag.address)


def post_card(library: Library, post: Post) -> PostCard:
    """Return a post for a listing."""
    inputs = (post, library.tables, library.settings.timezone)
    return library.memo.get_or_make(("card", post.slug), inputs, partial(_post_card, library, post))


def _post_card(library: Library, post: Post) -> PostCard:
    zone = library.settings.timezone
    return PostCard(
        title=post.meta.title,
        address=post.address,
        description=post.meta.description,
        date=date_view(post.meta.date, zone),
        minutes=post.minutes,
        tags=tuple(tag_link(library.tags[t]) for t in post.meta.tags if t in library.tags),
        badge=badge(post, zone),
    )


def author_view(library: Library, author: Author) -> AuthorView:
    """Return an author for a post's head or their own page."""
    meta = author.meta
    return AuthorView(
        name=meta.name,
        address=author.address,
        role=meta.role or "",
        bio=meta.bio or "",
        profiles=tuple(Link(display_url(url), url) for url in (meta.url, *meta.same_as) if url),
        picture=picture_of(library, relative_to_file(AUTHORS, meta.picture), meta.name)
        if meta.picture
        else None,
    )


def display_url(url: str) -> str:
    """Return a web address as people write it: without scheme and query."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path).strip("/")


def question_link(library: Library, faq_set: FaqSet, question: Question) -> Link:
    """Return a question as a link to its home."""
    return Link(question.text, library.home(faq_set).address, question.id)


def set_summary(library: Library, faq_set: FaqSet) -> SetSummary:
    """Return a FAQ set for a list of sets."""
    home = library.home(faq_set)
    fragment = FAQ_SECTION if isinstance(home, Post) else ""
    label = home.meta.title
    return SetSummary(
        title=faq_set.meta.title,
        description=faq_set.meta.description,
        home=Link(label, home.address, fragment),
        questions=tuple(question_link(library, faq_set, q) for q in faq_set.questions),
        badge=badge(faq_set, library.settings.timezone),
    )
