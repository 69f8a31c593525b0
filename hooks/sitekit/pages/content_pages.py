"""Pages made from one file each: posts, FAQ sets, pages of docs/."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.models import Doc, Entry, FaqSet, Post
from sitekit.pages.inputs import PageInputs
from sitekit.pages.question_pages import answer_openings, question_pages
from sitekit.pages.spec import PageSpec, last_change
from sitekit.pages.view_builders import (
    author_view,
    badge,
    date_view,
    picture_of,
    pixels_of,
    series_view,
    social_picture,
    tag_links,
)
from sitekit.pages.views import DocView, Link, PostView, SetView

_NEWEST_ON_HOME = 3


def content_pages(inputs: PageInputs) -> Iterator[PageSpec]:
    """Yield the page of each file that has one."""
    library = inputs.library
    for doc in library.docs:
        yield _doc_page(inputs, doc)
    for post in library.posts:
        yield _post_page(inputs, post)
    for faq_set in library.sets:
        if library.home(faq_set) == faq_set:
            yield _set_page(inputs, faq_set)
            yield from question_pages(inputs, faq_set)


def _post_page(inputs: PageInputs, post: Post) -> PageSpec:
    library, meta, path = inputs.library, post.meta, post.source.path
    related = tuple(inputs.post_card(other) for other in inputs.related(post))
    newer, older = (
        inputs.post_card(other) if other else None
        for other in (library.newer(post), library.older(post))
    )
    texts, pictures = inputs.of_texts(post), _pictures(inputs, post)
    series = series_view(library, post)

    def make() -> PageSpec:
        words, alt = library.words, meta.image_alt or ""
        shown = {faq_set.name: faq_set for faq_set, _ in library.questions_on(post)}.values()
        picture, outline = picture_of(library, post.image_path, alt), inputs.outline(post)
        view = PostView(
            tags=tag_links(library, post),
            authors=tuple(author_view(library, author) for author in library.authors_of(post)),
            date=date_view(library, meta.date),
            updated=date_view(library, meta.updated) if meta.updated else None,
            minutes=post.minutes,
            image=picture,
            related=related,
            newer=newer,
            older=older,
            series=series,
            outline=None if picture else outline,
        )
        authors = ", ".join(author.name for author in view.authors)
        social = social_picture(library, post.image_path, alt)
        return PageSpec(
            source=path,
            address=post.address,
            template="post.html",
            title=meta.title,
            description=meta.description,
            view=view,
            campaign=post.slug,
            entry=post,
            inputs=texts,
            questions_heading=words.common_questions if shown else "",
            indexed=not meta.noindex,
            canonical=meta.canonical or "",
            breadcrumbs=(
                *(inputs.home, inputs.blog),
                *([series.link] if series else []),
                Link(meta.title, post.address),
            ),
            last_modified=last_change([post], shown),
            social_card=inputs.card(meta.title, words.article, authors, outline),
            own_picture=pixels_of(library, post.image_path, alt) if social else None,
            social_picture=social,
            pictures=_distinct(*([view.image.address] if view.image else []), *pictures),
            badge=badge(library, post),
        )

    return inputs.page(post.address, post, (related, newer, older, texts, pictures, series), make)


def _set_page(inputs: PageInputs, faq_set: FaqSet) -> PageSpec:
    """Return the page of a FAQ set that has one of its own."""
    library, meta = inputs.library, faq_set.meta
    shown_in = tuple(inputs.post_card(post) for post in library.showing(faq_set))
    texts = inputs.of_texts(faq_set)

    def make() -> PageSpec:
        return PageSpec(
            source=faq_set.source.path,
            address=faq_set.address,
            template="faq_set.html",
            title=meta.title,
            description=meta.description,
            view=SetView(
                tags=tag_links(library, faq_set),
                updated=date_view(library, meta.updated) if meta.updated else None,
                shown_in=shown_in,
                answers=answer_openings(faq_set),
            ),
            campaign=f"faq-{faq_set.name}",
            entry=faq_set,
            inputs=texts,
            indexed=not meta.noindex,
            canonical=meta.canonical or "",
            breadcrumbs=(inputs.home, inputs.questions, Link(meta.title, faq_set.address)),
            last_modified=meta.updated,
            social_card=inputs.card(meta.title, library.words.questions),
            badge=badge(library, faq_set),
        )

    return inputs.page(faq_set.address, faq_set, (shown_in, texts), make)


def _doc_page(inputs: PageInputs, doc: Doc) -> PageSpec:
    is_home, meta = not doc.address, doc.meta
    newest = inputs.library.posts[:_NEWEST_ON_HOME] if is_home else ()
    cards, texts = tuple(inputs.sketched_card(post) for post in newest), inputs.of_texts(doc)
    library, alt = inputs.library, meta.image_alt or ""
    last_modified = last_change(newest) if is_home else meta.updated

    def make() -> PageSpec:
        social = social_picture(library, doc.image_path, alt)
        return PageSpec(
            source=doc.source.path,
            address=doc.address,
            template="home.html" if is_home else "page.html",
            title=meta.title,
            description=meta.description,
            view=DocView(
                cards, doc.headline, meta.lead or "", picture_of(library, doc.image_path, alt)
            ),
            campaign=doc.slug,
            entry=doc,
            inputs=texts,
            indexed=not meta.noindex,
            breadcrumbs=() if is_home else (inputs.home, Link(meta.title, doc.address)),
            type="AboutPage" if meta.kind == "about" else "WebPage",
            last_modified=last_modified,
            social_card=inputs.card(doc.headline, _kind_of_firm(inputs)),
            own_picture=pixels_of(library, doc.image_path, alt) if social else None,
            social_picture=social,
            canonical=meta.canonical or "",
            badge=badge(library, doc),
            nav_title=meta.nav_title or "",
        )

    return inputs.page(doc.address, doc, (cards, texts, last_modified), make)


def _kind_of_firm(inputs: PageInputs) -> str:
    """Return what the card of a page of docs/ calls it."""
    library = inputs.library
    return library.settings.metadata.kind or library.words.page


def _pictures(inputs: PageInputs, entry: Entry) -> tuple[str, ...]:
    """Return the addresses of the site's own pictures that an entry's text shows."""
    path = entry.source.path
    targets = [inputs.links.find(path, url) for url, _ in entry.body.pictures]
    return _distinct(*(t.address for t in targets if t and not t.held_back))


def _distinct(*addresses: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))
