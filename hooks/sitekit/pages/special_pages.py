"""Pages that no file is for: redirects, sign-ups, the one for dead addresses, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from sitekit.content.models import Offer, Unreadable
from sitekit.content.offers import open_sign_ups
from sitekit.links.redirects import redirects
from sitekit.links.routes import NOT_FOUND
from sitekit.links.urls import Target, absolute_url
from sitekit.pages.inputs import PageInputs
from sitekit.pages.spec import PageSpec
from sitekit.pages.views import DocView, Link, RedirectView

_NEWEST_POSTS = 3


def special_pages(inputs: PageInputs) -> Iterator[PageSpec]:
    """Yield the redirects, the pages of sign-ups, and the page for addresses that lead nowhere."""
    yield from _redirects(inputs)
    for offer in open_sign_ups(inputs.library):
        yield inputs.page(offer.address, offer, (), partial(_sign_up, inputs, offer))
    yield _not_found(inputs)


def problem_pages(inputs: PageInputs, unreadable: Iterable[Unreadable]) -> Iterator[PageSpec]:
    """Yield, for the preview, a page in place of each file that cannot be shown."""
    entries = inputs.library.all_entries
    broken = [Unreadable(e.source.path, e.address) for e in entries if e.broken]
    for file in (*unreadable, *broken):
        yield _page(
            file.address, "problems.html", file.path, description=file.path, source=file.path
        )


def _page(address: str, template: str, title: str, **rest: Any) -> PageSpec:
    return PageSpec(
        source=rest.pop("source", f"pages/{address}.md"),
        address=address,
        template=template,
        title=title,
        view=rest.pop("view", None),
        campaign=rest.pop("campaign", "404"),
        from_file=False,
        indexed=False,
        **rest,
    )


def _redirects(inputs: PageInputs) -> Iterator[PageSpec]:
    """Yield the page of each redirect."""
    library = inputs.library
    for address, redirect in redirects(library).items():
        target = redirect.target
        url = absolute_url(library.settings.site_url, Target(target.address))
        yield _page(
            address,
            "redirect.html",
            redirect.title,
            description=library.words.moved.format(page=url),
            view=RedirectView(Link(redirect.title, target.address, target.fragment)),
            canonical=url,
        )


def _sign_up(inputs: PageInputs, offer: Offer) -> PageSpec:
    """Return the page of a sign-up, for links from where its form is not."""
    return _page(
        offer.address,
        "sign_up.html",
        offer.meta.heading,
        description=offer.meta.text,
        campaign=f"sign-up-{offer.id}",
        entry=offer,
        breadcrumbs=(inputs.home, Link(offer.meta.heading, offer.address)),
        social_card=inputs.card(offer.meta.heading, inputs.library.words.sign_up),
    )


def _not_found(inputs: PageInputs) -> PageSpec:
    """Return the page for addresses that lead nowhere, with the newest posts."""
    words, newest = inputs.library.words, inputs.library.posts[:_NEWEST_POSTS]
    return _page(
        NOT_FOUND,
        NOT_FOUND,
        words.not_found,
        description=words.not_found_description,
        view=DocView(tuple(inputs.post_card(post) for post in newest)),
    )
