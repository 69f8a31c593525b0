"""Edits of a text's readable parts, such as its links; code is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sitekit.markdown.source_blocks import blocks_of, without_code

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""A pattern, and what a match is replaced by; None leaves it.

If the pattern has a group `url`, that group alone is replaced.
"""
_CODE_IN_HTML = re.compile(r"<(pre|code|script|style)\b", re.IGNORECASE)
_IN_MARKDOWN = re.compile(
    r"\]\(\s*<?(?P<url>(?<=<)[^<>\n]+(?=>)|[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)"
)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[[^\]\^\n][^\]\n]*\]:\s*<?(?P<url>(?<=<)[^<>\n]+(?=>)|[^\s<>]+)", re.MULTILINE
)
_IN_HTML = re.compile(r"\b(?:href|src|poster)\s*=\s*([\"'])(?P<url>[^\"'\n]+)\1")
_BARE = re.compile(
    r"\][(:]\s*\S+|(?<![^\s(<])(?P<url>https?://[^\s<>\"'()]*[^\s<>\"'().,;:!?*_\]])"
)
"""The address of another kind of link, without `url`, or one that is a link by itself."""


def prose_regions(body: str) -> Iterator[tuple[int, int]]:
    """Yield the first line and the one after the last of each part that is no code, in order."""
    last = 0
    for token in blocks_of(body):
        if not token.map or token.map[0] < last:
            continue
        is_prose = token.type in ("inline", "table_open") or (
            token.type == "indented_open" and token.content.startswith("[^")
        )
        if token.type == "html_block" and not _CODE_IN_HTML.search(token.content):
            is_prose = True
        if is_prose:
            yield token.map[0], token.map[1]
            last = token.map[1]


def edit_prose(body: str, rules: Iterable[Rule]) -> str:
    """Return a text with rules applied in their order to each part that is no code."""
    lines, rules = body.split("\n"), list(rules)
    for start, end in reversed([*prose_regions(body)]):
        text = "\n".join(lines[start:end])
        for pattern, replacement in rules:
            text = _edited(text, pattern, replacement)
        lines[start:end] = text.split("\n")
    return "\n".join(lines)


def _edited(
    text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str | None]
) -> str:
    pieces, last = [], 0
    group = "url" if "url" in pattern.groupindex else 0
    for masked in pattern.finditer(without_code(text)):
        unmasked = pattern.match(text, masked.start())  # with the code in it
        same_span = unmasked and unmasked.span() == masked.span()
        found = unmasked if unmasked and same_span else masked
        new = replacement(found)
        if new is not None:
            pieces += [text[last : found.start(group)], new]
            last = found.end(group)
    return "".join(pieces) + text[last:]


def rules_for_links(replace: Callable[[str], str | None]) -> list[Rule]:
    """Return the rules of `edit_prose` that replace the address of each link and picture."""
    patterns = (_IN_MARKDOWN, _DEFINITION, _IN_HTML, _BARE)
    return [
        (pattern, lambda found: replace(found["url"]) if found["url"] else None)
        for pattern in patterns
    ]
