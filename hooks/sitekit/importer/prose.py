"""Edits of a text's readable parts; code is never changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sitekit.markdown.source_blocks import blocks_of, without_code

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""A pattern, and what a match is replaced by; None leaves it.

If the pattern has a group `url`, that group alone is replaced.
"""
_CODE_IN_HTML = re.compile(r"<(pre|code|script|style)\b", re.IGNORECASE)
_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")


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
