"""Builds the small values that templates show, from the content."""

from __future__ import annotations

from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from sitekit.content.library import FAQ_SECTION, Library
from sitekit.content.models import Author, Entry, FaqSet, Post, Proof, Question, Series, Tag
from sitekit.figures.outline import Outline
from sitekit.images.renditions import fallback_size, variants
from sitekit.images.social import social_address, social_size
from sitekit.pages.texts import ProofView
from sitekit.pages.views import (
    AuthorView,
    DateView,
    Link,
    Picture,
    PostCard,
    SeriesView,
    SetSummary,
)


def iso_date(moment: datetime, zone: tzinfo) -> str:
    """Return a moment as seen in the site's time zone, as of ISO 8601."""
    return moment.astimezone(zone).isoformat()


def date_view(library: Library, moment: datetime) -> DateView:
    """Return a moment as seen in the site's time zone."""
    words, local = library.words, moment.astimezone(library.settings.timezone)
    month = words.months[local.month - 1]
    text = words.date.format(day=local.day, month=month, year=local.year)
    return DateView(local.isoformat(), text)


def badge(library: Library, entry: Entry) -> str:
    """Return what the preview says of an entry that a build leaves out."""
    words = library.words
    if isinstance(entry, Post) and entry.status == "scheduled":
        return words.scheduled.format(date=date_view(library, entry.meta.date).text)
    if entry.status == "expired" and entry.meta.expires:
        return words.expired.format(date=date_view(library, entry.meta.expires).text)
    return "" if entry.status == "published" else words.draft


def picture_of(library: Library, path: str, alt: str) -> Picture | None:
    """Return the picture in a file as pages show it, or None for a file that is no picture."""
    source = library.pictures.get(path)
    if source is None:
        return None
    address = library.assets[path]
    return Picture(address, *fallback_size(source), alt, variants(source, address))


def pixels_of(library: Library, path: str, alt: str) -> Picture | None:
    """Return the picture in a file unless it is a drawing, which few programs can show."""
    source = library.pictures.get(path)
    is_drawing = source is not None and source.kind == "drawing"
    return None if is_drawing else picture_of(library, path, alt)


def social_picture(library: Library, path: str, alt: str) -> Picture | None:
    """Return the picture in a file as social sites show it, or None if they could not."""
    source = library.pictures.get(path)
    size = social_size(source) if source else None
    if source is None or size is None:
        return None
    return Picture(social_address(source, library.assets[path]), *size, alt)


def outline_of(library: Library, post: Post) -> Outline | None:
    """Return what a post's figure is drawn from, None if the post has no text."""
    if not (library.settings.metadata.figures and post.body.outline):
        return None
    questions = library.questions_on(post)
    answers = {
        (faq_set.name, answer.id): answer.words
        for faq_set in {faq_set.name: faq_set for faq_set, _ in questions}.values()
        for answer in faq_set.body.outline
    }
    words = tuple(answers.get((faq_set.name, question.id), 0) for faq_set, question in questions)
    return Outline(post.slug, post.body.outline, words).in_steps()


def tag_link(tag: Tag) -> Link:
    """Return a tag as a link to its page."""
    return Link(tag.meta.label, tag.address)


def tag_links(library: Library, entry: Post | FaqSet) -> tuple[Link, ...]:
    """Return an entry's tags as links to their pages."""
    return tuple(tag_link(tag) for tag in library.tags_of(entry))


def post_card(library: Library, post: Post) -> PostCard:
    """Return a post for a listing."""
    return PostCard(
        title=post.meta.title,
        address=post.address,
        description=post.meta.description,
        date=date_view(library, post.meta.date),
        minutes=post.minutes,
        tags=tag_links(library, post),
        badge=badge(library, post),
        indexed=not post.meta.noindex,
    )


def series_link(series: Series) -> Link:
    """Return a series as a link to its page."""
    return Link(series.meta.title, series.address)


def series_view(library: Library, post: Post) -> SeriesView | None:
    """Return the series that a post is shown as a part of, None if it is of none."""
    series = library.series_of(post)
    if series is None:
        return None
    parts = library.parts(series)
    links = tuple(Link(part.meta.title, part.address) for part in parts)
    return SeriesView(series_link(series), parts.index(post) + 1, links)


def author_view(library: Library, author: Author) -> AuthorView:
    """Return an author for a post's head or their own page."""
    meta = author.meta
    return AuthorView(
        name=meta.name,
        address=author.address,
        role=meta.role or "",
        employer=meta.works_for or "",
        bio=meta.bio or "",
        subjects=meta.knows_about,
        profiles=tuple(Link(display_url(url), url) for url in (meta.url, *meta.same_as) if url),
        picture=picture_of(library, author.picture_path, meta.name),
    )


def display_url(url: str) -> str:
    """Return a web address as people write it: without scheme and query."""
    parts = urlsplit(url)
    return (parts.netloc.removeprefix("www.") + parts.path).strip("/")


def host_of(url: str) -> str:
    """Return the host of a web address as people write it."""
    return display_url(url).partition("/")[0]


def proof_view(library: Library, proof: Proof) -> ProofView:
    """Return what a client said, or what was done for one."""
    meta = proof.meta
    return ProofView(
        is_quotation=meta.kind == "quotation",
        text=meta.text,
        source=library.words.separator.join(filter(None, (meta.name, meta.role, meta.company))),
        date=date_view(library, meta.date),
    )


def question_link(library: Library, faq_set: FaqSet, question: Question) -> Link:
    """Return a question as a link to its home."""
    return Link(question.text, *library.question_address(faq_set, question))


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
        badge=badge(library, faq_set),
    )
