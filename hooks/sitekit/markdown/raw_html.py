"""Raw HTML in Markdown: addresses and elements are replaced, everything else stays unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

LINKS = ("href", "src", "poster", "data")
"""The attributes that hold an address."""
_RELEVANT = re.compile(
    r"\b(?:href|src|poster|data|srcset|id|name)\s*=|<h1\b|</?picture\b", re.IGNORECASE
)
# Whole attributes one after the other: nothing inside a quoted value is an attribute.
_ATTRIBUTE = re.compile(r"""(\s([^\s=>/"']+)\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s>]+)""")
Visit = Callable[[str, dict[str, str]], str | None]


def rewrite(text: str, visit: Visit) -> str:
    """Return HTML with other addresses, everything else unchanged to the letter.

    `visit` is called with each start tag's name and attributes. It may change the values of
    `LINKS`, or return what replaces the tag. End tags are passed as `/name`.
    """
    if not _RELEVANT.search(text):
        return text
    finder = _Finder(visit, text)
    finder.feed(text)
    pieces, end = [], 0
    for start, length, replacement in finder.replacements:
        pieces += [text[end:start], replacement]
        end = start + length
    return "".join([*pieces, text[end:]])


class _Finder(HTMLParser):
    """Finds the tags to replace: where each starts, its length, and its replacement."""

    def __init__(self, visit: Visit, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.visit = visit
        self.replacements: list[tuple[int, int, str]] = []
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = {key: value or "" for key, value in attrs}
        after = dict(before)
        replacement, source = self.visit(tag, after), self.get_starttag_text() or ""
        if replacement is None:
            replacement = source
            for key in LINKS:
                if before.get(key) != after.get(key):
                    replacement = _replace_value(replacement, key, after[key])
        line, column = self.getpos()
        self.replacements.append((self._line_starts[line - 1] + column, len(source), replacement))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.visit(f"/{tag}", {})


def _replace_value(tag: str, attribute: str, value: str) -> str:
    """Return a start tag with another value of one attribute, everything else as written."""

    def replace(found: re.Match[str]) -> str:
        return f'{found[1]}"{value}"' if found[2].lower() == attribute else found[0]

    return _ATTRIBUTE.sub(replace, tag)
