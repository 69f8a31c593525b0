"""Which pictures and other files are published: all of docs/, and what shown pages link to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sitekit.content.library import Library
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.markdown.document import Document


def published_assets(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files that go into the site.

    A file beside a post or FAQ set goes in because a page of this build shows it, so that
    nothing of a draft can slip out with its folder.
    """
    docs = {path for path in library.assets if path.startswith("docs/")}
    named = _targets(library, links, lambda body: (*body.links, *body.own_pictures))
    return (docs | named | _in_front(library)) & library.assets.keys()


def shown_pictures(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files that pages show as pictures."""
    return _targets(library, links, lambda body: body.own_pictures) | _in_front(library)


def _in_front(library: Library) -> set[str]:
    """Return the pictures of front matter and of authors."""
    images = {post.image_path for post in library.posts}
    portraits = {author.picture_path for author in library.authors.values()}
    return (images | portraits) - {""}


def _targets(
    library: Library, links: LinkResolver, of: Callable[[Document], Iterable[str]]
) -> set[str]:
    """Return the files that the texts of this build name in some way."""
    named = set()
    for entry in library.entries:
        for url in of(entry.body):
            if url.startswith("cta:"):
                continue
            try:
                named.add(links.resolve(entry.source.path, url).file)
            except LinkError:
                continue  # told by the checks
    return named
