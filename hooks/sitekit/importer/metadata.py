"""Front matter of other generators as ours; what has no counterpart is counted or reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from sitekit.front_matter.foreign_keys import is_used, values_of
from sitekit.front_matter.models import PostMeta
from sitekit.importer.dates import read_moment, written
from sitekit.importer.foreign_files import plain_values
from sitekit.importer.models import ForeignPost
from sitekit.importer.plain_text import plain_text
from sitekit.problems import Problem
from sitekit.text import quote

_OWN_KEYS = frozenset(("authors", "robotsNoIndex"))
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
    title, description = _text(data, "title"), _first(values_of("description", data))
    result = Metadata(plain_text(title), plain_text(description))
    _dates(post, data, timezone, result)
    labels = [label for value in values_of("tags", data) for label in _list(value)]
    result.tags = [x for x in dict.fromkeys(labels) if x.lower() not in _COLLECTIONS]
    names = [data.get("authors"), *values_of("author", data)]
    result.authors = [pair for value in names for pair in _authors(value)]
    result.aliases = [alias for value in values_of("aliases", data) for alias in _list(value)]
    result.image, result.image_alt = _image(data)
    result.canonical = _first(values_of("canonical", data))
    result.noindex = "true" in (data.get("noindex"), data.get("robotsNoIndex"))
    result.unused_keys = [key for key, value in data.items() if value and not _is_used(key)]
    return result


def _is_used(key: str) -> bool:
    return key in PostMeta.model_fields or key in _OWN_KEYS or is_used(key)


def _first(values: Iterable[Any]) -> str:
    """Return the first value that is text with words, and no yes or no."""
    texts = (value.strip() for value in values if isinstance(value, str))
    return next((text for text in texts if text not in ("", "true", "false")), "")


def _text(data: Mapping[str, Any], *keys: str) -> str:
    """Return the first of the keys' values that is text with words."""
    return _first(data.get(key) for key in keys)


def _dates(post: ForeignPost, data: Mapping[str, Any], timezone: tzinfo, result: Metadata) -> None:
    given = data.get("date")
    both = given if isinstance(given, Mapping) else {}
    text = _text(both, "created") or _first(values_of("date", data))
    text = text or _text(data, "published") or post.date
    result.moment = read_moment(text, timezone)
    if result.moment:
        result.date = written(result.moment, text)
    elif text:
        message = f"{quote(text)} is no date that is understood. Add `date` to the post."
        result.notes.append(post.problem("date", message))
    for name in ("updated", "expires"):
        text = _text(both, name) or _first(values_of(name, data))
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
    for value in values_of("image", data):
        if isinstance(value, Mapping):
            path = _text(value, "image", "src", "path", "url", "feature", "relative")
            if path not in ("", "true", "false"):
                return path, _text(value, "alt", "image_alt")
        elif isinstance(value, str) and value:
            return value, _first(values_of("image_alt", data))
    return "", ""
