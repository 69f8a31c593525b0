"""The blocks of a Markdown text as CommonMark defines them, with the lines they stand on.

CommonMark 0.31.2, and the tables of GitHub Flavored Markdown 0.29, as read by markdown-it-py. Added
are the blocks of Python-Markdown whose text is indented: notes, tabs and footnotes. Link reference
definitions are left in as paragraphs, since Python-Markdown reads them from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_INDENTED = re.compile(r'(?:!!!|\?\?\?\+?)[ ]*(?=[\w"-])|===(?:\+|\+!|!\+|!)?[ ]+"|\[\^[^\]]+\]:')
"""How the first line of a block with indented text starts."""
_TAB_LENGTH = 4
MAX_NESTING = 100
"""The blocks around a block, with two for each list: what is deeper than that is not read."""
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_HARD_SPACE = re.compile(r"^([ >]*(?:[-*+]|\d{1,9}[.)]))\xa0", re.MULTILINE)


def blocks_of(text: str) -> list[Token]:
    """Return the tokens of a text's blocks; `map` holds the first line and the one after the last.

    What is inside a paragraph, heading or cell is one token of the type `inline`, not read further.
    The block of a note, tab or footnote is enclosed in `indented_open`, whose content is its first
    line, and `indented_close`.
    """
    # Editors and word processors put a hard space after a bullet; it is meant as any other.
    return _PARSER.parse(_HARD_SPACE.sub(r"\1 ", text) if "\xa0" in text else text)


def spans_of(text: str) -> list[tuple[int, int]]:
    """Return the first line, and the one after the last, of each block that is in no other."""
    tokens = blocks_of(text)
    return [(t.map[0], t.map[1]) for t in tokens if t.map and t.level == 0 and t.nesting >= 0]


def prose_of(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Yield each line of readable text, and its number in the text, counted from 0.

    Code and raw HTML in blocks of their own are left out; code within a line is blanked.
    """
    row = 0
    for token in tokens:
        if token.map:
            row = token.map[0]
        if token.type == "inline":
            yield from enumerate(without_code(token.content).split("\n"), row)


def without_code(text: str) -> str:
    """Return a text with spaces in place of its code spans; line ends remain."""
    if "`" not in text:
        return text
    return _CODE_SPAN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _read_indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a note, tab or footnote: a rule of markdown-it-py.

    The text is indented by four, or by less from the line below the first on, which Python-Markdown
    does not read. The text of a footnote starts on its first line.
    """
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _INDENTED.match(first):
        return False
    if silent:
        return True
    lazy = first.startswith("[^")
    last, indent = _extent(state, start, end, lazy)
    token = state.push("indented_open", "div", 1)
    token.map, token.content = [start, last], first
    if lazy:
        state.push("inline", "", 0).content = state.getLines(start, last, state.blkIndent, False)
    else:
        outer = state.blkIndent, state.lineMax, state.parentType
        state.blkIndent += indent
        state.lineMax = last
        state.md.block.tokenize(state, start + 1, last)
        state.blkIndent, state.lineMax, state.parentType = outer
    state.push("indented_close", "div", -1)
    state.line = last
    return True


def _extent(state: StateBlock, start: int, end: int, lazy: bool) -> tuple[int, int]:
    """Return the line after an indented block, and how far its text is indented.

    The first lines of a lazy block, a footnote, need not be indented.
    """
    last, indent, line = start + 1, 0, start + 1
    while line < end:
        if state.isEmpty(line):
            lazy = False
        else:
            here = state.sCount[line] - state.blkIndent
            if lazy and not _starts_block(state, line, end):
                here = _TAB_LENGTH
            elif not indent:
                indent = here if line == start + 1 and here > 0 else _TAB_LENGTH
                indent = min(indent, _TAB_LENGTH)
            if here < (indent or _TAB_LENGTH):
                break
            last = line + 1
        line += 1
    return last, indent or _TAB_LENGTH


def _starts_block(state: StateBlock, line: int, end: int) -> bool:
    """Tell whether a block starts on a line that could go on a paragraph."""
    rules = state.md.block.ruler.getRules("paragraph")
    return any(rule(state, line, end, True) for rule in rules)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable("table").disable(["inline", "reference"])
    parser.block.ruler.before(
        "fence", "indented", _read_indented, {"alt": ["paragraph", "blockquote", "list"]}
    )
    return parser


_PARSER = _make_parser()
