"""Keys that other generators have in front matter, and what each is called here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_SPELLINGS = {
    "title": "name headline heading page_title seo_title meta_title",
    "description": (
        "excerpt summary subtitle lead abstract tagline teaser intro meta_description "
        "seo_description custom_excerpt"
    ),
    "date": (
        "pubDate pubDatetime publishDate published_at published_on publish_date created created_at "
        "date_published posted"
    ),
    "updated": (
        "lastmod last_modified_at last_modified modified modified_at updatedDate updated_at "
        "last_updated date_modified modDatetime"
    ),
    "author": "byline writer by creator",
    "tags": "tag categories category keywords topics labels taxonomy taxonomies",
    "faq": "faqs questions",
    "cta": "call_to_action offer",
    "slug": "permalink url link path",
    "aliases": "redirect_from redirects old_urls redirect alias",
    "image": (
        "cover coverImage cover_image featured_image feature_image featuredImage thumbnail "
        "heroImage hero_image banner og_image header_image images photo picture"
    ),
    "image_alt": (
        "alt imageAlt heroImageAlt coverAlt cover_alt image_description heroAlt feature_image_alt"
    ),
    "related": "related_posts see_also",
    "draft": "is_draft",
    "expires": "expiryDate expiry_date expire_date unpublish_date",
    "noindex": "robots",
    "canonical": "canonical_url canonicalURL original_url",
}
_UNNEEDED = (
    "layout type template templateKey id uid guid weight comments toc math mathjax mermaid pin "
    "sticky readTime reading_time minutes lang language featured output search hide icon markup "
    "menu share cssclass cssclasses links eleventyNavigation eleventyExcludeFromCollections"
)
_PUBLISHED = {"published", "publish", "public", "status", "visibility"}
"""Keys that say the opposite of `draft`."""
_NOT_PUBLISHED = {"false", "no", "draft", "private"}


def _normalized(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "")


_OURS = {
    _normalized(spelling): key
    for key, spellings in _SPELLINGS.items()
    for spelling in spellings.split()
}
_UNNEEDED_KEYS = {_normalized(key) for key in _UNNEEDED.split()}


def values_of(key: str, data: Mapping[str, Any]) -> list[Any]:
    """Return the values in front matter of a key of ours, and of those that mean the same."""
    by_name = {_normalized(name): value for name, value in data.items()}
    names = map(_normalized, (key, *_SPELLINGS.get(key, "").split()))
    return [by_name[name] for name in dict.fromkeys(names) if name in by_name]


def is_used(key: str) -> bool:
    """Tell whether another generator's key means one of ours, or nothing that is needed here."""
    name = _normalized(key)
    return name in _OURS or name in _UNNEEDED_KEYS or name in _PUBLISHED


def explain(key: str, data: Mapping[str, Any], valid_keys: list[str]) -> str:
    """Return what to do about another generator's key, or "" if it is not known.

    `data` is the mapping that contains the key; `valid_keys` are those it may contain.
    """
    name, value = _normalized(key), str(data.get(key, ""))
    if name in _PUBLISHED and "draft" in valid_keys:
        if value.casefold() in _NOT_PUBLISHED and "draft" not in data:
            return "Write `draft: true` instead."
        return "Remove the line: what is not a draft is published."
    ours = _OURS.get(name, "")
    if ours == "slug" and value.startswith("/"):
        ours = "aliases"  # the address of the page on the old site
    if ours in valid_keys:
        if ours in data:
            return f"Remove the line: it is called `{ours}` here, which this file has."
        return f"Here it is called `{ours}`."
    if name in _OURS or name in _UNNEEDED_KEYS:
        return "Remove the line; nothing here needs it."
    return ""
