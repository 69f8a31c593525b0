"""Files that only machines read: feeds, robots.txt, sitemap, llms.txt, manifest, Markdown twins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import FaqSet, Post, Tag
from sitekit.formats.feeds import NEWEST, feed
from sitekit.formats.markdown import markdown_version
from sitekit.formats.markdown_links import escape
from sitekit.formats.views import Note, Section
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import LISTING, SITEMAP
from sitekit.pages.composer import Composer
from sitekit.pages.spec import Lazy, PageSpec, remembered

_ATOM, _JSON = "formats/atom.html", "formats/json.html"
TRAINING_CRAWLERS = (
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "GPTBot",
    "meta-externalagent",
)
"""Robots that gather training data alone; those that search and answer have other names.

Google-Extended is not here: it decides on Gemini's answers as well.
"""


def output_formats(
    library: Library, links: LinkResolver, pages: Iterable[PageSpec]
) -> Iterator[PageSpec]:
    """Yield the files of a site whose pages for readers are `pages`."""
    published = [page for page in pages if page.for_readers and not page.badge]

    def file(
        address: str, template: str, view: Any, *, gzipped: bool = False, of: PageSpec | None = None
    ) -> PageSpec:
        """Return a file; as long as the page that it is `of` is the same, it is."""
        composer = Composer(library, links, address, None, "")
        make = partial(
            PageSpec,
            f"pages/{address}.md",
            address,
            template,
            title=address,
            description="",
            view=view,
            composer=composer,
            from_file=False,
            indexed=False,
            gzipped=gzipped,
        )
        return remembered(composer, (of,), make) if of else make()

    metadata = library.settings.metadata
    posts = [post for post in library.posts if not post.meta.noindex and post.published]
    by_address = {page.address: page for page in published}

    def feed_later(posts: Iterable[Post], home: str, address: str, title: str) -> Lazy:
        newest = list(islice(posts, NEWEST))
        pages = [by_address[post.address] for post in newest]
        pictures = {page.address: page.picture for page in pages if page.picture}
        return Lazy(
            (home, address, title, [page.digest for page in pages]),
            lambda: feed(library, links, newest, home, address, title, pictures),
        )

    newest = feed_later(posts, LISTING, "feed.xml", metadata.site_name)
    yield file("feed.xml", _ATOM, newest)
    yield file("feed.json", "formats/jsonfeed.html", newest)
    for tag in library.tags.values():
        address, title = f"{tag.address}feed.xml", f"{metadata.site_name}: {tag.meta.label}"
        tagged = (post for post in posts if tag.id in post.meta.tags)
        yield file(address, _ATOM, feed_later(tagged, tag.address, address, title))
    blocked = () if metadata.training_crawlers else TRAINING_CRAWLERS
    yield file("robots.txt", "formats/robots.html", blocked)
    listed = [page for page in published if page.indexed]
    told = tuple((p.template, p.address, p.title, p.description) for p in listed)
    yield file("llms.txt", "formats/llms.html", Lazy(told, lambda: tuple(_sections(listed))))
    to_be_found = tuple(
        (page.address, page.last_modified.isoformat() if page.last_modified else "", page.pictures)
        for page in published
        if page.listed
    )
    yield file(SITEMAP, "formats/sitemap.html", to_be_found, gzipped=True)
    yield file("site.webmanifest", _JSON, _manifest(library))
    for page in published:
        view = Lazy((page.digest,), partial(markdown_version, page))
        yield file(f"{page.address}index.md", "formats/markdown.html", view, of=page)


def _sections(pages: list[PageSpec]) -> Iterator[Section]:
    """Group pages for llms.txt by what they are."""
    groups: dict[str, list[Note]] = {"Pages": [], "Articles": [], "Questions": [], "Topics": []}
    for page in pages:
        entry = page.composer.entry
        name = {Post: "Articles", FaqSet: "Questions", Tag: "Topics"}.get(type(entry), "Pages")
        if page.breadcrumbs and page.breadcrumbs[-1].label.startswith("Page "):
            continue  # what it lists is here in full
        url = page.composer.absolute(f"{page.address}index.md")
        groups[name].append(Note(escape(page.title), url, escape(page.description)))
    for name, notes in groups.items():
        if notes:
            yield Section(name, tuple(notes))


def _manifest(library: Library) -> dict[str, Any]:
    """Return the web app manifest (W3C, Web Application Manifest), its addresses relative."""
    metadata = library.settings.metadata
    icons = [
        {"src": f"assets/icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png"}
        for n in (192, 512)
    ]
    return {
        "name": metadata.site_name,
        "short_name": metadata.site_name,
        "description": metadata.site_description,
        "lang": metadata.language,
        "start_url": "./",
        "display": "browser",
        "background_color": "#0f1826",
        "theme_color": "#0f1826",
        "icons": icons,
    }
