"""Posts for feed readers, as Atom (RFC 4287) and JSON Feed 1.1 show them: in full, absolute."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sitekit.content.discovery import slug_in_name
from sitekit.content.library import Library
from sitekit.content.models import Post
from sitekit.links.resolver import LinkResolver
from sitekit.links.urls import Target, absolute_url
from sitekit.pages.booking_links import FEED
from sitekit.pages.composer import Composer
from sitekit.pages.view_builders import iso_date, picture_of, series_view
from sitekit.pages.views import Link, Picture

NEWEST = 20


@dataclass(frozen=True)
class FeedEntry:
    """A post in full, for feed readers."""

    id: str
    """A tag URI (RFC 4151) that outlives the post's address and the site's."""
    title: str
    url: str
    summary: str
    published: str
    updated: str
    authors: tuple[tuple[str, str], ...]
    """Names and absolute addresses."""
    tags: tuple[str, ...]
    image: Picture | None
    """The picture that represents the post (`PageSpec.shared_picture`), its address absolute."""
    own_image: Picture | None
    """The writer's own picture, which is shown above the body."""
    series: tuple[str, Link] | None
    """Which part of a series it is, in words, and the series' page, its address absolute."""
    body: str
    """HTML."""
    introductions: tuple[str, ...]
    """Of the FAQ sets shown whole, as HTML."""
    questions: tuple[tuple[str, str], ...]
    """Questions and answers as HTML."""
    call_to_action: tuple[str, str, str] | None
    """Its words, its button's words and its booking link."""


@dataclass(frozen=True)
class Feed:
    """A feed of posts, newest first."""

    id: str
    title: str
    description: str
    language: str
    publisher: str
    home: str
    """The page whose posts these are, absolute."""
    publisher_url: str
    url: str
    """The feed's own address, absolute."""
    updated: str
    """RFC 3339; of the newest change among the entries."""
    entries: tuple[FeedEntry, ...]

    def as_json_feed(self, content_html: Callable[[FeedEntry], str]) -> dict[str, Any]:
        """Return the feed as JSON Feed 1.1 (jsonfeed.org/version/1.1), as data.

        `content_html` renders an entry, which templates do.
        """
        return {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.home,
            "feed_url": self.url,
            "description": self.description,
            "language": self.language,
            "authors": [{"name": self.publisher, "url": self.publisher_url}],
            "items": [
                _json_item(entry, self.language, content_html(entry)) for entry in self.entries
            ],
        }


def _json_item(entry: FeedEntry, language: str, content_html: str) -> dict[str, Any]:
    optional = {
        "image": entry.image and entry.image.address,
        "authors": [{"name": name, "url": url} for name, url in entry.authors],
    }
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": content_html,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "tags": list(entry.tags),
        "language": language,
    } | {key: value for key, value in optional.items() if value}


def feed(
    library: Library,
    links: LinkResolver,
    posts: Sequence[Post],
    home: str,
    address: str,
    title: str,
    pictures: Mapping[str, Picture],
) -> Feed:
    """Return posts as a feed at `address` of the page at `home`.

    `pictures` has the `shared_picture` of each post's page, by its address.
    """
    settings = library.settings
    metadata, zone = settings.metadata, settings.timezone
    modified = max((post.last_modified for post in posts), default=datetime.fromtimestamp(0, UTC))

    def absolute(address: str) -> str:
        return absolute_url(settings.site_url, Target(address))

    return Feed(
        id=f"tag:{metadata.feed_authority}:{address}",
        title=title,
        description=metadata.site_description,
        language=metadata.language,
        publisher=metadata.site_name,
        home=absolute(home),
        publisher_url=absolute(""),
        url=absolute(address),
        updated=iso_date(modified, zone),
        entries=tuple(_entry(library, links, post, pictures) for post in posts),
    )


def _entry(
    library: Library, links: LinkResolver, post: Post, pictures: Mapping[str, Picture]
) -> FeedEntry:
    composer = Composer(library, links, post.address, post, post.slug, FEED)
    filler, shift = composer.slot_filler(), composer.heading_shift
    path, meta, zone = post.source.path, post.meta, library.settings.timezone
    picture = pictures.get(post.address)
    body = filler.html(path, post.body.parts, "text")
    introductions = tuple(filler.html(s.source.path, s.body.parts, "faq") for s in composer.sets)
    questions = tuple(
        (
            filler.html(faq_set.source.path, question.title, "faq"),
            filler.html(faq_set.source.path, question.answer, "faq", shift),
        )
        for faq_set, question in composer.questions
    )
    tags, part = [tag.meta.label for tag in library.tags_of(post)], None
    if series := series_view(library, post):
        tags.append(series.link.label)
        words = library.words.part_of.format(n=series.number, count=len(series.parts))
        part = words, replace(series.link, address=composer.absolute(series.link.address))
    return FeedEntry(
        id=f"tag:{library.settings.metadata.feed_authority}:posts/{slug_in_name(path)}",
        title=meta.title,
        url=meta.canonical or composer.absolute(post.address),
        summary=meta.description,
        published=iso_date(meta.date, zone),
        updated=iso_date(post.last_modified, zone),
        authors=tuple(
            (author.meta.name, composer.absolute(author.address))
            for author in library.authors_of(post)
        ),
        tags=tuple(dict.fromkeys(tags)),
        image=picture and replace(picture, address=composer.absolute(picture.address)),
        own_image=picture_of(library, post.image_path, meta.image_alt or ""),
        introductions=introductions,
        series=part,
        body=body,
        questions=questions,
        call_to_action=composer.closing_words(),
    )
