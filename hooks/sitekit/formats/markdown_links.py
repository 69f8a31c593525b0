"""A writer's Markdown with absolute links: the text of Markdown versions.

Only what the converter recognised as a link is replaced, in the forms Markdown and HTML have for
it; code, fenced or inline, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sitekit.content.source import FENCE, INLINE_CODE, fence_after

_NOTABLE = re.compile(r"`|~~~|#|<!--|\]\(|\]:|=")
"""Most lines hold none of these: no code, heading, marker or link."""
_MARKER = re.compile(r"\s*<!--\s*cta\b.*?-->\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"\]\(\s*<?|^\s*\[[^\]]+\]:\s*<?|\b(?:href|src|poster|data)\s*=\s*[\"']?")
"""What comes before a link's target, in Markdown and in HTML."""
_AFTER = re.compile(r"[\s)>\"']|$")
CODE = re.compile(
    r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?s:.*?)(?:^[ \t>]*(?P=fence)|\Z)"
    r"|(?P<ticks>`+)(?:(?!(?P=ticks))[^\n])+(?P=ticks)",
    re.MULTILINE,
)
"""Fenced code, and code within a line."""
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_HEADING = re.compile(r"#{1,6} ")
_HEADING_ID = re.compile(r"^(#{1,6} .*?)\s*\{:?\s*#[^}]*\}\s*$")


def absolute(
    text: str, targets: Iterable[str], link: Callable[[str], str | None], shift: int = 0
) -> str:
    """Return Markdown with each of `targets` replaced by `link(target)`.

    Markers of calls to action and explicit heading ids are removed; headings go `shift` levels
    deeper.
    """
    longest_first = sorted(set(targets), key=len, reverse=True)

    def replaced(piece: str) -> str:
        pieces, end = [], 0
        for before in _BEFORE.finditer(piece):
            start = before.end()
            if start < end:
                continue
            for target in longest_first:
                after = start + len(target)
                if piece.startswith(target, start) and _AFTER.match(piece, after):
                    pieces += [piece[end:start], link(target) or target]
                    end = after
                    break
        return "".join([*pieces, piece[end:]])

    lines, fence = [], ""
    for line in text.split("\n"):
        if fence or _NOTABLE.search(line):
            mark = FENCE.match(line)
            if fence or mark:
                fence = fence_after(fence, mark)
            elif _MARKER.match(line):
                continue
            else:
                line = _outside_code(_heading(line, shift), replaced)
        lines.append(line)
    return "\n".join(lines).strip()


def without_comments(text: str, comments: Iterable[str]) -> str:
    """Return Markdown without these comments, unless they are in code."""
    longest_first = sorted(set(comments), key=len, reverse=True)
    if not longest_first:
        return text
    in_code = [code.span() for code in CODE.finditer(text)]

    def dropped(comment: re.Match[str]) -> str:
        is_code = any(start <= comment.start() < end for start, end in in_code)
        return comment[0] if is_code else ""

    any_of_them = "|".join(map(re.escape, longest_first))
    whole_lines = rf"^[ \t]*(?:{any_of_them})[ \t]*\n"
    return re.sub(f"{whole_lines}|{any_of_them}", dropped, text, flags=re.MULTILINE)


def escape(text: str) -> str:
    """Return plain text as Markdown that shows it as it is."""
    return _SPECIAL.sub(r"\\\1", text)


def _heading(line: str, shift: int) -> str:
    return "#" * shift + _HEADING_ID.sub(r"\1", line) if _HEADING.match(line) else line


def _outside_code(line: str, replace: Callable[[str], str]) -> str:
    """Replace in a line but for its code, which placeholders represent meanwhile."""
    if "`" not in line:
        return replace(line)
    codes: list[str] = []

    def take_out(code: re.Match[str]) -> str:
        codes.append(code[0])
        return f"\x02{len(codes) - 1}\x03"

    line = replace(INLINE_CODE.sub(take_out, line))
    return re.sub("\x02(\\d+)\x03", lambda m: codes[int(m[1])], line)
