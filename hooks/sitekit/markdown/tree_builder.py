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

from sitekit.markdown.source_tables import cells

_MARKDOWN_ATTRIBUTE = re.compile(r"<[a-z][^<>]*\smarkdown\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z][\w-]*)(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z][^ >]*)", re.IGNORECASE)
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_LANGUAGE = re.compile(r"[\w#.+-]*")
_FILE = re.compile(r":([\w./-]+)")
_FENCE_OPTIONS = re.compile(r"""(?:\.?[\w#.+-]+)?(?:\s*\{[^\n]*\}|(?:\s+[a-z]\w*=(["']).*?\1)*)""")
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

    def __init__(self, reader: Reader, text: str, tokens: Sequence[Token]) -> None:
        self._reader = reader
        self._lines = text.split("\n")
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
        heading.text = self._tokens[self._next].content
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
        if len(table) == 1:
            ElementTree.SubElement(table, "tbody")

    def _fence(self, token: Token) -> None:
        """Add a fenced code block, highlighted where an extension does that."""
        text, fences = token.content.removesuffix("\n"), self._reader.fences
        if fences is None:
            self._add_code(token.content)
            return
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        mark = "`" * max(3, longest + 1)
        lines = [f"{mark}{_options(token.info.strip())}", *text.split("\n"), mark]
        add_paragraph(self._parent, "\n".join(fences.run(lines)).strip())

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
        if not (_MARKDOWN_ATTRIBUTE.search(token.content) and token.map):
            raw, md = token.content.strip(), self._reader.md
            name = _NAME.match(raw)
            # Python-Markdown takes the paragraph away from around comments and elements of blocks.
            is_block = not name or md.is_block_level(name[1].lower())
            add_paragraph(self._parent, md.htmlStash.store(raw), tight=not is_block)
            return
        (start, end), depth, tokens = token.map, _depth(token.content), self._tokens
        while depth > 0 and self._next < len(tokens) and tokens[self._next].level >= token.level:
            inner = tokens[self._next]
            depth += _depth(inner.content) if inner.type == "html_block" else 0
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


def _options(info: str) -> str:
    """Return what is written behind a fence in a form that `pymdownx.superfences` reads.

    Of what it does not read, the language and a file's name are kept.
    """
    if _FENCE_OPTIONS.fullmatch(info):
        return info
    found = _LANGUAGE.match(info)
    language = found[0] if found else ""
    name = _FILE.match(info, len(language))
    return f'{language} title="{name[1]}"' if language and name else language


def _depth(html: str) -> int:
    """Return how many more elements raw HTML opens than it closes."""
    tags = _TAG.findall(html)
    open_or_close = [closing for closing, name, empty in tags if not empty and name not in _VOID]
    return sum(-1 if closing else 1 for closing in open_or_close)
