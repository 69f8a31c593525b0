"""The site's content: frozen, valid, with every address it has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Literal, TypeVar

from sitekit.content.discovery import AUTHORS, relative_to_file
from sitekit.content.source import Source
from sitekit.front_matter.data_models import (
    AuthorMeta,
    OfferMeta,
    ProofMeta,
    SeriesMeta,
    TagMeta,
)
from sitekit.front_matter.models import DocMeta, FaqMeta, PostMeta
from sitekit.markdown.document import Document, Section
from sitekit.markdown.slots import Parts

Status = Literal["published", "draft", "scheduled", "expired"]

_WORDS_A_MINUTE = 230


@dataclass(frozen=True)
class Lines:
    """Where an entry of a data file is."""

    entry: int
    keys: tuple[tuple[str, int], ...] = ()
    """Of its keys; those within a key are `sign_up.privacy`."""

    def of(self, key: str) -> int:
        """Return the line of a key, or of the entry where that is not written."""
        return dict(self.keys).get(key, self.entry)


@dataclass(frozen=True)
class Author:
    """A person who writes."""

    id: str
    meta: AuthorMeta
    lines: Lines
    """In posts/authors.yml."""

    @property
    def address(self) -> str:
        """The author page's address."""
        return f"authors/{self.id}/"

    @property
    def picture_path(self) -> str:
        """The portrait's file from the site's root, or nothing."""
        return relative_to_file(AUTHORS, self.meta.picture) if self.meta.picture else ""


@dataclass(frozen=True)
class Tag:
    """A subject that posts and FAQ sets share."""

    id: str
    meta: TagMeta
    lines: Lines
    """In posts/tags.yml."""

    @property
    def address(self) -> str:
        """The address of the tag's first page."""
        return f"tags/{self.id}/"


@dataclass(frozen=True)
class Series:
    """Posts that are parts of one work, to be read in an order."""

    id: str
    meta: SeriesMeta
    lines: Lines
    """In posts/series.yml."""

    @property
    def address(self) -> str:
        """The address of the series' page."""
        return f"series/{self.id}/"


@dataclass(frozen=True)
class Offer:
    """An offer of a call or of a sign-up by e-mail, which pages show as a call to action."""

    id: str
    meta: OfferMeta
    sentence: Parts | None
    """The offer's `line`: the sentence that follows a post's introduction."""
    lines: Lines
    """In posts/offers.yml."""
    privacy: Parts = ()
    """What a sign-up says of the address."""

    @property
    def address(self) -> str:
        """The address of a sign-up's own page, for links from where its form is not."""
        return f"sign-up/{self.id}/"

    def current(self, now: datetime) -> bool:
        """Tell whether the offer has begun and not ended."""
        begun = self.meta.from_ is None or self.meta.from_ <= now
        return begun and (self.meta.until is None or now < self.meta.until)


@dataclass(frozen=True)
class Proof:
    """What a client said, or what was done for one: shown beside a call to action."""

    id: str
    meta: ProofMeta
    lines: Lines
    """In posts/proof.yml."""

    @property
    def may_be_shown(self) -> bool:
        """Whether it says whose words these are, and that they may be published."""
        return bool(self.meta.name and self.meta.permission)


@dataclass(frozen=True)
class Question:
    """A question of a FAQ set and its answer."""

    id: str
    text: str
    """Plain text, without markup."""
    title: Parts
    """With its inline markup."""
    answer: Parts
    inner_ids: Mapping[str, str]
    """Ids within the answer: as written → as published, prefixed by the question's id."""
    old_ids: tuple[str, ...] = ()
    """Ids that the question had before, which are published as they are."""

    @classmethod
    def of_section(cls, section: Section) -> Question:
        """Return the question that a section of a FAQ set's text asks."""
        return cls(
            section.id,
            section.text,
            section.title,
            section.content,
            section.inner_ids,
            section.old_ids,
        )


