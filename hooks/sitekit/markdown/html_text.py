"""An answer's HTML, reduced to the tags that structured data may contain, with the same words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser

from sitekit.markdown.slots import Parts, fill

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ALLOWED = frozenset(
    [*_HEADINGS, "br", "ol", "ul", "li", "a", "p", "div", "b", "strong", "i", "em"]
)
"""The tags that Google documents for the text of an answer (FAQPage, `Answer.text`)."""
_AS_DIV = frozenset(
    ["tr", "caption", "pre", "blockquote", "dt", "dd", "summary", "figcaption", "label"]
)
_INVISIBLE = frozenset(["script", "style", "template", "noscript", "title"])
_CELLS = frozenset(["td", "th"])
_NOT_LINKABLE = _INVISIBLE | {*_HEADINGS, "a", "button", "code", "pre", "summary", "kbd", "svg"}
_TITLE_OR_FORMULA = frozenset(["admonition-title", "arithmatex"])


class _Reducer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.invisible = 0
        self.preformatted = 0
        self.anchors: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _INVISIBLE:
            self.invisible += 1
        elif tag == "a":
            target = dict(attrs).get("href")
            self.anchors.append(bool(target))
            if target:
                self.out.append(f'<a href="{html.escape(target)}">')
        elif tag in _ALLOWED:
            self.out.append(f"<{tag}>")
        elif tag in _AS_DIV:
            self.preformatted += tag == "pre"
            self.out.append("<div>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _INVISIBLE:
            self.invisible = max(0, self.invisible - 1)
        elif tag == "a":
            if self.anchors and self.anchors.pop():
                self.out.append("</a>")
        elif tag in _ALLOWED and tag != "br":
            self.out.append(f"</{tag}>")
        elif tag in _AS_DIV:
            self.preformatted -= tag == "pre"
            self.out.append("</div>")
        elif tag in _CELLS:
            self.out.append(" ")

    def handle_data(self, data: str) -> None:
        if self.invisible:
            return
        text = html.escape(data, quote=False)
        self.out.append(text.replace("\n", "<br>") if self.preformatted else text)


class _Linkable(HTMLParser):
    """Collects the words that could be a link: not in links, headings, code, titles of notes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self.within[-1:] == [tag] or tag in _NOT_LINKABLE or _TITLE_OR_FORMULA & set(classes):
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.within[-1:] == [tag]:
            self.within.pop()
        self.out.append("\n" if tag not in _ALLOWED or tag in ("p", "li", "div") else "")

    def handle_data(self, data: str) -> None:
        self.out.append("\0" if self.within else data)


def linkable_text(texts: Iterable[Parts]) -> str:
    """Return the words of texts that could be links; what could not is a NUL character."""
    parser = _Linkable()
    for text in texts:
        parser.feed(fill(text, str, is_page=False))
    parser.close()
    return "".join(parser.out)


def words(text: str) -> str:
    """Return the text of HTML, without markup."""
    inline = re.sub(r"</?(?:a|b|strong|i|em)\b[^>]*>", "", reduce(text))
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inline)).split())


def reduce(text: str) -> str:
    """Return HTML with only the allowed tags, and all of its text.

    Links have their target, which the caller has made absolute; a link without one becomes plain
    text. Table rows, quotations and code become blocks. Images have no text and are removed.
    """
    reducer = _Reducer()
    reducer.feed(text)
    reducer.close()
    return re.sub(r"[ \t\n]+", " ", "".join(reducer.out)).strip()
