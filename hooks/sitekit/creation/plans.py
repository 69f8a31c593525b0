"""What a new post, FAQ set or entry of a data file holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from sitekit.content.discovery import slug_in_name
from sitekit.content.library import Library
from sitekit.front_matter.data_models import AuthorMeta, OfferMeta, TagMeta
from sitekit.front_matter.field_types import valid_slug
from sitekit.front_matter.models import keys_of
from sitekit.front_matter.yaml_lines import FormatError, load
from sitekit.front_matter.yaml_writing import with_entries, yaml_block
from sitekit.runtime.editable import read
from sitekit.text import quote, slugify, which_of

ENTRIES: Mapping[str, tuple[str, type[BaseModel], str]] = {
    "tag": ("posts/tags.yml", TagMeta, "label"),
    "author": ("posts/authors.yml", AuthorMeta, "name"),
    "offer": ("posts/offers.yml", OfferMeta, "heading"),
}
"""The file of each kind of entry, its keys, and the one that its id is made from."""
_MAX_SLUG = 100


class CreationError(Exception):
    """Why something new cannot be written, and what to do; nothing was written."""


@dataclass(frozen=True)
class Plan:
    """A file to write."""

    path: str
    content: bytes
    is_entry: bool = False
    """Whether the file may be there, and gets an entry more."""


@dataclass(frozen=True)
class NewText:
    """What a new post or FAQ set has in common; what is empty is left out."""

    title: str
    description: str = ""
    tags: Sequence[str] = ()
    text: str = ""
    slug: str = ""
    """Its name in the address, if not made from the title."""
    draft: bool = False


def post(library: Library, new: NewText, author: str) -> Plan:
    """Return the plan of a post, dated today; without a text it is a draft.

    Raises CreationError.
    """
    _check(library.authors, [author] if author else [], "author")
    slug = _slug(new.title, new.slug)
    settings = library.settings
    front = {
        **_front(library, new),
        "date": settings.now.astimezone(settings.timezone).date().isoformat(),
        "author": author,
    }
    path = f"posts/{slug}.md"
    if slug_in_name(path) != slug:
        front["slug"] = slug
    return Plan(path, _file(front, new, new.text))


def faq_set(library: Library, new: NewText) -> Plan:
    """Return the plan of a FAQ set; without questions it is a draft. Raises CreationError."""
    text = new.text or "## A question?\n\nIts answer."
    return Plan(f"faq/{_slug(new.title, new.slug)}.md", _file(_front(library, new), new, text))


def _front(library: Library, new: NewText) -> dict[str, Any]:
    _check(library.tags, new.tags, "tag")
    return {
        "title": " ".join(new.title.split()),
        "description": new.description,
        "tags": list(new.tags),
    }


def entry(library: Library, kind: str, values: Mapping[str, Any], slug: str = "") -> Plan:
    """Return the plan of a tag, an author or an offer; empty values are left out.

    Raises CreationError for an id that is in use, and for a file that cannot be read.
    """
    path, model, names_it = ENTRIES[kind]
    key = _slug(values[names_it], slug)
    file = library.settings.root / path
    text = ""
    encode: Callable[[str], bytes] = str.encode
    if file.exists():
        try:
            text, encode = read(file)
            entries = load(text).data if text.strip() else {}
        except (OSError, UnicodeDecodeError, FormatError):
            raise CreationError(f"{path} cannot be read: run `sitekit check`.") from None
        if key in entries:
            raise CreationError(f"{path} has {quote(key)} already. Nothing was written.")
    order = {name: values[name] for name in keys_of(model) if values.get(name)}
    return Plan(path, encode(with_entries(text, {key: order})), is_entry=True)


def _check(entries: Mapping[str, object], ids: Sequence[str], kind: str) -> None:
    for name in ids:
        if name not in entries:
            file = ENTRIES[kind][0]
            raise CreationError(f"{quote(name)} is not in {file}.{which_of(name, list(entries))}")


def _slug(title: str, given: str = "") -> str:
    """Return the name in the address: the one that is given, or one made from the title."""
    if given and not valid_slug(given):
        fix = f" Write {quote(slugify(given))}." if slugify(given) else ""
        raise CreationError(f"--slug: {quote(given)} cannot be part of an address.{fix}")
    if any("\ud800" <= letter <= "\udfff" for letter in title):
        raise CreationError("The title has bytes that are no UTF-8. Type it again.")
    slug = given or slugify(title)
    if len(slug) > _MAX_SLUG:
        slug = slug[:_MAX_SLUG].rpartition("-")[0] or slug[:_MAX_SLUG]
    if not slug:
        message = f"{quote(title)} has no Latin letter or digit to make an address from."
        raise CreationError(f"{message} Give one with --slug.")
    return slug


def _file(front: Mapping[str, Any], new: NewText, text: str) -> bytes:
    front = {**front, "draft": new.draft or not new.text}
    head = yaml_block({key: value for key, value in front.items() if value}, ("date",))
    return f"---\n{head}---\n\n{text.strip()}\n".encode()
