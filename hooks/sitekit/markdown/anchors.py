"""The ids of headings, which links lead to and which must never change by themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from markdown.extensions.toc import slugify

_NOT_IN_IDS = re.compile(r"[^\w\s-]")
_TOC = ("toc", "markdown.extensions.toc")


def heading_id(text: str, separator: str) -> str:
    """Return a heading's id: that of Python-Markdown, or letters as they are if they are not Latin.

    Python-Markdown drops letters that have no ASCII form, so that a Chinese or Russian heading has
    no name left but a number, which changes with every heading added above it.
    """
    if text.isascii() or all(map(_is_latin, filter(str.isalpha, text))):
        return slugify(text, separator)
    words = _NOT_IN_IDS.sub("", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, words)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


def with_heading_ids(configs: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings of Markdown in which `heading_id` makes ids, if no other function does."""
    return dict(configs) | {name: {"slugify": heading_id, **configs.get(name, {})} for name in _TOC}
