"""The blocks of a Markdown text as CommonMark defines them, with the lines they stand on.

CommonMark 0.31.2, and the tables of GitHub Flavored Markdown 0.29, as read by markdown-it-py. Link
reference definitions are left in as paragraphs, since Python-Markdown reads them from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_PARSER = MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])


def blocks_of(text: str) -> list[Token]:
    """Return the tokens of a text's blocks; `map` holds the first line and the one after the last.

    What is inside a paragraph, heading or cell is one token of the type `inline`, not read further.
    """
    return _PARSER.parse(text)


def prose_of(tokens: Iterable[Token]) -> Iterator[tuple[int, str]]:
    """Yield each line of readable text, and its number in the text, counted from 0.

    Code and raw HTML in blocks of their own are left out; code within a line is blanked.
    """
    row = 0
    for token in tokens:
        if token.map:
            row = token.map[0]
        if token.type == "inline":
            yield from enumerate(_without_code(token.content).split("\n"), row)


def _without_code(text: str) -> str:
    """Return a text with spaces in place of its code spans; line ends remain."""
    return _CODE_SPAN.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
