"""A writer's Markdown in which links that lead nowhere now are shown as their words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitekit.formats.markdown_links import CODE

_TITLE = r"""(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?"""
_ATTRIBUTES = r"(?:\{[^{}\n]*\})?"


def without_links(text: str, targets: Iterable[str]) -> str:
    """Return Markdown with each link to one of `targets` replaced by its words.

    A picture is replaced by its alternative text. Code is left as it is.
    """
    longest_first = sorted(set(targets), key=len, reverse=True)
    if not longest_first:
        return text
    code: list[str] = []

    def take_out(found: re.Match[str]) -> str:
        code.append(found[0])
        return f"\x02{len(code) - 1}\x03"

    text = CODE.sub(take_out, text)
    address = rf"<?(?:{'|'.join(map(re.escape, longest_first))})>?"
    text = _without_definitions(text, address)
    text = _unbracketed(text, re.compile(rf"\]\(\s*{address}{_TITLE}\s*\){_ATTRIBUTES}"))
    tag = rf"""<a\s[^>]*?\bhref\s*=\s*["']?{address}(?=["'\s>])[^>]*>(.*?)</a\s*>"""
    text = re.sub(tag, r"\1", text, flags=re.IGNORECASE | re.DOTALL)
    return re.sub("\x02(\\d+)\x03", lambda found: code[int(found[1])], text)


def _without_definitions(text: str, address: str) -> str:
    """Return Markdown without the definitions of an address, and without the links by them."""
    definition = re.compile(rf" {{0,3}}\[([^\]\n]+)\]:\s*{address}{_TITLE}[ \t]*", re.IGNORECASE)
    lines = text.split("\n")
    labels = [found[1] for line in lines if (found := definition.fullmatch(line))]
    if not labels:
        return text
    text = "\n".join(line for line in lines if not definition.fullmatch(line))
    label = "|".join(map(re.escape, labels))
    text = _unbracketed(text, re.compile(rf"\]\[(?:{label})\]{_ATTRIBUTES}", re.IGNORECASE))
    alone = re.compile(rf"!?\[({label})\](?:\[\])?(?![\[(:])", re.IGNORECASE)
    return alone.sub(r"\1", text)


def _unbracketed(text: str, end: re.Pattern[str]) -> str:
    """Return Markdown in which what ends like this, from its opening bracket on, is its words."""
    position = 0
    while found := end.search(text, position):
        start = _opening(text, found.start())
        if start is None:
            position = found.end()
            continue
        words = text[start + 1 : found.start()]
        before = text[:start].removesuffix("!") if _is_picture(text, start) else text[:start]
        text, position = before + words + text[found.end() :], len(before)
    return text


def _opening(text: str, closing: int) -> int | None:
    """Return the position of the bracket that the one at `closing` closes."""
    depth = 0
    for position in range(closing, -1, -1):
        character = text[position]
        if character in "[]" and not _is_escaped(text, position):
            depth += 1 if character == "]" else -1
            if depth == 0:
                return position
    return None


def _is_picture(text: str, start: int) -> bool:
    return text[start - 1 : start] == "!" and not _is_escaped(text, start - 1)


def _is_escaped(text: str, position: int) -> bool:
    backslashes = 0
    while text[position - backslashes - 1 : position - backslashes] == "\\":
        backslashes += 1
    return backslashes % 2 == 1
