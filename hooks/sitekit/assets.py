"""Which pictures and other files are published: all of docs/, and what shown pages link to."""

from __future__ import annotations

from collections.abc import Callable

from sitekit.files import AUTHORS
from sitekit.library import Library
from sitekit.sitemap import LinkError, SiteMap, beside
from sitekit.slots import Parts, links, pictures


def published_assets(library: Library, where: SiteMap) -> set[str]:
    """Return the paths of the files that go into the site.

    A file beside a post or FAQ set goes in because a page of this build shows it, so that
    nothing of a draft can slip out with its folder.
    """
    docs = {path for path in library.assets if path.startswith("docs/")}
    linked = _targets(library, where, links)
    return (docs | linked | shown_pictures(library, where)) & library.assets.keys()


def shown_pictures(library: Library, where: SiteMap) -> set[str]:
    """Return the paths of the files that pages show as pictures."""
    shown = _targets(library, where, pictures)
    for post in library.posts:
        if post.meta.image:
            shown.add(beside(post.source.path, post.meta.image))
    for author in library.authors.values():
        if author.meta.picture:
            shown.add(beside(AUTHORS, author.meta.picture))
    return shown


def _targets(library: Library, where: SiteMap, of: Callable[[Parts], list[str]]) -> set[str]:
    """Return the files that the texts of this build name in some way."""
    named = set()
    for entry in library.entries:
        parts = [
            entry.body.parts,
            *(part for q in entry.body.questions for part in (q.title, q.answer)),
        ]
        for url in (url for some in parts for url in of(some) if not url.startswith("cta:")):
            try:
                named.add(where.resolve(entry.source.path, url).file)
            except LinkError:
                continue  # told by the checks
    return named
