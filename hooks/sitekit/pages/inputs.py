"""How pages are remembered: a page is rebuilt only if one of its inputs changed.

Inputs are plain values that compare by value. A page's are the content it is about, what its links
and pictures resolve to, the views it shows of other content, and `shared`: what all pages depend
on. A preview keeps one `MemoTable` for all its rebuilds; a build starts with an empty one. From the
page as a value (`PageSpec`) follows its digest, and from that the key by which its file is current
or stale (`build.cache_keys`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from sitekit.content.discovery import OFFERS
from sitekit.content.library import Library
from sitekit.content.models import Entry, Post, Subject
from sitekit.content.related import Relations, Tagged
from sitekit.figures.outline import Outline
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import FAQ_HUB, LISTING, TAG_INDEX
from sitekit.links.urls import Target
from sitekit.markdown.slots import link_targets
from sitekit.pages import view_builders
from sitekit.pages.spec import PageSpec
from sitekit.pages.view_builders import picture_of
from sitekit.pages.views import Link, PostCard
from sitekit.runtime.memo import MemoTable
from sitekit.social_cards.layout import Palette, SocialCard


@dataclass(frozen=True)
class PageInputs:
    """What the pages of one build are made of."""

    library: Library
    links: LinkResolver
    memo: MemoTable = field(default_factory=MemoTable)

    def card(
        self, title: str, kind: str, author: str = "", outline: Outline | None = None
    ) -> SocialCard:
        """Return a social card of this site."""
        site_name = self.library.settings.metadata.site_name
        return SocialCard(title, kind, author, site_name, self._palette, outline)

    @cached_property
    def _palette(self) -> Palette:
        brand = self.library.brand
        return Palette(
            ground=brand.slate,
            grid=brand.grid,
            line=brand.blueprint,
            kind=brand.green,
            title=brand.on_slate,
            author=brand.on_slate_soft,
        )

    @cached_property
    def home(self) -> Link:
        """The home page, as breadcrumbs call it."""
        return Link(self.library.words.home, "")

    @cached_property
    def blog(self) -> Link:
        """The list of all posts."""
        return Link(self.library.words.blog, LISTING)

    @cached_property
    def topics(self) -> Link:
        """The list of all tags."""
        return Link(self.library.words.topics, TAG_INDEX)

    @cached_property
    def questions(self) -> Link:
        """The list of all FAQ sets."""
        return Link(self.library.words.faq, FAQ_HUB)

    @cached_property
    def shared(self) -> tuple[object, ...]:
        """What every page depends on beside entries and addresses.

        Interned, so that comparing it with an earlier, equal one takes no time.
        """
        library, settings = self.library, self.library.settings
        site = (settings.metadata, settings.timezone, settings.site_url, self.of_offers)
        return self.memo.intern(
            "shared inputs", (library.data_digests, library.pictures, library.assets, *site)
        )

    @property
    def of_offers(self) -> tuple[Target | None, ...]:
        """What the links in the texts of offers resolve to, which any page may show."""
        texts = [offer.privacy for offer in self.library.offers.values()]
        return tuple(self.links.find(OFFERS, url) for text in texts for url in link_targets(text))

    def page(
        self,
        address: str,
        entry: Subject | None,
        inputs: tuple[object, ...],
        make: Callable[[], PageSpec],
    ) -> PageSpec:
        """Return the page at an address, made if its inputs are not what they were.

        `inputs` are all that the page depends on beside its entry and the shared inputs.
        """
        return self.memo.get_or_make(("page", address), (entry, self.shared, inputs), make)

    def post_card(self, post: Post) -> PostCard:
        """Return a post as the suggestions below a text show it."""
        inputs = (post, self.library.data_digests, self.library.settings.timezone)
        key = ("post card", post.slug)
        return self.memo.get_or_make(
            key, inputs, lambda: view_builders.post_card(self.library, post)
        )

    def sketched_card(self, post: Post) -> PostCard:
        """Return a post as listings show it, with a sketch of its figure."""
        card, outline = self.post_card(post), self.outline(post)

        def make() -> PostCard:
            return replace(card, outline=outline.rooms_only()) if outline else card

        return self.memo.get_or_make(("sketched card", post.slug), (card, outline), make)

    def outline(self, post: Post) -> Outline | None:
        """Return what a post's figure is drawn from, None if it has none."""
        library = self.library
        inputs = (post, library.questions_on(post), library.settings.metadata.figures)
        key = ("outline", post.slug)
        return self.memo.get_or_make(key, inputs, lambda: view_builders.outline_of(library, post))

    def related(self, post: Post) -> tuple[Post, ...]:
        """Return posts to read next: the next part of the post's series, then related ones."""
        slugs = self._relations.related(post.slug)
        return tuple(self.library.post_by_slug[slug] for slug in slugs)

    @cached_property
    def _relations(self) -> Relations:
        posts = tuple(Tagged(p.slug, p.meta.tags, self._listed(p)) for p in self.library.posts)
        return self.memo.get_or_make("related posts", posts, lambda: Relations(posts))

    def _listed(self, post: Post) -> tuple[str, ...]:
        """Return the slugs of the posts that come first among those to read next."""
        series = self.library.series_of(post)
        parts = [part.slug for part in self.library.parts(series)] if series else [post.slug]
        following = parts[parts.index(post.slug) + 1 :][:1]
        return tuple(dict.fromkeys((*following, *post.meta.related)))

    def of_texts(self, entry: Entry) -> tuple[object, ...]:
        """Return what the texts on an entry's page are made of, as plain data.

        These are files, what their links and pictures resolve to, and the homes of FAQ sets. Data
        files and open offers are not among them, since every page depends on those.
        """
        library = self.library
        sets = {}
        if isinstance(entry, Post):
            sets = {s.name: s for s, _ in library.questions_on(entry)}
            sets |= {s.name: s for s in library.sets_on(entry)}
        homes = [library.home(faq_set) for faq_set in sets.values()]
        return (
            *(self._file_inputs(text) for text in (entry, *sets.values())),
            *((home.address, home.meta.title) for home in homes),
        )

    def _file_inputs(self, entry: Entry) -> tuple[object, ...]:
        """Return what names an entry's file, and what its links and pictures resolve to."""
        key, inputs = ("text inputs", entry.source.path), (entry, self.links, self.shared)

        def make() -> tuple[object, ...]:
            path, body = entry.source.path, entry.body
            urls = [url for url in body.links if not url.startswith("cta:")]
            targets = [self.links.find(path, url) for url in urls]
            pictures = [self.links.find(path, url) for url in body.own_pictures]
            shown = [target and picture_of(self.library, target.file, "") for target in pictures]
            return path, entry.source.digest, targets, pictures, shown

        return self.memo.get_or_make(key, inputs, make)