@dataclass(frozen=True)
class FaqSet:
    """Questions on one subject."""

    name: str
    source: Source
    meta: FaqMeta
    body: Document
    questions: tuple[Question, ...]
    """In the writer's order."""
    broken: bool = False
    """Whether the file has problems: it is checked with the rest, and never shown."""
    status: Status = "published"

    @property
    def address(self) -> str:
        """The address of the set's own page, where it has one."""
        return f"faq/{self.name}/"

    @property
    def question_pages(self) -> tuple[QuestionPage, ...]:
        """The pages of its questions, if they have some."""
        pages = self.questions if self.meta.question_pages else ()
        return tuple(QuestionPage(self, question) for question in pages)


@dataclass(frozen=True)
class QuestionPage:
    """A question that has a page of its own."""

    faq_set: FaqSet
    question: Question

    @property
    def address(self) -> str:
        """The page's address."""
        return f"{self.faq_set.address}{self.question.id}/"


@dataclass(frozen=True)
class Post:
    """An article."""

    slug: str
    source: Source
    meta: PostMeta
    body: Document
    authors: tuple[str, ...]
    status: Status
    broken: bool = False
    """Whether the front matter has problems: it is checked with the rest, and never shown."""

    @property
    def address(self) -> str:
        """The post's address."""
        return f"blog/{self.slug}/"

    @property
    def published(self) -> bool:
        """Whether the post is on the published site now."""
        return self.status == "published"

    @property
    def last_modified(self) -> datetime:
        """The last significant change."""
        return self.meta.updated or self.meta.date

    @property
    def image_path(self) -> str:
        """The post's own picture, as a file from the site's root, or nothing."""
        return _image_path(self)

    @property
    def minutes(self) -> int:
        """Reading time, in minutes."""
        return max(1, ceil(self.body.words / _WORDS_A_MINUTE))


@dataclass(frozen=True)
class Doc:
    """A page that is neither a post nor a FAQ set."""

    address: str
    source: Source
    meta: DocMeta
    body: Document
    broken: bool = False
    """Whether the front matter has problems: it is checked with the rest, and never shown."""
    status: Status = "published"

    @property
    def headline(self) -> str:
        """What the page's main heading says: the home page's may differ from its title."""
        return self.meta.headline or self.meta.title

    @property
    def image_path(self) -> str:
        """The page's own picture, as a file from the site's root, or nothing."""
        return _image_path(self)

    @property
    def offers_service(self) -> bool:
        """Whether structured data says on the page what can be booked: home and services."""
        return not self.address or self.meta.kind == "services"

    @property
    def slug(self) -> str:
        """The page's name where a booking is attributed to it."""
        return self.address.strip("/").replace("/", "-") or "home"


def _image_path(entry: Post | Doc) -> str:
    image = entry.meta.image
    return relative_to_file(entry.source.path, image) if image else ""


@dataclass(frozen=True)
class Unreadable:
    """A file that no entry could be made of."""

    path: str
    address: str
    """Where its page would be."""
    draft: bool = False
    """Whether the file says that it is a draft."""


Entry = Post | FaqSet | Doc
"""What a Markdown file becomes."""


Subject = Entry | QuestionPage | Tag | Series | Author | Offer
"""What a page can be about."""


E = TypeVar("E", Post, FaqSet, Doc)


def status_of(entry: Entry, now: datetime) -> Status:
    """Return what an entry is at a moment: an expired one was published, a draft never was.

    The home page is always published; that it says otherwise is a problem of its own.
    """
    meta = entry.meta
    if isinstance(entry, Doc) and not entry.address:
        return "published"
    if meta.draft:
        return "draft"
    if isinstance(meta, PostMeta) and meta.date > now:
        return "scheduled"
    if meta.expires is not None and meta.expires <= now:
        return "expired"
    return "published"


def at(entry: E, now: datetime) -> E:
    """Return an entry with its status at a moment."""
    status = status_of(entry, now)
    return entry if entry.status == status else replace(entry, status=status)
