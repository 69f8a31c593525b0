"""The chart of the calls, as SVG 1.1: how many each month, and how many each page won.

Its words are text, so that it can be read, searched and spoken; `desc` has the numbers as a
sentence. Its colors follow the reader's system where the program that shows it says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

Bars = Sequence[tuple[str, int]]

_WIDTH, _EDGE = 720, 24
_PLOT = _WIDTH - 2 * _EDGE
_COLUMNS_HEIGHT = 160
_ROW = 30
_LABELS = 300
"""The width of the pages' addresses."""
_LONGEST = 40
"""The characters of an address that fit there."""
_MOST_PAGES = 12
_GENERATOR = "sitekit leads"
_START = f'<svg xmlns="http://www.w3.org/2000/svg" class="{_GENERATOR}"'.encode()
_STYLE = """
svg { background: #ffffff; color: #18212d; font: 14px system-ui, sans-serif; }
text { fill: currentColor; }
.heading { font-weight: 600; font-size: 17px; }
.bar { fill: #2f6fb5; }
.axis { stroke: #7d8896; }
@media (prefers-color-scheme: dark) {
  svg { background: #0e1622; color: #e6edf6; }
  .bar { fill: #6aa5e3; }
}
"""


def is_chart(content: bytes) -> bool:
    """Tell whether a file's content is a chart of ours, which a newer one may replace."""
    return content.startswith(_START)


def chart(months: Bars, pages: Iterable[tuple[str, int]]) -> bytes:
    """Return the chart of calls by month and by page, the most first, as an SVG document."""
    rows = _most(pages)
    height = 3 * _EDGE + 2 * _ROW + _COLUMNS_HEIGHT + _ROW + _ROW * len(rows)
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": _GENERATOR,
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": str(_WIDTH),
            "height": str(height),
            "role": "img",
            "aria-labelledby": "title desc",
        },
    )
    SubElement(svg, "title", id="title").text = "Calls by month and by page"
    SubElement(svg, "desc", id="desc").text = _in_words(months, rows)
    SubElement(svg, "style").text = _STYLE
    _heading(svg, _EDGE + 18, "Calls by month" if _are_months(months) else "Calls by year")
    _columns(svg, months, top=_EDGE + _ROW)
    top = 2 * _EDGE + 2 * _ROW + _COLUMNS_HEIGHT
    _heading(svg, top + 18, "Calls by page")
    _rows(svg, rows, top=top + _ROW)
    ElementTree.indent(svg)
    return f"{ElementTree.tostring(svg, encoding='unicode')}\n".encode()


def _are_months(bars: Bars) -> bool:
    return not bars or "-" in bars[0][0]


def _most(pages: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the pages that won most, and the others as one."""
    won = sorted(((page, calls) for page, calls in pages if calls), key=lambda p: (-p[1], p[0]))
    shown, rest = won[:_MOST_PAGES], won[_MOST_PAGES:]
    if rest:
        shown.append((f"{len(rest)} others", sum(calls for _, calls in rest)))
    return shown


def _in_words(months: Bars, pages: Bars) -> str:
    by_month = ", ".join(f"{month}: {calls}" for month, calls in months)
    by_page = ", ".join(f"{page}: {calls}" for page, calls in pages)
    return f"{by_month}. {by_page}." if months else "No calls."


def _heading(svg: Element, y: int, text: str) -> None:
    _text(svg, _EDGE, y, text, "start", "heading")


def _columns(svg: Element, bars: Bars, top: int) -> None:
    """Draw a column for each month, with its number above and, where there is room, its name."""
    most, base = max((calls for _, calls in bars), default=1), top + _COLUMNS_HEIGHT
    step = _PLOT / max(len(bars), 6)
    every = ceil(64 / step)  # a month's name needs 64 pixels
    for n, (name, calls) in enumerate(bars):
        height = (_COLUMNS_HEIGHT - _ROW) * calls / most
        middle = _EDGE + (n + 0.5) * step
        if calls:
            _bar(svg, middle - step * 0.35, base - height, step * 0.7, height)
            _text(svg, middle, base - height - 6, str(calls))
        if n % every == 0:
            _text(svg, middle, base + 20, name)
    line = {"x1": _EDGE, "x2": _WIDTH - _EDGE, "y1": base, "y2": base}
    SubElement(svg, "line", {"class": "axis", **{key: str(at) for key, at in line.items()}})


def _rows(svg: Element, bars: Bars, top: int) -> None:
    """Draw a bar for each page, with its address before and its number after it."""
    most = max((calls for _, calls in bars), default=1)
    for n, (page, calls) in enumerate(bars):
        y, width = top + n * _ROW, (_PLOT - _LABELS - _ROW) * calls / most
        label = page if len(page) <= _LONGEST else f"{page[: _LONGEST - 1]}…"
        _text(svg, _EDGE, y + 19, label, "start")
        _bar(svg, _EDGE + _LABELS, y + 5, width, 20)
        _text(svg, _EDGE + _LABELS + width + 8, y + 19, str(calls), "start")


def _bar(svg: Element, x: float, y: float, width: float, height: float) -> None:
    at = {"x": x, "y": y, "width": width, "height": height}
    SubElement(svg, "rect", {"class": "bar", **{key: f"{value:.1f}" for key, value in at.items()}})


def _text(
    svg: Element, x: float, y: float, words: str, anchor: str = "middle", kind: str = "label"
) -> None:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "class": kind}
    SubElement(svg, "text", at).text = words
