"""Posts for feed readers, as Atom (RFC 4287) and JSON Feed 1.1 show them: in full, absolute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sitekit.content.discovery import slug_in_name
from sitekit.content.library import Library
from sitekit.content.models import Post
from sitekit.content.offers import FEED
from sitekit.formats.views import Feed, FeedEntry
from sitekit.links.resolver import LinkResolver, relative_to_file
from sitekit.pages.composer import Composer
from sitekit.pages.view_builders import Picture, date_view, picture_of

NEWEST = 20


def feed(
    library: Library,
    links: LinkResolver,
    posts: Sequence[Post],
    home: str,
    address: str,
    title: str,
    pictures: Mapping[str, Picture],
) -> Feed:
    """Return the newest of `posts` as a feed at `address` of the page at `home`.

    `pictures` has the picture that stands for each post's page, by its address.
    """
    composer = Composer(library, links, "", None, "", FEED)
    metadata, zone = library.settings.metadata, library.settings.timezone
    newest = posts[:NEWEST]
    last_modified = max(
        (post.last_modified for post in newest), default=datetime.fromtimestamp(0, UTC)
    )
    return Feed(
        id=f"tag:{metadata.feed_authority}:{address}",
        title=title,
        description=metadata.site_description,
        home=composer.absolute(home),
        url=composer.absolute(address),
        updated=date_view(last_modified, zone).iso,
        entries=tuple(_entry(library, links, post, pictures) for post in newest),
    )


def _entry(
    library: Library, links: LinkResolver, post: Post, pictures: Mapping[str, Picture]
) -> FeedEntry:
    composer = Composer(library, links, post.address, post, post.slug, FEED)
    path, zone = post.source.path, library.settings.timezone
    authors = [library.authors[a] for a in post.authors if a in library.authors]
    picture = pictures.get(post.address)
    offer = composer.offer
    questions = []
    for faq_set, question in composer.questions:
        answer = composer.html(faq_set.source.path, question.answer, "faq", 1)
        questions.append((composer.html(faq_set.source.path, question.title, "faq"), answer))
    call_to_action = None
    if offer:
        url = composer.attribution.booking_url(offer, "end")
        call_to_action = (offer.meta.heading, offer.meta.button, url)
    introductions = [
        composer.html(faq_set.source.path, faq_set.body.parts, "faq")
        for faq_set in library.sets_on(post)
    ]
    return FeedEntry(
        id=f"tag:{library.settings.metadata.feed_authority}:posts/{slug_in_name(path)}",
        title=post.meta.title,
        url=post.meta.canonical or composer.absolute(post.address),
        summary=post.meta.description,
        published=date_view(post.meta.date, zone).iso,
        updated=date_view(post.last_modified, zone).iso,
        authors=tuple((a.meta.name, composer.absolute(a.address)) for a in authors),
        tags=tuple(library.tags[t].meta.label for t in post.meta.tags if t in library.tags),
        image=composer.absolute(picture.address) if picture else "",
        own_image=picture_of(
            library, relative_to_file(path, post.meta.image or ""), post.meta.image_alt or ""
        ),
        introductions=tuple(introductions),
        body=composer.html(path, post.body.parts, "text"),
        questions=tuple(questions),
        call_to_action=call_to_action,
    )
