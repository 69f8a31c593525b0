"""HTML written by hand in Markdown: addresses can be changed, elements replaced, all else stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

LINKS = ("href", "src", "poster", "data")
"""The attributes that hold an address."""
_WORTH_A_LOOK = re.compile(
    r"\b(?:href|src|poster|data|srcset|id|name)\s*=|<h1\b|</?picture\b", re.IGNORECASE
)
Note = Callable[[str, dict[str, str]], str | None]


def rewrite(text: str, note: Note) -> str:
    """Return HTML with other addresses, all else to the letter as it was.

    `note` is called with each start tag's name and attributes. It may change the values of `LINKS`,
    or return what stands in the tag's place. End tags come as `/name`.
    """
    if not _WORTH_A_LOOK.search(text):
        return text
    finder = _Finder(note, text)
    finder.feed(text)
    pieces, end = [], 0
    for start, length, instead in finder.changes:
        pieces += [text[end:start], instead]
        end = start + length
    return "".join([*pieces, text[end:]])


class _Finder(HTMLParser):
    """Finds tags to change: where each starts, its length, and what stands there instead."""

    def __init__(self, note: Note, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.note = note
        self.changes: list[tuple[int, int, str]] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        changed = dict(given)
        instead, source = self.note(tag, changed), self.get_starttag_text() or ""
        if instead is None:
            instead = source
            for key in LINKS:
                if given.get(key) != changed.get(key):
                    instead = _replace_value(instead, key, changed[key])
        line, column = self.getpos()
        self.changes.append((self._lines[line - 1] + column, len(source), instead))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.note(f"/{tag}", {})


def _replace_value(tag: str, attribute: str, value: str) -> str:
    """Return a start tag with another value of one attribute, all else as written."""
    written = rf"(\s{attribute}\s*=\s*)(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
    return re.sub(written, lambda m: f'{m[1]}"{value}"', tag, count=1, flags=re.IGNORECASE)
