"""What templates show, as plain data: small values, and one view for each kind of page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from sitekit.figures.outline import Outline
from sitekit.images.renditions import Variant


@dataclass(frozen=True)
class Link:
    """A label and where it leads: an address within the site, and an id on that page."""

    label: str
    address: str
    fragment: str = ""


SIZES = "(min-width: 42rem) 40rem, calc(100vw - 2rem)"
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

    @property
    def media_type(self) -> str:
        """The media type of a picture for social sites, which is a PNG or a JPEG."""
        return "image/png" if self.address.endswith(".png") else "image/jpeg"


@dataclass(frozen=True)
class DateView:
    """A moment, as ISO 8601 with offset and as readers write it."""

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
    """Why a build leaves the post out, for the preview, or nothing."""
    indexed: bool = True
    """Whether search engines may list the post, and it has a Markdown version."""
    outline: Outline | None = None
    """What a sketch of the post's figure is drawn from, where the card shows one."""

    def __repr__(self) -> str:
        return self._repr

    @cached_property
    def _repr(self) -> str:
        """Built once, since a card is on many pages, and in the key of each."""
        return f"PostCard({', '.join(repr(getattr(self, f.name)) for f in fields(self))})"


@dataclass(frozen=True)
class AuthorView:
    """An author as pages show them."""

    name: str
    address: str
    role: str
    employer: str
    bio: str
    subjects: tuple[str, ...]
    """What the author knows about."""
    profiles: tuple[Link, ...]
    """Where else the author is found: labels and absolute URLs."""
    picture: Picture | None

    @property
    def position(self) -> str:
        """What the author is, and where."""
        return ", ".join(filter(None, (self.role, self.employer)))


@dataclass(frozen=True)
class SetSummary:
    """A FAQ set as the hub and tag pages show it, each question linked to its home."""

    title: str
    description: str
    home: Link
    questions: tuple[Link, ...]
    badge: str
    answers: tuple[str, ...] = ()
    """How the answers begin, on the hub."""


@dataclass(frozen=True)
class Pager:
    """The position of one page of a listing among its pages."""

    number: int
    count: int
    pages: tuple[Link, ...]
    """The first, those near this one, and the last."""
    newer: str
    older: str


@dataclass(frozen=True)
class SeriesView:
    """A series as one of its parts shows it."""

    link: Link
    number: int
    """Which part the page is, from 1."""
    parts: tuple[Link, ...]


@dataclass(frozen=True)
class PostView:
    """What the template of a post shows beside its texts."""

    tags: tuple[Link, ...]
    authors: tuple[AuthorView, ...]
    date: DateView
    updated: DateView | None
    minutes: int
    image: Picture | None
    related: tuple[PostCard, ...]
    newer: PostCard | None
    older: PostCard | None
    series: SeriesView | None = None
    outline: Outline | None = None
    """What the figure is drawn from, if the post has no picture."""

    @property
    def next_part(self) -> Link | None:
        """The next part of the series, which leads the related posts."""
        series = self.series
        return series.parts[series.number] if series and series.number < len(series.parts) else None


@dataclass(frozen=True)
class AnswerOpening:
    """A question on the page of its set, if it has a page of its own."""

    id: str
    link: Link
    text: str
    """How the answer begins."""
    goes_on: bool
    """Whether that is not all of it."""
    old_ids: tuple[str, ...]
    """The other ids under which readers may have kept the question or a part of its answer."""


@dataclass(frozen=True)
class QuestionView:
    """What the template of a question's own page shows beside its texts."""

    set_link: Link
    siblings: tuple[Link, ...]
    """The other questions of the set."""
    tags: tuple[Link, ...]
    updated: DateView | None


@dataclass(frozen=True)
class SetView:
    """What the template of a FAQ set's own page shows beside its texts."""

    tags: tuple[Link, ...]
    updated: DateView | None
    shown_in: tuple[PostCard, ...]
    answers: tuple[AnswerOpening, ...] = ()
    """Of the questions, if each has a page of its own."""


@dataclass(frozen=True)
class DocView:
    """What the template of a page in docs/ may show beside its texts."""

    newest: tuple[PostCard, ...]
    """On the home page, and where no page is."""
    headline: str = ""
    lead: str = ""
    """The home page's opening words, below its headline."""
    image: Picture | None = None


@dataclass(frozen=True)
class ListingView:
    """One page of posts, newest first."""

    posts: tuple[PostCard, ...]
    pager: Pager
    tags: tuple[tuple[Link, int], ...] = ()
    """The topics of the listing and how many posts each has."""


@dataclass(frozen=True)
class TagView:
    """One page of a tag."""

    posts: tuple[PostCard, ...]
    pager: Pager
    sets: tuple[SetSummary, ...]


@dataclass(frozen=True)
class SeriesPageView:
    """The page of a series: its parts, in their order."""

    posts: tuple[PostCard, ...]


@dataclass(frozen=True)
class TagIndexView:
    """All tags with their descriptions and numbers of posts."""

    tags: tuple[tuple[Link, str, int], ...]


@dataclass(frozen=True)
class HubView:
    """All FAQ sets."""

    sets: tuple[SetSummary, ...]


@dataclass(frozen=True)
class AuthorPageView:
    """One page of an author's posts."""

    author: AuthorView
    posts: tuple[PostCard, ...]
    pager: Pager


@dataclass(frozen=True)
class RedirectView:
    """Where an old address leads now."""

    target: Link
