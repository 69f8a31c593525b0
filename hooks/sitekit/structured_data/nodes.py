"""Nodes of structured data (schema.org, JSON-LD 1.1) as plain data, one function a type.

Every node is flat, has a stable absolute `@id`, and refers to others by theirs, after the design
that Yoast documents for its graph. A property without a value is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sitekit.content.models import Author, FaqSet, Offer, Post, Question
from sitekit.content.site_metadata import PostalAddress, SiteMetadata
from sitekit.links.urls import absolute_url
from sitekit.markdown.document import Heading
from sitekit.markdown.html_text import reduce
from sitekit.markdown.slots import fill
from sitekit.pages.composer import Composer
from sitekit.pages.spec import PageSpec
from sitekit.pages.view_builders import iso_date
from sitekit.pages.views import Link, Picture, PostCard

Node = dict[str, Any]
Absolute = Callable[[str], str]
"""Returns the absolute URL of an address."""


def ref(identifier: str) -> Node:
    """Return a reference to another node."""
    return {"@id": identifier}


def _node(identifier: str, kind: str | Sequence[str], **properties: Any) -> Node:
    given = {key: value for key, value in properties.items() if value not in (None, "", [], ())}
    return {"@type": kind, "@id": identifier, **given}


def website(metadata: SiteMetadata, root: str) -> Node:
    """Return the WebSite, published by the organization."""
    return _node(
        f"{root}#website",
        "WebSite",
        url=root,
        name=metadata.site_name,
        description=metadata.site_description,
        inLanguage=metadata.language,
        publisher=ref(f"{root}#organization"),
    )


def organization(metadata: SiteMetadata, root: str) -> Node:
    """Return the publisher: an Organization; with an address, a LocalBusiness.

    That is an Organization and a Place, and needs name and address (Google, "Local business"). Of
    its subtypes none is about consulting; ProfessionalService is deprecated by schema.org.
    """
    return _node(
        f"{root}#organization",
        "LocalBusiness" if metadata.address else "Organization",
        name=metadata.site_name,
        url=root,
        logo=ref(f"{root}#logo"),
        image=ref(f"{root}#logo"),
        sameAs=[profile.url for profile in metadata.profiles],
        address=ref(f"{root}#address") if metadata.address else None,
    )


def postal_address(address: PostalAddress, root: str) -> Node:
    """Return the publisher's PostalAddress."""
    return _node(
        f"{root}#address",
        "PostalAddress",
        streetAddress=address.street,
        postalCode=address.postal_code,
        addressLocality=address.city,
        addressRegion=address.region,
        addressCountry=address.country,
    )


def employer(name: str, page: str) -> Node:
    """Return the Organization that the author of a page works for, if it is not the publisher."""
    return _node(f"{page}#employer", "Organization", name=name)


def webpage(spec: PageSpec, page: str, root: str, language: str, facts: Mapping[str, Any]) -> Node:
    """Return the page's own node; one at which questions are at home is a FAQPage as well.

    `facts` are its references to other nodes.
    """
    questions = isinstance(facts["mainEntity"], list)
    return _node(
        page,
        [spec.type, "FAQPage"] if questions else spec.type,
        url=page,
        name=spec.title,
        description=spec.description,
        inLanguage=language,
        isPartOf=ref(f"{root}#website"),
        publisher=ref(f"{root}#organization"),
        **facts,
    )


def image(identifier: str, url: str, picture: Picture) -> Node:
    """Return an ImageObject with its size in pixels."""
    return _node(
        identifier,
        "ImageObject",
        url=url,
        contentUrl=url,
        width=picture.width,
        height=picture.height,
        caption=picture.alt,
    )


def breadcrumb(page: str, breadcrumbs: Sequence[Link], absolute: Any) -> Node:
    """Return the BreadcrumbList of a page; its last item, the page itself, has no `item`."""
    items = []
    for position, link in enumerate(breadcrumbs, start=1):
        item = {"@type": "ListItem", "position": position, "name": link.label}
        if position < len(breadcrumbs):
            item["item"] = absolute(link.address)
        items.append(item)
    return _node(f"{page}#breadcrumb", "BreadcrumbList", itemListElement=items)


