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
    copier = _Copier(note)
    copier.feed(text)
    return "".join([*copier.out, copier.rawdata])  # a tag that never ends stays as it is


class _Copier(HTMLParser):
    def __init__(self, note: Note) -> None:
        super().__init__(convert_charrefs=False)
        self.note = note
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        changed = dict(given)
        replaced = self.note(tag, changed)
        source = (self.get_starttag_text() or "") if replaced is None else replaced
        for key in LINKS if replaced is None else ():
            if given.get(key) != changed.get(key):
                source = _replace_value(source, key, changed[key])
        self.out.append(source)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.note(f"/{tag}", {})
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.out.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self.out.append(f"<![{data}]>")


def _replace_value(tag: str, attribute: str, value: str) -> str:
    """Return a start tag with another value of one attribute, all else as written."""
    written = rf"(\s{attribute}\s*=\s*)(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
    return re.sub(written, lambda m: f'{m[1]}"{value}"', tag, count=1, flags=re.IGNORECASE)
