"""Pages that stand in for others: redirects, the page for dead addresses, problems to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sitekit.content.library import Library
from sitekit.content.models import Unreadable
from sitekit.links.resolver import LinkResolver
from sitekit.links.routes import NOT_FOUND, alias_addresses, tag_alias_addresses
from sitekit.pages.composer import Composer
from sitekit.pages.spec import PageSpec
from sitekit.pages.view_builders import Link, post_card, tag_link
from sitekit.pages.views import DocView, RedirectView


def _spec(
    library: Library, links: LinkResolver, address: str, template: str, **rest: Any
) -> PageSpec:
    composer = Composer(library, links, address, None, "404")
    source = rest.pop("source", f"pages/{address}.md")
    return PageSpec(
        source,
        address,
        template,
        view=rest.pop("view", None),
        composer=composer,
        from_file=False,
        indexed=False,
        **rest,
    )


def special_pages(library: Library, links: LinkResolver) -> Iterator[PageSpec]:
    """Yield the redirects, and the page for addresses that lead nowhere."""
    yield from _redirects(library, links)
    yield _not_found(library, links)


def _redirects(library: Library, links: LinkResolver) -> Iterator[PageSpec]:
    """Yield a redirect from each old address of a post and each other name of a tag.

    Every one leads straight to a page: no alias can be an address that exists.
    """
    for post in library.posts:
        for alias in post.meta.aliases:
            for address in alias_addresses(alias):
                target = Link(post.meta.title, post.address)
                yield _redirect(library, links, address, target)
    for tag in library.tags.values():
        for address in tag_alias_addresses(tag):
            yield _redirect(library, links, address, tag_link(tag))


def _redirect(library: Library, links: LinkResolver, address: str, target: Link) -> PageSpec:
    whole = Composer(library, links, "", None, "").absolute(target.address)
    return _spec(
        library,
        links,
        address,
        "redirect.html",
        view=RedirectView(target),
        title=target.label,
        description=f"This page has moved to {whole}",
        canonical=whole,
    )


def _not_found(library: Library, links: LinkResolver) -> PageSpec:
    """Return the page for addresses that lead nowhere, with the newest posts."""
    newest = tuple(post_card(library, post) for post in library.posts[:3])
    return _spec(
        library,
        links,
        NOT_FOUND,
        NOT_FOUND,
        view=DocView(newest),
        title="There is no page at this address",
        description="The page you asked for is not here.",
    )


def problem_pages(
    library: Library, links: LinkResolver, unreadable: Iterable[Unreadable]
) -> Iterator[PageSpec]:
    """Yield, for the preview, a page in place of each file that cannot be shown."""
    broken = [Unreadable(e.source.path, e.address) for e in library.all_entries if e.broken]
    for file in (*unreadable, *broken):
        yield _spec(
            library,
            links,
            file.address,
            "problems.html",
            source=file.path,
            title=file.path,
            description=file.path,
        )
