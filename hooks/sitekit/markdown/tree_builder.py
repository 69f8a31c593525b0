"""The elements of a text's tree, one block after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString, Registry, code_escape
from markdown_it.token import Token

from sitekit.markdown.fences import fence_lines
from sitekit.markdown.raw_html import is_text, open_elements
from sitekit.markdown.source_tables import cells

_MARKDOWN_ATTRIBUTE = re.compile(r"<[a-z][^<>]*\smarkdown\b", re.IGNORECASE)
_NUMBER_SIGNS = re.compile(r"([ ]?)(#+)(?=[ ]+\{[^{}]*\}[ ]*$)")
_INNER_CLASSES = ("tabbed-content", "tabbed-block")


class Reader(Protocol):
    """What reads the blocks that a builder does not."""

    md: Markdown
    fences: Preprocessor | None
    html: Preprocessor | None
    blockprocessors: Registry[BlockProcessor]

    def paragraph(self, parent: ElementTree.Element, text: str, tight: bool = False) -> None:
        """Add a paragraph, or what an extension makes of it."""

    def read_by_extensions(self, parent: ElementTree.Element, text: str) -> bool:
        """Let the processors of extensions read a text; return whether any did."""


class TreeBuilder:
    """Builds the tree of one text from the tokens of its blocks."""

    def __init__(self, reader: Reader, lines: list[str], tokens: Sequence[Token]) -> None:
        self._reader = reader
        self._lines = lines
        self._tokens = tokens
        self._next = 0
        self._parents: list[ElementTree.Element] = []
        self._tight = False

    def build(self, parent: ElementTree.Element) -> None:
        """Add elements for all tokens to a parent."""
        self._parents = [parent]
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if handle := _HANDLERS.get(token.type):
                handle(self, token)
            elif token.nesting < 0 and token.type != "paragraph_close":
                self._parents.pop()

    @property
    def _parent(self) -> ElementTree.Element:
        return self._parents[-1]

    def _open(self, token: Token) -> None:
        start = token.attrGet("start")
        attributes = {} if start is None else {"start": str(start)}
        self._parents.append(ElementTree.SubElement(self._parent, token.tag, attributes))

    def _quote(self, token: Token) -> None:
        """Add a quotation, or the callout that its first line makes it where these are read."""
        processors = self._reader.blockprocessors
        quotes = processors["quote"] if "quote" in processors else None  # noqa: SIM401
        inner = next(iter(self._tokens[self._next + 1 : self._next + 2]), token)
        if inner.content.startswith("[!") and getattr(quotes, "callouts", False) and quotes:
            first, _, inner.content = inner.content.partition("\n")
            quotes.run(self._parent, [f"> {first}"])
            self._parents.append(self._parent[-1])
        else:
            self._open(token)

    def _heading(self, token: Token) -> None:
        heading = ElementTree.SubElement(self._parent, token.tag)
        # The extension for attribute lists would remove any # before one, as in "C# {#c-sharp}".
        heading.text = _NUMBER_SIGNS.sub(_without_closing, self._tokens[self._next].content)
        self._next += 2

    def _paragraph(self, token: Token) -> None:
        self._tight = token.hidden

    def _inline(self, token: Token) -> None:
        if token.content:
            self._reader.paragraph(self._parent, token.content, self._tight)

    def _indented(self, token: Token) -> None:
        """Begin a note or tab, or add a footnote."""
        if token.content.startswith("[^"):
            self._reader.paragraph(self._parent, self._tokens[self._next].content)
            self._next += 2
            return
        inner = self._parent
        if self._reader.read_by_extensions(inner, token.content):
            inner = inner[-1]
            while len(inner) and inner[-1].get("class") in _INNER_CLASSES:
                inner = inner[-1]
        else:
            self._reader.paragraph(inner, token.content)
        self._parents.append(inner)

    def _table(self, _: Token) -> None:
        table = section = row = ElementTree.SubElement(self._parent, "table")
        texts: list[str] = []
        while (token := self._tokens[self._next]).type != "table_close":
            if token.type in ("thead_open", "tbody_open"):
                section = ElementTree.SubElement(table, token.tag)
            elif token.type == "tr_open":
                row = ElementTree.SubElement(section, "tr")
                texts = cells(self._lines[token.map[0]]) if token.map else []
            elif token.type in ("th_open", "td_open"):
                cell = ElementTree.SubElement(row, token.tag)
                if style := token.attrGet("style"):
                    cell.set("style", f"{str(style).replace(':', ': ')};")
                cell.text = texts[len(row) - 1] if len(row) <= len(texts) else ""
            self._next += 1
        self._next += 1

    def _fence(self, token: Token) -> None:
        """Add a fenced code block, highlighted where an extension does that."""
        text, fences = token.content.removesuffix("\n"), self._reader.fences
        if fences is None:
            self._add_code(token.content)
            return
        for info in (token.info.strip(), ""):
            lines = fences.run(fence_lines(info, text))
            if len(lines) == 1:  # a placeholder; else there are options that it does not know
                add_paragraph(self._parent, lines[0])
                break

    def _code(self, token: Token) -> None:
        """Add an indented code block, unless it is the text of an extension's block."""
        lines = token.content.split("\n")
        indented = "\n".join(f"    {line}" if line.strip() else "" for line in lines)
        after_list = len(self._parent) and self._parent[-1].tag in ("ol", "ul")
        if after_list or not self._reader.read_by_extensions(self._parent, indented):
            self._add_code(token.content)

    def _add_code(self, text: str) -> None:
        code = ElementTree.SubElement(ElementTree.SubElement(self._parent, "pre"), "code")
        code.text = AtomicString(f"{code_escape(text.rstrip())}\n")

    def _hr(self, token: Token) -> None:
        ElementTree.SubElement(self._parent, token.tag)

    def _html(self, token: Token) -> None:
        """Add raw HTML.

        An element with a `markdown` attribute reaches to its end tag, across blocks of text.
        """
        if is_text(token.content):
            self._reader.paragraph(self._parent, token.content.strip())
            return
        if not (_MARKDOWN_ATTRIBUTE.search(token.content) and token.map):
            add_paragraph(self._parent, self._reader.md.htmlStash.store(token.content.strip()))
            return
        (start, end), depth, tokens = token.map, open_elements(token.content), self._tokens
        while depth > 0 and self._next < len(tokens) and tokens[self._next].level >= token.level:
            inner = tokens[self._next]
            depth += open_elements(inner.content) if inner.type == "html_block" else 0
            end = inner.map[1] if inner.map else end
            self._next += 1
        self._markdown_in_html(self._lines[start:end])

    def _markdown_in_html(self, lines: list[str]) -> None:
        for preprocessor in (self._reader.fences, self._reader.html):
            lines = preprocessor.run(lines) if preprocessor else lines
        for block in "\n".join(lines).split("\n\n"):
            if block.strip():
                self._reader.paragraph(self._parent, block.strip("\n"))


_HANDLERS = {
    "blockquote_open": TreeBuilder._quote,
    "bullet_list_open": TreeBuilder._open,
    "code_block": TreeBuilder._code,
    "fence": TreeBuilder._fence,
    "heading_open": TreeBuilder._heading,
    "hr": TreeBuilder._hr,
    "html_block": TreeBuilder._html,
    "indented_open": TreeBuilder._indented,
    "inline": TreeBuilder._inline,
    "list_item_open": TreeBuilder._open,
    "ordered_list_open": TreeBuilder._open,
    "paragraph_open": TreeBuilder._paragraph,
    "table_open": TreeBuilder._table,
}


def add_paragraph(parent: ElementTree.Element, text: str, tight: bool = False) -> None:
    """Add a paragraph, or, in a tight list, its text alone."""
    if not tight:
        ElementTree.SubElement(parent, "p").text = text
    elif len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
    else:
        parent.text = f"{parent.text}\n{text}" if parent.text else text


def _without_closing(found: re.Match[str]) -> str:
    """Return the number signs at a heading's end, escaped, or nothing if they only close it."""
    return "" if found[1] else found[2].replace("#", r"\#")
