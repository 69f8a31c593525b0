"""How a text begins, and how its sections do: the paragraph right below a heading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from sitekit.markdown.html_text import words
from sitekit.markdown.slots import Parts, fill

_SENTENCE_END = re.compile(r"[.!?…][\"”’)]?(?=\s)")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


class _Openings(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._section = ""
        """The id of the heading that the next element follows, or that is open."""
        self._in_heading = self._in_paragraph = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS:
            self._section, self._in_heading = dict(attrs).get("id") or "", True
        elif self._section and not self._in_heading and not self._in_paragraph:
            if tag == "p":
                self._in_paragraph, self.found[self._section] = True, ""
            else:
                self._section = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._in_heading = False
        elif tag == "p" and self._in_paragraph:
            self._in_paragraph, self._section = False, ""

    def handle_data(self, data: str) -> None:
        if self._in_paragraph:
            self.found[self._section] += data


def opening_paragraphs(parts: Parts) -> Mapping[str, str]:
    """Return, by the ids of headings, the words of the paragraph that follows right below.

    A section that opens with a list, a table or the like is not in it.
    """
    parser = _Openings()
    parser.feed(fill(parts, str, is_page=False))
    parser.close()
    return {name: " ".join(text.split()) for name, text in parser.found.items() if text.strip()}


class _FirstParagraphs(HTMLParser):
    """Collects the words of the paragraphs before the first block of another kind."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._in_paragraph = self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "p":
            self._in_paragraph = True
        elif not self._in_paragraph:
            self._is_over = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_paragraph = False
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_paragraph and not self._is_over:
            self.words.append(data)


def opening_words(parts: Parts, least: int, most: int) -> str:
    """Return the words of a text's first paragraphs, at most `most` characters.

    These are whole sentences, if some have at least `least` characters together; else words, with
    an ellipsis. A sentence that announces what follows, with a colon, is not whole. If the
    paragraphs before a list, table or the like are shorter, its words count.
    """
    html = fill(parts, str, is_page=False)
    parser = _FirstParagraphs()
    parser.feed(html)
    parser.close()
    text = " ".join("".join(parser.words).split())
    if len(text) < least:
        text = words(html)
    if len(text) <= most and not text.endswith(":"):
        return text
    ends = [end for found in _SENTENCE_END.finditer(text) if least <= (end := found.end()) <= most]
    if ends:
        return text[: ends[-1]]
    if len(text) > most:
        text = text[:most].rpartition(" ")[0] or text[: most - 1]
    return text.rstrip(" ,;:–—-") + "…"
