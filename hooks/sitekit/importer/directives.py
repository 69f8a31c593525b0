"""Notes written as directives (`:::tip[Title]` … `:::`), as Astro's tools and Docusaurus do."""

from __future__ import annotations

import re

_START = re.compile(r"(\s{0,3}):::+\s*(\w+)\s*(?:\[([^\]]*)\]|([^{\n]*))?\s*(?:\{[^}]*\})?\s*")
_END = re.compile(r"\s{0,3}:::+\s*")
_KINDS = {"note": "NOTE", "info": "NOTE", "tip": "TIP", "success": "TIP", "important": "IMPORTANT"}
_KINDS |= {"warning": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION"}


def from_directives(body: str) -> str:
    """Return a body with notes written as GitHub writes them; other directives stay as typed."""
    lines, result, n = body.split("\n"), [], 0
    fence = ""
    while n < len(lines):
        line = lines[n]
        if mark := re.match(r"\s*(`{3,}|~{3,})", line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        start = None if fence else _START.fullmatch(line)
        end = _end_of(lines, n + 1) if start and start[2].lower() in _KINDS else None
        if start and end:
            title = (start[3] or start[4] or "").strip()
            result.append(f"> [!{_KINDS[start[2].lower()]}] {title}".rstrip())
            result += [f"> {inner}".rstrip() for inner in lines[n + 1 : end]]
            n = end
        else:
            result.append(line)
        n += 1
    return "\n".join(result)


def _end_of(lines: list[str], start: int) -> int | None:
    """Return the line that ends a directive, None if another starts before or none ends it."""
    for n in range(start, len(lines)):
        if _END.fullmatch(lines[n]):
            return n
        if _START.fullmatch(lines[n]):
            return None
    return None
