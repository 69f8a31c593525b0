"""Pages as values: what stands at each address, for the adapter to hand to MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sitekit import cards
from sitekit.addresses import FAQ_HUB, LISTING
from sitekit.composing import Composer
from sitekit.content import Doc, FaqSet, Post
from sitekit.fingerprints import digest
from sitekit.library import FAQ_SECTION, Library
from sitekit.page_views import DocView, PostView, SetView, Texts
from sitekit.sitemap import SiteMap, beside
from sitekit.views import Link, Picture, badge, byline, card, chip, day, picture_of, pixels_of

Toc = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Later:
    """A view that is made when it is asked for; where the basis is equal, it is."""

    basis: tuple[object, ...]
    make: Callable[[], Any] = field(repr=False)

    @property
    def made(self) -> Any:
        """The view, made each time: a thousand are much to hold."""
        return self.make()


@dataclass(frozen=True)
class PageSpec:
    """One page of the site."""

    source: str
    """The file it is made from, or a name of its own where it is made from many."""
    address: str
    template: str
    title: str
    description: str
    view: Any
    """What the template shows beside the texts, as plain data or as `Later`."""
    composer: Composer = field(repr=False)
    basis: tuple[object, ...] = ()
    """What the page's texts are made of, as plain data."""
    toc: Toc = ()
    from_file: bool = True
    """Whether `source` is a file that can be edited."""
    indexed: bool = True
    """Whether search engines are asked to list it."""
    canonical: str = ""
    """The original's URL, where the page first appeared elsewhere."""
    trail: tuple[Link, ...] = ()
    """The way from the home page to this one, this one last; the home page has none."""
    type: str = "WebPage"
    """The page's schema.org type."""
    changed: datetime | None = None
    """The last significant change of what the page shows, where the content tells it."""
    card: cards.Card | None = None
    own_picture: Picture | None = None
    pictures: tuple[str, ...] = ()
    """The addresses of the pictures in the page's text."""
    badge: str = ""
    extra_meta: Mapping[str, Any] = field(default_factory=dict)

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
    def described(self) -> bool:
        """Whether it is a page for readers, and not one for machines or a redirect."""
        return bool(self.trail) or not self.address

    @property
    def listed(self) -> bool:
        """Whether it stands in the sitemap: published here first, and meant to be found."""
        return self.described and self.indexed and not self.canonical and not self.badge

    @cached_property
    def picture(self) -> Picture | None:
        """The picture that stands for the page elsewhere: the writer's own, else its card."""
        if self.own_picture or not self.card:
            return self.own_picture
        name = self.address.strip("/").replace("/", "-") or "home"
        address = f"{CARDS}{name}.{self.card.digest[:8]}.png"
        return Picture(address, *cards.SIZE, f"{self.card.title} – {self.card.brand}")


HOME = Link("Home", "")
BLOG = Link("Blog", LISTING)
QUESTIONS = Link("Common questions", FAQ_HUB)
CARDS = "assets/cards/"


def card_of(library: Library, title: str, kind: str = "", author: str = "") -> cards.Card:
    """Return the card of a page of this site."""
    return cards.Card(title, kind, author, library.settings.identity.site_name)


def newest(posts: Iterable[Post], sets: Iterable[FaqSet] = ()) -> datetime | None:
    """Return the last significant change among posts and sets, None where none is told."""
    changes = [post.changed for post in posts]
    return max([*changes, *(s.meta.updated for s in sets if s.meta.updated)], default=None)


def post_page(library: Library, where: SiteMap, post: Post) -> PageSpec:
    """Return a post's page."""
    composer = Composer(library, where, post.address, post, post.slug)
    meta, path, zone = post.meta, post.source.path, library.settings.timezone
    newer, older = library.newer(post), library.older(post)
    image, alt = beside(path, meta.image or ""), meta.image_alt or ""
    view = PostView(
        tags=tuple(chip(library.tags[t]) for t in meta.tags if t in library.tags),
        authors=tuple(
            byline(library, library.authors[a]) for a in post.authors if a in library.authors
        ),
        date=day(meta.date, zone),
        updated=day(meta.updated, zone) if meta.updated else None,
        minutes=post.minutes,
        image=picture_of(library, image, alt),
        related=tuple(card(library, other) for other in library.related(post)),
        newer=card(library, newer) if newer else None,
        older=card(library, older) if older else None,
    )
    contents: list[Mapping[str, Any]] = list(post.body.toc)
    if composer.questions:
        heading = {"level": 2, "id": FAQ_SECTION, "name": "Common questions", "children": []}
        contents.append(heading)
    return PageSpec(
        source=path,
        address=post.address,
        template="post.html",
        title=meta.title,
        description=meta.description,
        view=view,
        composer=composer,
        basis=composer.basis,
        toc=tuple(contents),
        indexed=not meta.noindex,
        canonical=meta.canonical or "",
        trail=(HOME, BLOG, Link(meta.title, post.address)),
        changed=newest([post], {s.name: s for s, _ in composer.questions}.values()),
        card=card_of(library, meta.title, "Article", ", ".join(a.name for a in view.authors)),
        own_picture=pixels_of(library, image, alt),
        pictures=(
            *([view.image.address] if view.image else []),
            *composer.pictures(path, post.body.pictures),
        ),
        badge=badge(post, zone),
    )


def set_page(library: Library, where: SiteMap, faq_set: FaqSet) -> PageSpec:
    """Return the page of a FAQ set that has one of its own."""
    composer = Composer(library, where, faq_set.address, faq_set, f"faq-{faq_set.name}")
    meta, zone = faq_set.meta, library.settings.timezone
    view = SetView(
        tags=tuple(chip(library.tags[t]) for t in meta.tags if t in library.tags),
        updated=day(meta.updated, zone) if meta.updated else None,
        shown_in=tuple(card(library, post) for post in library.showing(faq_set)),
    )
    return PageSpec(
        source=faq_set.source.path,
        address=faq_set.address,
        template="faq_set.html",
        title=meta.title,
        description=meta.description,
        view=view,
        composer=composer,
        basis=composer.basis,
        toc=faq_set.body.toc,
        trail=(HOME, QUESTIONS, Link(meta.title, faq_set.address)),
        changed=meta.updated,
        card=card_of(library, meta.title, "Questions"),
        badge=badge(faq_set, zone),
    )


def doc_page(library: Library, where: SiteMap, doc: Doc) -> PageSpec:
    """Return the page of a file in docs/."""
    composer = Composer(library, where, doc.address, doc, doc.slug)
    return PageSpec(
        source=doc.source.path,
        address=doc.address,
        template="home.html" if not doc.address else "page.html",
        title=doc.meta.title,
        description=doc.meta.description,
        view=DocView(tuple(card(library, post) for post in library.posts[:3])),
        composer=composer,
        basis=composer.basis,
        toc=doc.body.toc,
        indexed=not doc.meta.noindex,
        trail=(HOME, Link(doc.meta.title, doc.address)) if doc.address else (),
        type="AboutPage" if doc.meta.kind == "about" else "WebPage",
        changed=doc.meta.updated if doc.address else newest(library.posts[:3]),
        card=card_of(library, doc.headline, "Consultancy"),
        extra_meta=doc.meta.model_extra or {},
    )


def content_pages(library: Library, where: SiteMap) -> Iterator[PageSpec]:
    """Yield the page of each file that has one."""
    for doc in library.docs:
        yield doc_page(library, where, doc)
    for post in library.posts:
        yield post_page(library, where, post)
    for faq_set in library.sets:
        if library.home(faq_set) is faq_set:
            yield set_page(library, where, faq_set)
