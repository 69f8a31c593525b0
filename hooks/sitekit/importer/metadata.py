"""Front matter of other generators as ours; what has no counterpart is counted or reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from sitekit.importer.dates import read_moment, written
from sitekit.importer.foreign_files import plain_values
from sitekit.importer.models import ForeignPost
from sitekit.importer.plain_text import plain_text
from sitekit.problems import Problem
from sitekit.text import quote

_DESCRIPTION = ("description", "excerpt", "summary", "subtitle", "lead", "abstract", "tagline")
_DATE = ("date", "pubDate", "pubDatetime", "publishDate", "publishedAt", "published", "created")
_UPDATED = ("updated", "lastmod", "last_modified_at", "updatedDate", "modDatetime", "modified")
_EXPIRES = ("expires", "expiryDate")
_CANONICAL = ("canonical", "canonicalURL", "canonicalUrl", "canonical_url")
_IMAGE = (
    "image",
    "cover",
    "heroImage",
    "thumbnail",
    "featuredImage",
    "feature_image",
    "cover_image",
    "ogImage",
)
_ALT = ("image_alt", "imageAlt", "heroImageAlt", "coverAlt", "alt", "feature_image_alt")
_TAGS = ("tags", "tag", "categories", "category", "keywords")
_AUTHORS = ("authors", "author")
_ALIASES = ("aliases", "redirect_from", "redirects", "alias")
_WITHOUT_LOSS = frozenset(
    (
        "layout",
        "permalink",
        "url",
        "slug",
        "draft",
        "published",
        "publish",
        "title",
        "type",
        "id",
        "guid",
        "comments",
        "toc",
        "weight",
        "menu",
        "math",
        "mathjax",
        "eleventyNavigation",
        "eleventyExcludeFromCollections",
        "pin",
        "readtime",
        "share",
        "featured",
        "status",
        "cssclasses",
        "cssclass",
        "templateKey",
        "links",
    )
)
"""Keys that are read elsewhere, or that decide on nothing our pages have."""
_USED = frozenset(
    (*_DESCRIPTION, *_DATE, *_UPDATED, *_EXPIRES, *_CANONICAL, *_IMAGE, *_ALT, *_TAGS)
) | frozenset((*_AUTHORS, *_ALIASES, "noindex", "robotsNoIndex"))
_COLLECTIONS = frozenset(("post", "posts", "all", "nav", "uncategorized", "blog"))
"""Tags that only collect posts for a template."""


@dataclass
class Metadata:
    """The front matter of a post in our terms."""

    title: str
    description: str
    date: str = ""
    moment: datetime | None = None
    updated: str = ""
    expires: str = ""
    tags: list[str] = field(default_factory=list)
    """As spelled in the post."""
    authors: list[tuple[str, str]] = field(default_factory=list)
    """Names or ids, with an address each where one is given."""
    aliases: list[str] = field(default_factory=list)
    image: str = ""
    image_alt: str = ""
    canonical: str = ""
    noindex: bool = False
    unused_keys: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def metadata_of(post: ForeignPost, timezone: tzinfo) -> Metadata:
    """Return what a post's front matter says in our terms."""
    data = plain_values(dict(post.data))
    result = Metadata(plain_text(_text(data, "title")), plain_text(_text(data, *_DESCRIPTION)))
    _dates(post, data, timezone, result)
    labels = [label for key in _TAGS for label in _list(data.get(key))]
    result.tags = [x for x in dict.fromkeys(labels) if x.lower() not in _COLLECTIONS]
    result.authors = [pair for key in _AUTHORS for pair in _authors(data.get(key))]
    result.aliases = [alias for key in _ALIASES for alias in _list(data.get(key))]
    result.image, result.image_alt = _image(data)
    result.canonical = _text(data, *_CANONICAL)
    result.noindex = "true" in (data.get("noindex"), data.get("robotsNoIndex"))
    result.unused_keys = [
        key for key, value in data.items() if value and key not in _USED | _WITHOUT_LOSS
    ]
    return result


def _text(data: Mapping[str, Any], *keys: str) -> str:
    """Return the first of the keys' values that is text with words."""
    values = (data.get(key) for key in keys)
    return next((v.strip() for v in values if isinstance(v, str) and v.strip()), "")


def _dates(post: ForeignPost, data: Mapping[str, Any], timezone: tzinfo, result: Metadata) -> None:
    given = data.get("date")
    both = given if isinstance(given, Mapping) else {}
    booleans = ("true", "false")
    dates = {k: v for k, v in data.items() if v not in booleans}
    text = _text(both, "created") or _text(dates, *_DATE) or post.date
    result.moment = read_moment(text, timezone)
    if result.moment:
        result.date = written(result.moment, text)
    elif text:
        message = f"{quote(text)} is no date that is understood. Add `date` to the post."
        result.notes.append(post.problem("date", message))
    for name, keys in (("updated", _UPDATED), ("expires", _EXPIRES)):
        text = _text(both, name) or _text(dates, *keys)
        moment = read_moment(text, timezone)
        if moment and result.moment and moment > result.moment:
            setattr(result, name, written(moment, text))


def _list(value: Any) -> list[str]:
    """Return a value as a list of texts; text with commas is one."""
    if isinstance(value, Mapping):
        value = value.get("slug") or value.get("name") or ""
    if isinstance(value, str):
        value = value.split(",")
    flat: list[str] = []
    for item in value if isinstance(value, list) else ():
        flat += _list(item) if isinstance(item, list | Mapping) else [str(item)]
    return [item.strip().lstrip("#") for item in flat if item.strip().lstrip("#")]


def _authors(value: Any) -> list[tuple[str, str]]:
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        if isinstance(item, Mapping):
            found.append((_text(item, "name", "id", "slug"), _text(item, "url", "link")))
        elif isinstance(item, str):
            found.append((item.strip(), ""))
    return [(name, url) for name, url in found if name]


def _image(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return the picture at the top and its alternative text."""
    for key in _IMAGE:
        value = data.get(key)
        if isinstance(value, Mapping):
            path = _text(value, "image", "src", "path", "url", "feature", "relative")
            if path not in ("", "true", "false"):
                return path, _text(value, "alt", "image_alt")
        elif isinstance(value, str) and value:
            return value, _text(data, *_ALT)
    return "", ""
