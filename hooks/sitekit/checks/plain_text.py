"""Advice on markup in texts that are shown as typed: titles, descriptions, labels, offers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from sitekit.content.discovery import AUTHORS, OFFERS, PROOF, SERIES, TAGS
from sitekit.content.library import Library
from sitekit.problems import Advice

_TAGS = (
    "a|abbr|b|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|q|"
    "s|small|span|strong|sub|sup|table|td|th|tr|u|ul"
)
_MARKUP = (
    (re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE), ""),
    (re.compile(r"!?\[([^\[\]]+)\]\([^()\s]+\)"), r"\1"),
    (re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_POSSIBLE = re.compile(r"[<&*_`\]]")
"""Most texts hold none of these."""
_PLAIN_TEXTS = (
    "title",
    "description",
    "label",
    "bio",
    "heading",
    "text",
    "button",
    "short",
    "note",
)


def advise_on_markup(library: Library) -> Iterator[Advice]:
    """Yield advice on each text with HTML or Markdown in it."""
    for entry in library.all_entries:
        for key, message in _marked_up(entry.meta):
            yield entry.source.advice(key, message)
    tables: tuple[tuple[str, Mapping[str, object]], ...]
    tables = (
        (TAGS, library.tags),
        (AUTHORS, library.authors),
        (OFFERS, library.offers),
        (PROOF, library.proof),
        (SERIES, library.series),
    )
    for path, table in tables:
        for item in table.values():
            for key, message in _marked_up(item.meta):
                yield Advice(path, item.lines.of(key), f"{item.id}.{key}", message)


def _marked_up(meta: BaseModel) -> Iterator[tuple[str, str]]:
    """Yield the key of each text with markup, and a message."""
    for key in _PLAIN_TEXTS:
        text = getattr(meta, key, None)
        if isinstance(text, str) and _POSSIBLE.search(text) and (plain := plain_text(text)) != text:
            yield key, f"is shown as typed, with its markup. Write `{key}: {_quoted(plain)}`."


def plain_text(text: str) -> str:
    """Return a text without the tags, entities and Markdown in it."""
    for pattern, replacement in _MARKUP:
        text = pattern.sub(replacement, text)
    return " ".join(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text).split())


def _quoted(text: str) -> str:
    """Return a text as a value in YAML."""
    return f'"{text}"' if '"' not in text else "'{}'".format(text.replace("'", "''"))
