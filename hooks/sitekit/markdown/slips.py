"""Slips in the structure of a text, which would hide or misplace part of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from sitekit.markdown.document import Remark
from sitekit.markdown.literal_text import ATTRIBUTE_LIST
from sitekit.markdown.source_blocks import MAX_NESTING, prose_of
from sitekit.markdown.source_tables import cells
from sitekit.text import certain_match, quote

_HEADER = re.compile(
    r"""!!!\ ?[\w\-]+(?:\ +[\w\-]+)*(?:\ +"[^"]*")?\ *
    |\?\?\?\+?\ ?(?:[\w\-]+(?:\ +[\w\-]+)*)?(?:\ *"[^"]*")?\ *
    |===(?:\+|\+!|!\+|!)?\ +"[^"]*"\ *
    """,
    re.VERBOSE,
)
"""The first line of a note, a folded note or a tab."""
_KIND = re.compile(r"(?:!!!|\?\?\?\+?) ?([\w-]+)")
_CALLOUT = re.compile(r">\s*\[!([\w-]+)\]")
_BARE_TITLE = re.compile(r"(?P<kind>(?:!!!|\?\?\?\+?) ?[\w-]+) +(?P<title>[\w-]+(?: +[\w-]+)*) *")
_PLACES = {"inline", "end"}
"""Classes of notes that Material has; others need a title behind them."""
_LIKE_ATTRIBUTES = re.compile(r"(?<=[\w)\]*_`\"?!.])[ ]?(?<!\{)(\{:?[ ]*[#.][^{}\n]*\})(?!\})")
_ATTRIBUTES = re.compile(ATTRIBUTE_LIST)
_KEY = re.compile(r"""[\s{:]([\w-]+)=(?:"[^"]*"|'[^']*')?""")
_NAMES = """
    alt class decoding dir download height hidden href hreflang id lang loading media rel reversed
    sizes src srcset start tabindex target title translate type usemap value width
"""
_KEYS = tuple(_NAMES.split())
"""The attributes of HTML that a link, a picture, a list or a block of text may have."""
_ROW = re.compile(r"\|.+\|")
_DELIMITERS = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")


def slips_in(
    tokens: Sequence[Token], lines: Sequence[str], kinds: Collection[str]
) -> Iterator[Remark]:
    """Yield a remark on each slip in a text, given its blocks, its lines and the kinds of notes."""
    for token, following in pairwise([*tokens, Token("end", "", 0)]):
        if token.map:
            line = token.map[0]
            match token.type:
                case "fence" if not _is_closed(token, lines):
                    message = (
                        f"the code is never closed. Write {token.markup} on the line below it."
                    )
                    yield Remark(line, "code", message)
                case "heading_open" if not following.content:
                    message = (
                        f"the heading is empty. Write its text behind {token.markup}, or remove it."
                    )
                    yield Remark(line, "heading", message)
                case "indented_open" if token.content.startswith("[^"):
                    label, _, text = following.content.partition(":")
                    if not text.strip():
                        message = f"the footnote {label} is empty. Write its text behind {label}:"
                        yield Remark(line, "footnote", message)
                case "indented_open":
                    yield from _note(token.content, line, following.type == "indented_close")
                    yield from _kind_of_note(_KIND.match(token.content), line, kinds)
                case "blockquote_open":
                    yield from _kind_of_note(_CALLOUT.search(lines[line]), line, kinds)
    yield from _nesting(tokens)
    yield from _tables(tokens, lines)
    yield from _attribute_lists(tokens)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    start, end = token.map or (0, 0)
    last = lines[end - 1].strip(" >") if end - start > 1 else ""
    return len(last) >= len(token.markup) and not last.strip(token.markup[0])


def _nesting(tokens: Sequence[Token]) -> Iterator[Remark]:
    for token in tokens:
        if token.map and token.level >= MAX_NESTING - 1:
            message = "the text is nested too deeply to be shown. Write sections instead."
            yield Remark(token.map[0], "nesting", message)
            return


def _note(header: str, line: int, is_empty: bool) -> Iterator[Remark]:
    kind = "tab" if header.startswith("=") else "note"
    title = _BARE_TITLE.fullmatch(header)
    if title and not {*title["title"].split()} <= _PLACES:
        fix = f'Write {title["kind"]} "{title["title"]}".'
        yield Remark(line, kind, f"{quote(header)} has a title without quotes. {fix}")
    elif not _HEADER.fullmatch(header):
        form = '=== "Title"' if kind == "tab" else f'{header[:3]} note "Title"'
        yield Remark(line, kind, f"{quote(header)} is shown as text. Write {form}.")
    elif is_empty:
        yield Remark(line, kind, f"{quote(header)} has no text. Indent its text by four spaces.")


def _kind_of_note(
    found: re.Match[str] | None, line: int, kinds: Collection[str]
) -> Iterator[Remark]:
    """Yield a remark on a misspelled kind. Others pass, since a style sheet may have them."""
    kind = found[1].lower() if found else ""
    if kind not in kinds and (near := certain_match(kind, kinds)):
        message = f"{quote(kind)} is not a kind of note. Did you mean {quote(near)}?"
        yield Remark(line, "note", message)


def _tables(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Remark]:
    columns = 0
    for token in tokens:
        if token.type == "table_open":
            columns = 0
        elif token.type == "tr_open" and token.map:
            count = len(cells(lines[token.map[0]]))
            columns = columns or count
            if count > columns:
                message = f"the row has {count} cells, but its table {columns} columns."
                fix = "Remove cells, or write \\| for a line within a text."
                yield Remark(token.map[0], "table", f"{message} {fix}")
        elif token.type == "inline" and token.map and "|" in token.content:
            rows = token.content.split("\n")
            is_table = len(rows) > 1 and all(map(_ROW.fullmatch, rows))
            if is_table and not any(map(_DELIMITERS.fullmatch, rows)):
                row = "|" + "---|" * len(cells(rows[0]))
                message = f"the table is shown as text. Write {row} below its first line."
                yield Remark(token.map[0], "table", message)
            for number, (header, row) in enumerate(pairwise(rows), token.map[0] + 1):
                if "|" in header and "|" in row and _DELIMITERS.fullmatch(row.strip()):
                    counts = f"{len(cells(header))} cells above, {len(cells(row))} in this line"
                    message = f"the table is shown as text: {counts}. Write as many."
                    yield Remark(number, "table", message)


def _attribute_lists(tokens: Sequence[Token]) -> Iterator[Remark]:
    for line, text in prose_of(tokens):
        for found in _LIKE_ATTRIBUTES.finditer(text) if "{" in text else ():
            if not _ATTRIBUTES.fullmatch(found[1]):
                message = f"{quote(found[1])} is shown as text. Write #id, .class or key=value."
                yield Remark(line, "attributes", message)
        for found in _ATTRIBUTES.finditer(text) if "{" in text else ():
            for key in _KEY.findall(found[0]):
                if key not in _KEYS and (near := certain_match(key, _KEYS)):
                    message = f"{quote(key)} is no attribute. Did you mean {quote(near)}?"
                    yield Remark(line, "attributes", message)