def person(author: Author, page: str, facts: Mapping[str, Any]) -> Node:
    """Return an author: the name alone in `name`; `facts` are references to other nodes."""
    return _node(
        f"{page}#person",
        "Person",
        name=author.meta.name,
        url=page,
        jobTitle=author.meta.role,
        description=author.meta.bio,
        knowsAbout=list(author.meta.knows_about),
        sameAs=[url for url in (author.meta.url, *author.meta.same_as) if url],
        **facts,
    )


def section_service(here: str, section: Heading, description: str, root: str) -> Node:
    """Return the service that the section at a URL is about, in the section's own words."""
    return _node(
        here,
        "Service",
        name=section.text,
        description=description,
        url=here,
        provider=ref(f"{root}#organization"),
    )


def booked_service(root: str, offer: Offer) -> Node:
    """Return the service that an offer of a call is for, with the action that books it."""
    return _node(
        f"{root}#discovery-call",
        "Service",
        name=offer.meta.heading,
        description=offer.meta.text,
        provider=ref(f"{root}#organization"),
        potentialAction={
            "@type": "ReserveAction",
            "name": offer.meta.button,
            "target": {"@type": "EntryPoint", "urlTemplate": offer.meta.url},
        },
    )


def subscribe(composer: Composer, offer: Offer) -> Node | None:
    """Return the action that signs up by e-mail, on the sign-up's own page; None for a call."""
    if not offer.meta.sign_up:
        return None
    target = {"@type": "EntryPoint", "urlTemplate": composer.absolute(offer.address)}
    return {"@type": "SubscribeAction", "name": offer.meta.heading, "target": target}


def question(composer: Composer, faq_set: FaqSet, item: Question) -> Node:
    """Return a Question with its full answer, as its home shows it."""

    def absolute(url: str) -> str:
        # A booking link is the page's, not the answer's: its words stay, its address does not.
        target = composer.links.find(faq_set.source.path, url)
        if target is None or target.held_back or url.startswith("cta:"):
            return ""
        return absolute_url(composer.library.settings.site_url, target)

    here = composer.absolute(composer.address, item.id)
    text = reduce(fill(item.answer, absolute, composer.heading_shift))
    return _node(
        here,
        "Question",
        url=here,
        name=item.text,
        acceptedAnswer={"@type": "Answer", "text": text},
    )


def series(link: Link, absolute: Absolute, **facts: Any) -> Node:
    """Return a series of posts as CreativeWorkSeries."""
    here = absolute(link.address)
    return _node(f"{here}#series", "CreativeWorkSeries", name=link.label, url=here, **facts)


def part(card: PostCard, position: int, absolute: Absolute) -> Node:
    """Return a part of a series, as far as the series' page says it."""
    here = absolute(card.address)
    return _node(
        f"{here}#article",
        "BlogPosting",
        headline=card.title,
        description=card.description,
        url=here,
        datePublished=card.date.iso,
        position=position,
    )


def article(post: Post, page: str, composer: Composer, facts: Mapping[str, Any]) -> Node:
    """Return a post as BlogPosting; `facts` are its references to other nodes."""
    zone = composer.library.settings.timezone
    tags = composer.library.tags_of(post)
    return _node(
        f"{page}#article",
        "BlogPosting",
        headline=post.meta.title,
        description=post.meta.description,
        datePublished=iso_date(post.meta.date, zone),
        dateModified=iso_date(post.meta.updated or post.meta.date, zone),
        keywords=[tag.meta.label for tag in tags],
        wordCount=post.body.words,
        inLanguage=composer.library.settings.metadata.language,
        **({"isPartOf": ref(page), "mainEntityOfPage": ref(page)} | dict(facts)),
    )
