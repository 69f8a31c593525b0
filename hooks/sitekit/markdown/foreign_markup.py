"""Markup of other tools, which would be shown as typed: what it is, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from sitekit.markdown.document import Remark
from sitekit.markdown.source_blocks import prose_of
from sitekit.text import quote

_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")


def remarks_on(tokens: Iterable[Token]) -> Iterator[Remark]:
    """Yield a remark on each piece of foreign markup in a text."""
    for line, text in prose_of(tokens):
        for found in _SHORTCODE.finditer(text):
            message = f"{quote(found[0])} is a shortcode of Hugo. Write Markdown or HTML instead."
            yield Remark(line, "markup", message, is_advice=True)
