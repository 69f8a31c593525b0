"""Python-Markdown's parser of blocks, replaced by one that sees the blocks of CommonMark.

Python-Markdown's own follows the Markdown of 2004: lists need blank lines and indents of four, and
much of what editors and GitHub show as lists, code or headings becomes running text. Here the
blocks come from `source_blocks`, and `tree_builder` makes elements of them. What extensions add to
the syntax of blocks (notes, tabs, footnotes, definitions, abbreviations, Markdown in HTML) is read
by their processors.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.postprocessors import RawHtmlPostprocessor
from markdown.preprocessors import Preprocessor
from markdown_it.token import Token

from sitekit.markdown.raw_html import open_elements
from sitekit.markdown.source_blocks import blocks_of
from sitekit.markdown.tree_builder import TreeBuilder, add_paragraph

_READ_HERE = (
    *("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"),
    *("table", "paragraph"),
)
"""The processors of Python-Markdown for blocks that CommonMark or GitHub define too."""
_READ_SPECIAL = (
    *("reference", "abbr", "footnote", "admonition", "details", "tabbed", "deflist", "defindent"),
    "markdown_block",
)
"""Processors that read nothing but paragraphs of the form of `_SPECIAL`."""
_SPECIAL = re.compile(r"^(?: {0,3}(?:\*?\[|:|!!!|\?\?\?|===)|\x02)", re.MULTILINE)
_INDENT = re.compile(r"\n +")


class CommonMarkMarkdown(Markdown):
    """Python-Markdown that reads blocks as CommonMark does."""

    def build_parser(self) -> CommonMarkMarkdown:
        """Replace the block parser before extensions get hold of it."""
        super().build_parser()
        reader = BlockReader(self)
        reader.blockprocessors = self.parser.blockprocessors
        for processor in reader.blockprocessors:
            processor.parser = reader
        self.parser = reader
        # CommonMark, §2.4 and §6.7: a backslash escapes any punctuation, and a line's end.
        self.ESCAPED_CHARS = list(string.punctuation)
        line_end = SubstituteTagInlineProcessor(r"\\\n", "br")
        self.inlinePatterns.register(line_end, "escaped line end", 185)
        return self


class BlockReader(BlockParser):
    """Builds the tree of a text. `lines` and `tokens` are the text and blocks of a document."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.lines: list[str] = []
        self.tokens: list[Token] = []
        self.fences: Preprocessor | None = None
        """Reads a fenced code block."""
        self.html: Preprocessor | None = None
        """Reads raw HTML."""
        self._of_extensions: list[BlockProcessor] = []
        self._reads_all_paragraphs = False

    def begin(self) -> None:
        """Take work over from other preprocessors, when all extensions are there.

        They would read blocks before this parser; it uses them for single blocks instead.
        """
        found = {name: self.md.preprocessors[name] for name in _DEFERRED if self._has(name)}
        for name, preprocessor in found.items():
            self.md.preprocessors.register(_Deferred(preprocessor), name, _DEFERRED[name])
        self.fences, self.html = found.get("fenced_code_block"), found.get("html_block")
        self.md.postprocessors.register(_BlocksOfHtml(self.md), "raw_html", 30)
        self._of_extensions = self._without(_READ_HERE)
        self._reads_all_paragraphs = bool(self._without(_READ_HERE + _READ_SPECIAL))

    def _has(self, name: str) -> bool:
        return name in self.md.preprocessors

    def _without(self, names: Iterable[str]) -> list[BlockProcessor]:
        left_out = [self.blockprocessors[name] for name in names if name in self.blockprocessors]
        return [processor for processor in self.blockprocessors if processor not in left_out]

    def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: N802 - Markdown's own name
        """Return the tree of a document."""
        self.root = ElementTree.Element(self.md.doc_tag)
        self.lines = list(lines)
        self.tokens = blocks_of("\n".join(self.lines))
        TreeBuilder(self, self.lines, self.tokens).build(self.root)
        return ElementTree.ElementTree(self.root)

    def parseChunk(self, parent: ElementTree.Element, text: str) -> None:  # noqa: N802
        """Add the blocks of a text to an element."""
        TreeBuilder(self, text.split("\n"), blocks_of(text)).build(parent)

    def parseBlocks(self, parent: ElementTree.Element, blocks: list[str]) -> None:  # noqa: N802
        """Add the blocks of texts to an element: what processors of extensions call."""
        text = "\n\n".join(blocks)
        blocks.clear()
        self.parseChunk(parent, text)

    def paragraph(self, parent: ElementTree.Element, text: str, tight: bool = False) -> None:
        """Add a paragraph; in a tight list, and where a processor asks for it, without `<p>`."""
        special = self._reads_all_paragraphs or _SPECIAL.search(text)
        if not (special and self.read_by_extensions(parent, text)):
            lines = _INDENT.sub("\n", text) if "\n " in text else text
            add_paragraph(parent, lines, tight or self.state.isstate("list"))

    def read_by_extensions(self, parent: ElementTree.Element, text: str) -> bool:
        """Let the processors of extensions read a text; return whether any did."""
        blocks, any_did = _definitions(text), False
        while blocks:
            for processor in self._of_extensions:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    any_did = True
                    break
            else:
                if not any_did:
                    return False
                if (rest := blocks.pop(0)).strip():
                    add_paragraph(parent, rest)
        return True


_TERM = re.compile(r"[^\s:][^\n]*\n:[ \t]")


def _definitions(text: str) -> list[str]:
    """Return a text cut before each term of a definition list but the first.

    The processor of definition lists calls itself for each term that no blank line precedes.
    """
    if "\n:" not in text:
        return [text]
    lines, blocks = text.splitlines(keepends=True), [""]
    for n, line in enumerate(lines):
        if "\n:" in blocks[-1] and _TERM.match(line + "".join(lines[n + 1 : n + 2])):
            blocks.append("")
        blocks[-1] += line
    return blocks


_DEFERRED = {"fenced_code_block": 25, "html_block": 20}
"""The preprocessors that read blocks, and their priorities in Python-Markdown."""


class _BlocksOfHtml(RawHtmlPostprocessor):
    """Puts raw HTML back; of a block of it, the paragraph around its placeholder is removed."""

    def isblocklevel(self, html: str) -> bool:
        """Tell whether HTML is no part of a paragraph: an element of blocks, or half of one."""
        no_text = html.lower().startswith(("<script", "<style")) or open_elements(html) != 0
        return no_text or super().isblocklevel(html)


class _Deferred(Preprocessor):
    """A preprocessor that does nothing with a whole text; others may look at its settings."""

    def __init__(self, preprocessor: Preprocessor) -> None:
        super().__init__(preprocessor.md)
        self._preprocessor = preprocessor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._preprocessor, name)

    def run(self, lines: list[str]) -> list[str]:
        """Return a text as it is."""
        return lines
