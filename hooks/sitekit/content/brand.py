"""The brand: colors from the tokens of overrides/site.css, the mark from docs/assets/favicon.svg.

Style sheet, social cards, manifest and the color of the browser's bar follow from the same tokens;
the header's mark and the icons from the same drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from rcssmin import cssmin

from sitekit.content.source import read_text
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

SHEET, MARK = "overrides/site.css", "docs/assets/favicon.svg"
_TOKEN = re.compile(r"^\s*--(?P<name>[\w-]+):\s*(?P<value>[^;]+);", re.MULTILINE)
_COLOR = r"(#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?)"
_ONE, _TWO = re.compile(_COLOR), re.compile(rf"light-dark\({_COLOR},\s*{_COLOR}\)")
_MISSING = "#808080"


@dataclass(frozen=True)
class Brand:
    """Colors as `#rrggbb` or `#rrggbbaa` (CSS Color 4, §5.2), by the names of their tokens."""

    slate: str = _MISSING
    """The ground of cards, hero and calls to action."""
    grid: str = _MISSING
    on_slate: str = _MISSING
    on_slate_soft: str = _MISSING
    blueprint: str = _MISSING
    """Accent lines."""
    green: str = _MISSING
    paper: str = _MISSING
    """The ground of pages in the light theme."""
    paper_dark: str = _MISSING
    mark: str = ""
    """SVG."""
    style: str = ""
    """The style sheet of the first screen, minified."""


def read_brand(root: Path) -> tuple[Brand, list[Problem], str]:
    """Return the brand, what is wrong with it, and the digest of what it was read from."""
    sheet, mark = read_text(root, SHEET), read_text(root, MARK)
    problems = [text for text in (sheet, mark) if isinstance(text, Problem)]
    colors: dict[str, str] = {}
    if not isinstance(sheet, Problem):
        for found in _colors(sheet):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                colors |= found
        colors["style"] = cssmin(sheet)
    if not isinstance(mark, Problem):
        colors["mark"] = mark[max(0, mark.find("<svg")) :].strip()
    return Brand(**colors), problems, digest(repr(sorted(colors.items())))


def _colors(sheet: str) -> Iterator[dict[str, str] | Problem]:
    tokens = {match["name"]: match for match in reversed(list(_TOKEN.finditer(sheet)))}
    for field in fields(Brand):
        name = field.name.replace("_", "-")
        if name in ("mark", "style", "paper-dark"):
            continue
        match = tokens.get(name)
        two, example = name == "paper", "#5fc088"
        color = match and (_TWO if two else _ONE).fullmatch(match["value"].strip())
        if color:
            dark = {"paper_dark": color[2]} if two else {}
            yield {field.name: color[1], **dark}
            continue
        line = sheet.count("\n", 0, match.start("name")) + 1 if match else 1
        wanted = "light-dark(#ffffff, #0e1622)" if two else example
        message = "must be" if match else "is missing. Add it as"
        yield Problem(
            SHEET,
            line,
            f"--{name}",
            f"{message} a color such as {wanted}, in which cards and icons are drawn, too.",
        )
