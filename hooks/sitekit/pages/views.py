"""What templates show: the pieces of a text, and what each kind of page has beside its body."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.pages.view_builders import (
    AuthorView,
    DateView,
    Link,
    Pager,
    Picture,
    PostCard,
    SetSummary,
)


@dataclass(frozen=True)
class CallToAction:
    """An offer as a page shows it."""

    heading: str
    text: str
    button: str
    short: str
    """The button's words where there is little room."""
    url: str
    display_url: str
    """The address without what attributes the call, for paper."""
    note: str | None


@dataclass(frozen=True)
class Segment:
    """A piece of a body: HTML, or an invitation that stands between two pieces."""

    html: str = ""
    call_to_action: CallToAction | None = None
    line: str = ""
    """The offer's sentence, as HTML."""


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answer as one page shows it."""

    id: str
    title: str
    """HTML."""
    answer: str
    """HTML."""
    url: str
    """Absolute, of the question at its home, for copying."""
    home: str
    """The address of its home, where that is another page."""
    home_title: str


@dataclass(frozen=True)
class Texts:
    """What a page says in its writers' words, ready to be shown."""

    body: tuple[Segment, ...] = ()
    introductions: tuple[str, ...] = ()
    """Of the FAQ sets that a post shows whole, as HTML."""
    questions: tuple[ShownQuestion, ...] = ()

    @property
    def html(self) -> str:
        """The body as HTML, without invitations."""
        return "".join(segment.html for segment in self.body)


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


@dataclass(frozen=True)
class SetView:
    """What the template of a FAQ set's own page shows beside its texts."""

    tags: tuple[Link, ...]
    updated: DateView | None
    shown_in: tuple[PostCard, ...]


@dataclass(frozen=True)
class DocView:
    """What the template of a page in docs/ may show beside its texts."""

    newest: tuple[PostCard, ...]
    """On the home page, and where no page is."""


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
class TagIndexView:
    """All tags with their descriptions and numbers of posts."""

    tags: tuple[tuple[Link, str, int], ...]


@dataclass(frozen=True)
class HubView:
    """All FAQ sets."""

    sets: tuple[SetSummary, ...]


@dataclass(frozen=True)
class AuthorPageView:
    """An author and their posts."""

    author: AuthorView
    posts: tuple[PostCard, ...]


@dataclass(frozen=True)
class RedirectView:
    """Where an old address leads now."""

    target: Link
