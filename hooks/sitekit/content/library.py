"""The library: all content of the site, and how it hangs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from sitekit.content.address_history import AddressHistory
from sitekit.content.brand import Brand
from sitekit.content.discovery import asset_address
from sitekit.content.faq_homes import faq_homes
from sitekit.content.models import (
    Author,
    Doc,
    Entry,
    FaqSet,
    Offer,
    Post,
    Proof,
    Question,
    QuestionPage,
    Series,
    Tag,
    at,
)
from sitekit.content.series import MIN_PARTS, parts_by_series
from sitekit.content.settings import Settings
from sitekit.front_matter.words import Words
from sitekit.images.source import SourceImage

FAQ_SECTION = "faq"
"""The id of the FAQ section on a post's page."""
_MIN_POSTS_TO_INDEX = 2


@dataclass(frozen=True)
class Library:
    """All valid content and the relations within it."""

    settings: Settings
    words: Words
    """What pages add to what writers write."""
    brand: Brand
    authors: Mapping[str, Author]
    tags: Mapping[str, Tag]
    offers: Mapping[str, Offer]
    all_posts: tuple[Post, ...]
    """Newest first, held back ones included."""
    all_sets: tuple[FaqSet, ...]
    """In the hub's order, drafts included."""
    all_docs: tuple[Doc, ...]
    assets: Mapping[str, str]
    """The addresses of pictures and other files that are no pages, by their paths."""
    pictures: Mapping[str, SourceImage] = field(default_factory=dict)
    """Those of `assets` that are pictures and can be shown."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Why those of `assets` that have a picture's name cannot be shown, and what to do."""
    proof: Mapping[str, Proof] = field(default_factory=dict)
    """What may be shown, and what may not."""
    series: Mapping[str, Series] = field(default_factory=dict)
    data_digests: tuple[str, ...] = ()
    """Of the texts of the data files, of the pages' own words, and of the brand."""
    unknown: tuple[str, ...] = ()
    """The first parts of addresses (`tags/`) below which pages may be missing."""
    leftovers: Mapping[str, str] = field(default_factory=dict)
    """What programs left beside the content, and what each is."""
    history: AddressHistory | None = None
    """The addresses that were public; None: they are not recorded."""
    has_faq: bool = True
    """Whether there are FAQ sets, shown or not; without any, nothing is at /faq/."""
    offer_ids: frozenset[str] | None = None
    """Every offer of posts/offers.yml, those with problems included; None: it is unreadable."""

    @property
    def digest_addresses(self) -> Mapping[str, str]:
        """The addresses of style sheets and scripts, as settings and templates name them.

        Each with the address that it is published at, which carries a digest of its bytes.
        """
        paths = sorted(self.settings.sheets_and_scripts & self.assets.keys())
        return {asset_address(path, {}): self.assets[path] for path in paths}

    @property
    def all_pictured(self) -> tuple[Post | Doc, ...]:
        """The entries whose front matter names a picture, held back ones included."""
        entries: tuple[Post | Doc, ...] = (*self.all_posts, *self.all_docs)
        return tuple(entry for entry in entries if entry.image_path)

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """What every Markdown file became, held back ones included."""
        return (*self.all_posts, *self.all_sets, *self.all_docs)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What this build shows."""
        return (*self.posts, *self.sets, *self.docs)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts this build shows, newest first."""
        return tuple(p for p in self.all_posts if self.shows(p))

    @cached_property
    def docs(self) -> tuple[Doc, ...]:
        """The pages of docs/ that this build shows."""
        return tuple(d for d in self.all_docs if self.shows(d))

    @cached_property
    def sets(self) -> tuple[FaqSet, ...]:
        """The FAQ sets this build shows, in the hub's order."""
        return tuple(s for s in self.all_sets if self.shows(s))

    def at(self, now: datetime) -> Library:
        """Return the same content as it is at another moment."""
        return replace(
            self,
            settings=replace(self.settings, now=now),
            all_posts=tuple(at(post, now) for post in self.all_posts),
            all_sets=tuple(at(faq_set, now) for faq_set in self.all_sets),
            all_docs=tuple(at(doc, now) for doc in self.all_docs),
        )

    def shows(self, entry: Entry) -> bool:
        """Tell whether this build shows an entry: all in the preview, else what is published."""
        return not entry.broken and (self.settings.preview or entry.status == "published")

    @cached_property
    def _set_by_name(self) -> Mapping[str, FaqSet]:
        return {s.name: s for s in self.sets}

    @cached_property
    def _homes(self) -> Mapping[str, Post | FaqSet]:
        return faq_homes(self.posts, self.sets)

    def home(self, faq_set: FaqSet) -> Post | FaqSet:
        """Return the page that marks a set up (`faq_homes`); of a set not shown, its own."""
        return self._homes.get(faq_set.name, faq_set)

    def question_address(self, faq_set: FaqSet, question: Question) -> tuple[str, str]:
        """Return where a question is at home: the page's address, and the id there, if needed."""
        if faq_set.meta.question_pages:
            return QuestionPage(faq_set, question).address, ""
        return self.home(faq_set).address, question.id

    def tags_of(self, entry: Post | FaqSet) -> tuple[Tag, ...]:
        """Return an entry's tags, in its own order; those whose entry is broken are left out."""
        return tuple(self.tags[name] for name in entry.meta.tags if name in self.tags)

    def authors_of(self, post: Post) -> tuple[Author, ...]:
        """Return a post's authors, in its own order; those whose entry is broken are left out."""
        return tuple(self.authors[name] for name in post.authors if name in self.authors)

    def questions_on(self, post: Post) -> tuple[tuple[FaqSet, Question], ...]:
        """Return the questions a post shows, in the order of its front matter."""
        shown = []
        for ref in post.meta.faq:
            name, _, wanted = ref.partition("#")
            if faq_set := self._set_by_name.get(name):
                shown += [(faq_set, q) for q in faq_set.questions if not wanted or q.id == wanted]
        return tuple(shown)

    def sets_on(self, post: Post) -> tuple[FaqSet, ...]:
        """Return the FAQ sets a post shows whole."""
        by_name = self._set_by_name
        return tuple(by_name[ref] for ref in post.meta.faq if ref in by_name)

    def expired_sets_on(self, post: Post) -> tuple[FaqSet, ...]:
        """Return the FAQ sets that a post names, whole or in part, and a build shows no more."""
        expired = {s.name: s for s in self.all_sets if s.status == "expired" and not self.shows(s)}
        names = dict.fromkeys(ref.partition("#")[0] for ref in post.meta.faq)
        return tuple(expired[name] for name in names if name in expired)

    @cached_property
    def _posts_by_set(self) -> Mapping[str, list[Post]]:
        showing: defaultdict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            for ref in post.meta.faq:
                showing[ref].append(post)
        return showing

    def showing(self, faq_set: FaqSet) -> tuple[Post, ...]:
        """Return the shown posts that show a set whole, newest first."""
        return tuple(self._posts_by_set.get(faq_set.name, ()))

    @cached_property
    def _posts_by_tag(self) -> Mapping[str, tuple[Post, ...]]:
        tagged: dict[str, list[Post]] = {tag: [] for tag in self.tags}
        for post in self.posts:
            for tag in set(post.meta.tags) & self.tags.keys():
                tagged[tag].append(post)
        return {tag: tuple(posts) for tag, posts in tagged.items()}

    def tagged(self, tag: Tag) -> tuple[Post, ...]:
        """Return the shown posts with a tag, newest first."""
        return self._posts_by_tag[tag.id]

    def is_indexed(self, tag: Tag) -> bool:
        """Tell whether search engines may list a tag's page: with one post it says no more."""
        return len(self.tagged(tag)) >= _MIN_POSTS_TO_INDEX

    def sets_tagged(self, tag: Tag) -> tuple[FaqSet, ...]:
        """Return the shown FAQ sets with a tag."""
        return tuple(s for s in self.sets if tag.id in s.meta.tags)

    def written_by(self, author: Author) -> tuple[Post, ...]:
        """Return an author's shown posts, newest first."""
        return tuple(p for p in self.posts if author.id in p.authors)

    @cached_property
    def _parts_by_series(self) -> Mapping[str, tuple[Post, ...]]:
        return parts_by_series(self.posts)

    def parts(self, series: Series) -> tuple[Post, ...]:
        """Return the shown parts of a series, in their order."""
        return self._parts_by_series.get(series.id, ())

    @cached_property
    def shown_series(self) -> Mapping[str, Series]:
        """The series with a page, which their parts name: those of several shown parts."""
        return {n: s for n, s in self.series.items() if len(self.parts(s)) >= MIN_PARTS}

    def series_of(self, post: Post) -> Series | None:
        """Return the series that a post is shown as a part of."""
        return self.shown_series.get(post.meta.series or "")

    @cached_property
    def shown_tags(self) -> Mapping[str, Tag]:
        """The tags with a page: not those of drafts alone, which say what is being written."""
        posts = [(post.meta.tags, self._may_be_named(post)) for post in self.all_posts]
        sets = [(faq_set.meta.tags, self._may_be_named(faq_set)) for faq_set in self.all_sets]
        secret = _secret([*posts, *sets])
        return {name: tag for name, tag in self.tags.items() if name not in secret}

    @cached_property
    def shown_authors(self) -> Mapping[str, Author]:
        """The authors with a page: not those of drafts alone."""
        secret = _secret((post.authors, self._may_be_named(post)) for post in self.all_posts)
        return {name: author for name, author in self.authors.items() if name not in secret}

    def _may_be_named(self, entry: Entry) -> bool:
        """Tell whether what an entry is about is public: not if it has yet to be published."""
        return self.settings.preview or entry.status in ("published", "expired")

    @cached_property
    def secret(self) -> tuple[str, ...]:
        """The addresses of the tags and authors without a page."""
        tags = (tag.address for name, tag in self.tags.items() if name not in self.shown_tags)
        shown = self.shown_authors
        authors = (a.address for name, a in self.authors.items() if name not in shown)
        return (*tags, *authors) or ("/",)

    @cached_property
    def post_by_slug(self) -> Mapping[str, Post]:
        """The shown posts by their slugs."""
        return {post.slug: post for post in self.posts}

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {p.slug: n for n, p in enumerate(self.posts)}

    def newer(self, post: Post) -> Post | None:
        """Return the post published next after this one."""
        rank = self._rank[post.slug]
        return self.posts[rank - 1] if rank else None

    def older(self, post: Post) -> Post | None:
        """Return the post published last before this one."""
        rank = self._rank[post.slug]
        return self.posts[rank + 1] if rank + 1 < len(self.posts) else None


def _secret(uses: Iterable[tuple[Iterable[str], bool]]) -> set[str]:
    """Return the ids that nothing public uses: each use has ids, and whether it is public."""
    used: dict[bool, set[str]] = {True: set(), False: set()}
    for ids, is_public in uses:
        used[is_public].update(ids)
    return used[False] - used[True]
