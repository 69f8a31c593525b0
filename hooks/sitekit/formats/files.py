"""Which output formats the site has: files for programs, made from the pages for readers.

`SITE_FILES` lists those with an address of their own; to add one, add a line to it and a module
that builds its view. Beside them each topic has a feed, and each page a Markdown version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import Post
from sitekit.formats.feeds import NEWEST, Feed, feed
from sitekit.formats.llms import Section, llms_sections
from sitekit.formats.manifest import manifest
from sitekit.formats.markdown import markdown_version
from sitekit.formats.robots import disallowed
from sitekit.formats.sitemap import SitemapEntry, sitemap_entries
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import BUILD_MARK, LISTING, NOT_FOUND, SITEMAP, feed_addresses
from sitekit.pages.inputs import PageInputs
from sitekit.pages.spec import Lazy, PageSpec


@dataclass(frozen=True)
class Published:
    """What the output formats of one build are made from."""

    inputs: PageInputs
    pages: tuple[PageSpec, ...]
    """The published pages for readers."""

    @property
    def library(self) -> Library:
        """The content."""
        return self.inputs.library

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The published posts that search engines may list, newest first."""
        return tuple(p for p in self.library.posts if p.published and not p.meta.noindex)

    @cached_property
    def page_at(self) -> dict[str, PageSpec]:
        """The pages by their addresses."""
        return {page.address: page for page in self.pages}

    @property
    def indexed(self) -> list[PageSpec]:
        """The pages that search engines may list."""
        return [page for page in self.pages if page.indexed]

    def feed(self, posts: Iterable[Post], home: str, address: str, title: str) -> Lazy:
        """Return the newest of some posts as a feed at `address` of the page at `home`."""
        newest = tuple(islice(posts, NEWEST))
        pages = [self.page_at[post.address] for post in newest]
        pictures = {page.address: page.shared_picture for page in pages if page.shared_picture}

        def build(library: Library, links: LinkResolver) -> Feed:
            return feed(library, links, newest, home, address, title, pictures)

        return Lazy((home, address, title, [page.digest for page in pages]), build)


@dataclass(frozen=True)
class SiteFile:
    """A file for programs with an address of its own."""

    address: str
    template: str
    view: Callable[[Published, str], Any]
    """Builds what the template shows at an address, as plain data or as `Lazy`."""
    gzipped: bool = False


def _newest_posts(published: Published, address: str) -> Lazy:
    title = published.library.settings.metadata.site_name
    return published.feed(published.posts, LISTING, address, title)


def _sitemap(published: Published, _: str) -> tuple[SitemapEntry, ...]:
    return sitemap_entries(published.pages)


def _robots(published: Published, _: str) -> tuple[str, ...]:
    return disallowed(published.library.settings.metadata)


def _manifest(published: Published, _: str) -> dict[str, Any]:
    return manifest(published.library.settings.metadata, published.library.brand)


def _llms(published: Published, _: str) -> Lazy:
    pages = published.indexed
    inputs = tuple((p.template, p.address, p.title, p.description) for p in pages)

    def build(library: Library, _: LinkResolver) -> tuple[Section, ...]:
        return tuple(llms_sections(library.settings.site_url, library.words, pages))

    return Lazy(inputs, build)


_ATOM = "formats/atom.html"
SITE_FILES = (
    SiteFile("feed.xml", _ATOM, _newest_posts),
    SiteFile("feed.json", "formats/jsonfeed.html", _newest_posts),
    SiteFile("robots.txt", "formats/robots.html", _robots),
    SiteFile("llms.txt", "formats/llms.html", _llms),
    SiteFile(SITEMAP, "formats/sitemap.html", _sitemap, gzipped=True),
    SiteFile("site.webmanifest", "formats/json.html", _manifest),
)
RESERVED = (
    NOT_FOUND,
    BUILD_MARK,
    *(file.address for file in SITE_FILES),
    *(f"{file.address}.gz" for file in SITE_FILES if file.gzipped),
)
"""The addresses that no page, file or alias may have."""


def output_formats(inputs: PageInputs, pages: Iterable[PageSpec]) -> Iterator[PageSpec]:
    """Yield the files for programs of a site that has these pages."""
    shown = tuple(page for page in pages if page.for_readers and not page.badge)
    published = Published(inputs, shown)
    for file in SITE_FILES:
        yield _spec(
            file.address, file.template, file.view(published, file.address), gzipped=file.gzipped
        )
    site_name = inputs.library.settings.metadata.site_name
    for tag in inputs.library.shown_tags.values():
        address, title = f"{tag.address}feed.xml", f"{site_name}: {tag.meta.label}"
        tagged = (post for post in published.posts if tag.id in post.meta.tags)
        view = published.feed(tagged, tag.address, address, title)
        yield from (_spec(feed, _ATOM, view) for feed in feed_addresses(tag))
    for page in shown:
        if page.indexed:  # a Markdown file cannot ask robots not to list it
            yield _markdown(inputs, page)


def _markdown(inputs: PageInputs, page: PageSpec) -> PageSpec:
    """Return the Markdown version of a page; it is remembered as long as the page is equal."""
    address = f"{page.address}index.md"

    def make() -> PageSpec:
        view = Lazy((page.digest,), partial(markdown_version, page=page))
        return _spec(address, "formats/markdown.html", view)

    return inputs.page(address, None, (page,), make)


def _spec(address: str, template: str, view: Any, *, gzipped: bool = False) -> PageSpec:
    return PageSpec(
        source=f"pages/{address}.md",
        address=address,
        template=template,
        title=address,
        description="",
        view=view,
        campaign="",
        from_file=False,
        indexed=False,
        gzipped=gzipped,
    )
