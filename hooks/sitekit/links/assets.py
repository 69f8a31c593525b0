"""Which pictures and other files are published: what pages use, and what its folder publishes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sitekit.content.library import Library
from sitekit.content.models import Doc, Post
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.markdown.document import Document

_PUBLIC = re.compile(
    r"docs/(?:(?:files|assets|\.well-known)/"
    r"|(?:CNAME|\.nojekyll|favicon\.(?:ico|svg|png)|apple-touch-icon(?:-\w+)?\.png"
    r"|(?:ads|app-ads|humans|security|ai)\.txt|[0-9a-f-]{8,128}\.txt|BingSiteAuth\.xml"
    r"|(?:google|yandex_|pinterest-|baidu_verify_)[\w-]+\.(?:html|txt))$)"
)
"""At the root: addresses that browsers, registers and search engines ask for."""


def published_assets(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files to publish.

    A file is published if a page of this build uses it, so that no file of a draft is, if every
    page loads it, or if its folder says so: `docs/files/` for downloads, `docs/assets/` for what
    the templates show, `docs/.well-known/`, and `docs/` for files that other programs look for at
    the site's root.
    """
    docs = {path for path in library.assets if _PUBLIC.match(path)}
    used = _targets(library, links, lambda body: (*body.links, *body.own_pictures))
    public = docs.union(library.settings.own_files, library.settings.sheets_and_scripts)
    return (public | used | _in_front_matter(library)) & library.assets.keys()


def shown_pictures(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files that pages show as pictures."""
    return _targets(library, links, lambda body: body.own_pictures) | _in_front_matter(library)


def pictures_of_pages(library: Library) -> set[str]:
    """Return the paths of the pictures that represent pages, which their front matter names."""
    shown: tuple[Post | Doc, ...] = (*library.posts, *library.docs)
    return {entry.image_path for entry in shown} - {""}


def _in_front_matter(library: Library) -> set[str]:
    """Return the pictures of front matter and of authors."""
    portraits = {author.picture_path for author in library.shown_authors.values()}
    return pictures_of_pages(library) | (portraits - {""})


def _targets(
    library: Library, links: LinkResolver, of: Callable[[Document], Iterable[str]]
) -> set[str]:
    """Return the targets of the URLs that `of` returns for each body of this build."""
    targets = set()
    for entry in library.entries:
        for url in of(entry.body):
            if url.startswith("cta:"):
                continue
            try:
                target = links.resolve(entry.source.path, url)
            except LinkError:
                continue  # reported by the checks
            if not target.held_back:
                targets.add(target.file)
    return targets
