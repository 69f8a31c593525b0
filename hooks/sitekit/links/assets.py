"""Which pictures and other files are published: all of docs/, and what published pages use."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sitekit.content.library import Library
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.markdown.document import Document


def published_assets(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files to publish.

    A file in posts/ or faq/ is published only if a page of this build uses it, so that no file of a
    draft is published.
    """
    docs = {path for path in library.assets if path.startswith("docs/")}
    used = _targets(library, links, lambda body: (*body.links, *body.own_pictures))
    return (docs | used | _in_front_matter(library)) & library.assets.keys()


def shown_pictures(library: Library, links: LinkResolver) -> set[str]:
    """Return the paths of the files that pages show as pictures."""
    return _targets(library, links, lambda body: body.own_pictures) | _in_front_matter(library)


def _in_front_matter(library: Library) -> set[str]:
    """Return the pictures of front matter and of authors."""
    images = {post.image_path for post in library.posts}
    portraits = {author.picture_path for author in library.shown_authors.values()}
    return (images | portraits) - {""}


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
