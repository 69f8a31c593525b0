"""Edits of an imported text line by line; code is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


def edit_lines(body: str, edit: Callable[[str], str | None]) -> str:
    """Return a text with each line outside fences replaced; None removes it."""
    lines, fence = [], ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence or mark:
            fence = _fence_after(fence, line, mark)
            lines.append(line)
        elif (new := edit(line)) is not None:
            lines.append(new)
    return "\n".join(lines)


def _fence_after(fence: str, line: str, mark: re.Match[str] | None) -> str:
    if not fence:
        return mark[1] if mark else ""
    closes = mark and mark[1].startswith(fence) and not line.strip(" >\t" + fence[0])
    return "" if closes else fence


def outside_fences(body: str, edit: Callable[[str], str]) -> str:
    """Return a text with each run of lines between fenced code replaced by what `edit` returns."""
    pieces: list[str] = []
    run: list[str] = []
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if fence or mark:
            if run:
                pieces.append(edit("\n".join(run)))
                run = []
            fence = _fence_after(fence, line, mark)
            pieces.append(line)
        else:
            run.append(line)
    if run:
        pieces.append(edit("\n".join(run)))
    return "\n".join(pieces)


def fenced(code: str, language: str) -> str:
    """Return code as a fenced block, with a fence longer than any in it."""
    code = code.strip("\n")
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
