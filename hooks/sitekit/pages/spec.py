"""A page as a value: what stands at an address, and what names all that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Entry, FaqSet, Post
from sitekit.links.routes import FAQ_HUB, LISTING, NOT_FOUND
from sitekit.pages.composer import Composer
from sitekit.pages.view_builders import Link, Picture, picture_of
from sitekit.pages.views import Texts
from sitekit.runtime.fingerprint import digest
from sitekit.social_cards import layout as cards


@dataclass(frozen=True)
class Lazy:
    """A view that is made when it is asked for; where the basis is equal, it is."""

    inputs: tuple[object, ...]
    make: Callable[[], Any] = field(repr=False)

    @property
    def value(self) -> Any:
        """The view, made each time: a thousand are much to hold."""
        return self.make()


@dataclass(frozen=True, eq=False)
class PageSpec:
    """One page of the site.

    As long as nothing in it changes, it is the same from one rebuild of a preview to the next.
    """

    source: str
    """The file it is made from, or a name of its own where it is made from many."""
    address: str
    template: str
    title: str
    description: str
    view: Any
    """What the template shows beside the texts, as plain data or as `Lazy`."""
    composer: Composer = field(repr=False)
    inputs: tuple[object, ...] = ()
    """What the page's texts are made of, as plain data."""
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
    """The last significant change of what the page shows, where the content tells it."""
    social_card: cards.SocialCard | None = None
    own_picture: Picture | None = None
    pictures: tuple[str, ...] = ()
    """The addresses of the pictures in the page's text."""
    badge: str = ""
    gzipped: bool = False
    """Whether the file stands beside itself as gzip, too."""
    extra_meta: Mapping[str, Any] = field(default_factory=dict)

    @property
    def toc(self) -> tuple[Mapping[str, Any], ...]:
        """The page's contents, as of Python-Markdown's `toc` extension."""
        entry = self.composer.entry
        if not isinstance(entry, Entry):
            return ()
        if not isinstance(entry, Post) or not self.composer.questions:
            return entry.body.toc
        heading = {"level": 2, "id": FAQ_SECTION, "name": QUESTIONS.label, "children": []}
        return (*entry.body.toc, heading)

    @property
    def texts(self) -> Texts:
        """What the page says in its writers' words."""
        return self.composer.texts

    @cached_property
    def digest(self) -> str:
        """Names all that the page is made of, beside what every page depends on."""
        return digest(repr(self))

    @property
    def file(self) -> str:
        """The page's file in the site."""
        whole = self.address.endswith("/") or not self.address
        return f"{self.address}index.html" if whole else self.address

    @property
    def files(self) -> tuple[str, ...]:
        """All files of the page, the one for readers first."""
        return (self.file, f"{self.file}.gz") if self.gzipped else (self.file,)

    @property
    def for_readers(self) -> bool:
        """Whether it is a page for readers, and not one for machines or a redirect."""
        return bool(self.breadcrumbs) or not self.address

    @property
    def is_not_found_page(self) -> bool:
        """Whether it is shown at any address: its links lead from the root of the site's host."""
        return self.address == NOT_FOUND

    @property
    def listed(self) -> bool:
        """Whether it stands in the sitemap: published here first, and meant to be found."""
        return self.for_readers and self.indexed and not self.canonical and not self.badge

    @cached_property
    def picture(self) -> Picture | None:
        """The picture that stands for the page elsewhere: the writer's own, else its card."""
        if self.own_picture or not self.social_card:
            return self.own_picture
        name = self.address.strip("/").replace("/", "-") or "home"
        address = f"{CARDS}{name}.{self.social_card.digest[:8]}.png"
        return Picture(address, *cards.SIZE, f"{self.social_card.title} – {self.social_card.brand}")


HOME = Link("Home", "")
BLOG = Link("Blog", LISTING)
QUESTIONS = Link("Common questions", FAQ_HUB)
CARDS = "assets/cards/"


def social_card(library: Library, title: str, kind: str = "", author: str = "") -> cards.SocialCard:
    """Return the card of a page of this site."""
    return cards.SocialCard(title, kind, author, library.settings.metadata.site_name)


def newest(posts: Iterable[Post], sets: Iterable[FaqSet] = ()) -> datetime | None:
    """Return the last significant change among posts and sets, None where none is told."""
    changes = [post.last_modified for post in posts]
    return max([*changes, *(s.meta.updated for s in sets if s.meta.updated)], default=None)


def remembered(
    composer: Composer, inputs: tuple[object, ...], make: Callable[[], PageSpec]
) -> PageSpec:
    """Return the page of a composer, made where its basis is not what it was.

    The basis is all that the page is made of, beside what `Library.shared_inputs` tells.
    """
    library = composer.library
    everything = (composer.entry, composer.campaign, library.shared_inputs, inputs)
    spec = library.memo.get_or_make(("page", composer.address), everything, make)
    if spec.composer is not composer:
        spec.composer.become(composer)
    return spec


def text_inputs(composer: Composer) -> tuple[object, ...]:
    """Return what a page's texts are made of, as plain data: where it is equal, they are.

    These are files, and what their slots become; not the data files, and which offers are open.
    """
    entry, library = composer.entry, composer.library
    if not isinstance(entry, Entry):
        return ()
    sets = {s.name: s for s, _ in composer.questions}
    if isinstance(entry, Post):
        sets |= {s.name: s for s in library.sets_on(entry)}
    homes = [library.home(faq_set) for faq_set in sets.values()]
    return (
        *(_filled(composer, text) for text in (entry, *sets.values())),
        *((home.address, home.meta.title) for home in homes),
    )


def _filled(composer: Composer, entry: Entry) -> tuple[object, ...]:
    """Return what names an entry's file, and what its links and pictures become."""
    library = composer.library
    inputs = (entry, composer.links, library.shared_inputs)
    make = partial(_fill, composer, entry)
    return library.memo.get_or_make(("filled", entry.source.path), inputs, make)


def _fill(composer: Composer, entry: Entry) -> tuple[object, ...]:
    path, body = entry.source.path, entry.body
    links = [composer.target(path, url) for url in body.links if not url.startswith("cta:")]
    pictures = [composer.target(path, url) for url in body.own_pictures]
    shown = [target and picture_of(composer.library, target.file, "") for target in pictures]
    return path, entry.source.digest, links, pictures, shown
