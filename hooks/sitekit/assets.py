"""Which pictures and other files are published: all of docs/, and what shown pages link to."""

from __future__ import annotations

from sitekit.files import AUTHORS
from sitekit.library import Library
from sitekit.sitemap import LinkError, SiteMap, beside
from sitekit.slots import links


def published_assets(library: Library, where: SiteMap) -> set[str]:
    """Return the paths of the files that go into the site.

    A file beside a post or FAQ set goes in because a page of this build shows it, so that
    nothing of a draft can slip out with its folder.
    """
    published = {path for path in library.assets if path.startswith("docs/")}
    for entry in library.entries:
        parts = [
            entry.body.parts,
            *(part for q in entry.body.questions for part in (q.title, q.answer)),
        ]
        for url in (url for some in parts for url in links(some) if not url.startswith("cta:")):
            try:
                published.add(where.resolve(entry.source.path, url).file)
            except LinkError:
                continue  # told by the checks
    for post in library.posts:
        if post.meta.image:
            published.add(beside(post.source.path, post.meta.image))
    for author in library.authors.values():
        if author.meta.picture:
            published.add(beside(AUTHORS, author.meta.picture))
    return published & library.assets.keys()
