"""A page as a value: what is at an address, and what names all that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Entry, FaqSet, Post, Subject
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import NOT_FOUND
from sitekit.pages.views import Link, Picture
from sitekit.runtime.fingerprint import digest
from sitekit.social_cards.layout import SIZE, SocialCard

CARDS = "assets/cards/"
"""The address below which the social cards are."""


@dataclass(frozen=True)
class Lazy:
    """A view that is built when its page is rendered; equal inputs build equal views.

    It holds no library: a page that a preview remembers would hold an outdated one.
    """

    inputs: tuple[object, ...]
    build: Callable[[Library, LinkResolver], Any] = field(repr=False, compare=False)


@dataclass(frozen=True)
class PageSpec:
    """One page of the site, or one file of an output format."""

    source: str
    """The file it is made from, or a name of its own where it is made from many."""
    address: str
    template: str
    title: str
    description: str
    view: Any
    """What the template shows beside the texts, as plain data or as `Lazy`."""
    campaign: str
    """What booking links say of the page (utm_campaign)."""
    entry: Subject | None = field(default=None, repr=False)
    """The content that the page is about."""
    inputs: tuple[object, ...] = ()
    """What the page's texts are made of, as plain data (`PageInputs.of_texts`)."""
    questions_heading: str = ""
    """The heading of a post's section of questions, if it has one."""
    from_file: bool = True
    """Whether `source` is a file that can be edited."""
    indexed: bool = True
    """Whether search engines are asked to list it."""
    canonical: str = ""
    """The original's URL, where the page first appeared elsewhere."""
    breadcrumbs: tuple[Link, ...] = ()
    """The way from the home page to this one, this one last; the home page has none."""
    type: str = "WebPage"
    """The page's schema.org type."""
    last_modified: datetime | None = None
    """The last significant change of what the page shows, where the content says so."""
    social_card: SocialCard | None = None
    own_picture: Picture | None = None
    """The writer's picture of the page, if it is one that social sites could show."""
    social_picture: Picture | None = None
    """The same as social sites show it (`images.social`)."""
    pictures: tuple[str, ...] = ()
    """The addresses of the pictures in the page's text."""
    badge: str = ""
    gzipped: bool = False
    """Whether the file is published as gzip, too."""
    nav_title: str = ""
    """What the navigation calls it, if not by its title."""

    @property
    def contents(self) -> tuple[Mapping[str, Any], ...]:
        """The page's table of contents, as of Python-Markdown's `toc` extension."""
        if not isinstance(self.entry, Entry):
            return ()
        section = {"level": 2, "id": FAQ_SECTION, "name": self.questions_heading, "children": []}
        return (*self.entry.body.toc, *([section] if self.questions_heading else []))

    @cached_property
    def digest(self) -> str:
        """Names all that the page is made of, beside what every page depends on."""
        return digest(repr(self))

    @property
    def file(self) -> str:
        """The page's file in the site."""
        is_folder = self.address.endswith("/") or not self.address
        return f"{self.address}index.html" if is_folder else self.address

    @property
    def files(self) -> tuple[str, ...]:
        """All files of the page, the one for readers first."""
        return (self.file, f"{self.file}.gz") if self.gzipped else (self.file,)

    @property
    def for_readers(self) -> bool:
        """Whether it is a page for readers, and not an output format or a redirect."""
        return bool(self.breadcrumbs) or not self.address

    @property
    def is_not_found_page(self) -> bool:
        """Whether it is shown at any address: its links start at the root of the site's host."""
        return self.address == NOT_FOUND

    @property
    def listed(self) -> bool:
        """Whether it is in the sitemap: published here first, and meant to be found."""
        return self.for_readers and self.indexed and not self.canonical and not self.badge

    @cached_property
    def card(self) -> Picture | None:
        """The social card, as a picture; it is published where there is no `own_picture`."""
        if not self.social_card:
            return None
        card, name = self.social_card, self.address.strip("/").replace("/", "-") or "home"
        address = f"{CARDS}{name}.{card.digest[:8]}.png"
        return Picture(address, *SIZE, f"{card.title} – {card.brand}")

    @property
    def picture(self) -> Picture | None:
        """The picture that represents the page: the writer's own, else its card."""
        return self.own_picture or self.card

    @property
    def shared_picture(self) -> Picture | None:
        """The same for chats, social sites and feed readers: PNG or JPEG, at most 1200×630."""
        return self.social_picture or self.card


def last_change(posts: Iterable[Post], sets: Iterable[FaqSet] = ()) -> datetime | None:
    """Return the last significant change among posts and sets, None where no date is given."""
    changes = [post.last_modified for post in posts]
    return max([*changes, *(s.meta.updated for s in sets if s.meta.updated)], default=None)
