"""Pages made from one file each, for the adapter to hand to MkDocs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitekit.content.library import Library
from sitekit.content.models import Doc, FaqSet, Post
from sitekit.links.resolver import LinkResolver, relative_to_file
from sitekit.pages.composer import Composer
from sitekit.pages.spec import (
    BLOG,
    HOME,
    QUESTIONS,
    PageSpec,
    newest,
    remembered,
    social_card,
    text_inputs,
)
from sitekit.pages.view_builders import (
    AuthorView,
    Link,
    author_view,
    badge,
    date_view,
    picture_of,
    pixels_of,
    post_card,
    tag_link,
)
from sitekit.pages.views import DocView, PostView, SetView


def post_page(
    library: Library, links: LinkResolver, post: Post, author_views: Mapping[str, AuthorView]
) -> PageSpec:
    """Return a post's page; `author_views` are all authors, by their ids."""
    composer = Composer(library, links, post.address, post, post.slug)
    meta, path, zone = post.meta, post.source.path, library.settings.timezone
    newer, older = library.newer(post), library.older(post)
    related = tuple(post_card(library, other) for other in library.related(post))
    near = tuple(post_card(library, other) if other else None for other in (newer, older))
    texts, pictures = text_inputs(composer), composer.pictures(path, post.body.pictures)

    def make() -> PageSpec:
        image, alt = relative_to_file(path, meta.image or ""), meta.image_alt or ""
        view = PostView(
            tags=tuple(tag_link(library.tags[t]) for t in meta.tags if t in library.tags),
            authors=tuple(
                author_views[author] for author in post.authors if author in author_views
            ),
            date=date_view(meta.date, zone),
            updated=date_view(meta.updated, zone) if meta.updated else None,
            minutes=post.minutes,
            image=picture_of(library, image, alt),
            related=related,
            newer=near[0],
            older=near[1],
        )
        authors = ", ".join(author.name for author in view.authors)
        return PageSpec(
            source=path,
            address=post.address,
            template="post.html",
            title=meta.title,
            description=meta.description,
            view=view,
            composer=composer,
            inputs=texts,
            indexed=not meta.noindex,
            canonical=meta.canonical or "",
            breadcrumbs=(HOME, BLOG, Link(meta.title, post.address)),
            last_modified=newest([post], {s.name: s for s, _ in composer.questions}.values()),
            social_card=social_card(library, meta.title, "Article", authors),
            own_picture=pixels_of(library, image, alt),
            pictures=(*([view.image.address] if view.image else []), *pictures),
            badge=badge(post, zone),
        )

    return remembered(composer, (related, near, texts, pictures), make)


def set_page(library: Library, links: LinkResolver, faq_set: FaqSet) -> PageSpec:
    """Return the page of a FAQ set that has one of its own."""
    composer = Composer(library, links, faq_set.address, faq_set, f"faq-{faq_set.name}")
    meta, zone = faq_set.meta, library.settings.timezone
    shown_in = tuple(post_card(library, post) for post in library.showing(faq_set))
    texts = text_inputs(composer)

    def make() -> PageSpec:
        view = SetView(
            tags=tuple(tag_link(library.tags[t]) for t in meta.tags if t in library.tags),
            updated=date_view(meta.updated, zone) if meta.updated else None,
            shown_in=shown_in,
        )
        return PageSpec(
            source=faq_set.source.path,
            address=faq_set.address,
            template="faq_set.html",
            title=meta.title,
            description=meta.description,
            view=view,
            composer=composer,
            inputs=texts,
            breadcrumbs=(HOME, QUESTIONS, Link(meta.title, faq_set.address)),
            last_modified=meta.updated,
            social_card=social_card(library, meta.title, "Questions"),
            badge=badge(faq_set, zone),
        )

    return remembered(composer, (shown_in, texts), make)


def doc_page(library: Library, links: LinkResolver, doc: Doc) -> PageSpec:
    """Return the page of a file in docs/."""
    composer = Composer(library, links, doc.address, doc, doc.slug)
    texts, shown = text_inputs(composer), () if doc.address else library.posts[:3]
    cards = tuple(post_card(library, post) for post in shown)
    last_modified = doc.meta.updated if doc.address else newest(shown)

    def make() -> PageSpec:
        return PageSpec(
            source=doc.source.path,
            address=doc.address,
            template="home.html" if not doc.address else "page.html",
            title=doc.meta.title,
            description=doc.meta.description,
            view=DocView(cards),
            composer=composer,
            inputs=texts,
            indexed=not doc.meta.noindex,
            breadcrumbs=(HOME, Link(doc.meta.title, doc.address)) if doc.address else (),
            type="AboutPage" if doc.meta.kind == "about" else "WebPage",
            last_modified=last_modified,
            social_card=social_card(library, doc.headline, "Consultancy"),
            extra_meta=doc.meta.model_extra or {},
        )

    return remembered(composer, (cards, texts, last_modified), make)


def content_pages(library: Library, links: LinkResolver) -> Iterator[PageSpec]:
    """Yield the page of each file that has one."""
    for doc in library.docs:
        yield doc_page(library, links, doc)
    author_views = {name: author_view(library, author) for name, author in library.authors.items()}
    for post in library.posts:
        yield post_page(library, links, post, author_views)
    for faq_set in library.sets:
        if library.home(faq_set) is faq_set:
            yield set_page(library, links, faq_set)
