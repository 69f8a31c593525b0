"""Tags of raw HTML without their other half, which would change the page around the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from markdown_it.token import Token

from sitekit.markdown.document import Remark
from sitekit.markdown.raw_html import ELEMENTS, VOID, is_text
from sitekit.markdown.source_blocks import without_code
from sitekit.text import quote

_ENDS_BY_ITSELF = (
    *("body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p"),
    *("rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr"),
)
"""The elements whose end tag may be left out (HTML, §13.1.2.4)."""
_INLINE_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_CUSTOM = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]*)+")
"""The name of an element that a script defines."""
_ESCAPED = re.compile(r"\\.")


def unbalanced_tags(tokens: Iterable[Token], *, in_sections: bool = False) -> Iterator[Remark]:
    """Yield a remark on each start tag that is never closed, and each end tag that closes none.

    Where a text is shown in pieces, an element has to end in the section that it begins in.
    """
    tags = _Tags()
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if in_sections and token.type == "heading_open" and token.tag == "h2" and not token.level:
            tags.end_section()
        if "<" not in token.content or token.type not in ("html_block", "inline"):
            continue
        if token.type == "html_block" and not is_text(token.content):
            tags.read(token.content, line)
        else:
            text = _ESCAPED.sub("  ", without_code(token.content))
            for found in _INLINE_TAG.finditer(text):
                if not is_text(found[0]):
                    tags.read(found[0], line + text.count("\n", 0, found.start()))
    yield from tags.finish()


class _Tags(HTMLParser):
    """Matches start tags with end tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._open: list[tuple[str, int]] = []
        self._unknown = set[str]()
        self._remarks: list[Remark] = []
        self._line = 0

    def read(self, text: str, line: int) -> None:
        """Read a piece of text that starts on a line."""
        self.reset()
        self._line = line
        self.feed(text)
        if self.rawdata.startswith("<") and not self.cdata_elem:
            kind, end = ("comment", "-->") if self.rawdata.startswith("<!--") else ("tag", ">")
            start = quote(self.rawdata.split("\n")[0])
            message = (
                f"the {kind} {start} has no end. Write {end} behind it, or &lt; for a < as text."
            )
            self._remarks.append(Remark(self._here, "HTML", message))

    def end_section(self) -> None:
        """Report what has not been closed so far."""
        self._report(self._open)
        self._open.clear()

    def finish(self) -> list[Remark]:
        """Return all remarks."""
        self.end_section()
        return sorted(self._remarks, key=lambda remark: remark.line)

    def handle_starttag(self, tag: str, _: object) -> None:
        """Remember an element to be closed."""
        if self._is_element(tag) and tag not in VOID:
            self._open.append((tag, self._here))

    def handle_startendtag(self, tag: str, _: object) -> None:
        """Take a tag that closes itself for a start tag, as browsers do, but not in a drawing."""
        if not self._is_drawing:
            self.handle_starttag(tag, _)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if not self._is_element(tag):
            return
        names = [name for name, _ in self._open]
        if tag in names:
            position = len(names) - 1 - names[::-1].index(tag)
            self._report(self._open[position + 1 :])
            del self._open[position:]
        else:
            message = f"</{tag}> closes nothing. Remove it, or write <{tag}> before it."
            self._remarks.append(Remark(self._here, "HTML", message))

    def _is_element(self, tag: str) -> bool:
        """Tell whether an element is one of HTML or of a script; any other is reported."""
        if tag in ELEMENTS or _CUSTOM.fullmatch(tag):
            return True
        if not self._is_drawing and tag not in self._unknown:
            self._unknown.add(tag)
            message = f"<{tag}> is no element of HTML. Write `<{tag}>` if it is meant as text."
            self._remarks.append(Remark(self._here, "HTML", message))
        return False

    @property
    def _is_drawing(self) -> bool:
        return any(name in ("svg", "math") for name, _ in self._open)

    @property
    def _here(self) -> int:
        return self._line + self.getpos()[0] - 1

    def _report(self, unclosed: Iterable[tuple[str, int]]) -> None:
        for tag, line in unclosed:
            if tag not in _ENDS_BY_ITSELF:
                message = (
                    f"<{tag}> is never closed. Write </{tag}>, or `<{tag}>` if it is meant as text."
                )
                self._remarks.append(Remark(line, "HTML", message))
