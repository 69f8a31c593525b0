"""Fittings: what stands in a plan for the tables, code, lists and pictures of a section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sitekit.figures.outline import Block
from sitekit.figures.shapes import Box, Stroke, line

_HATCHING = 6
_LEAST_LINE_GAP = 4


def fitting(block: Block, box: Box) -> Iterator[Stroke]:
    """Yield the strokes of a fitting that fills a box."""
    yield box.outline()
    yield from _INSIDE[block.kind](block, box)


def _table(block: Block, box: Box) -> Iterator[Stroke]:
    """Yield a grid of the table's columns and rows."""
    yield from _uprights(box, block.columns)
    rows = min(block.length, (box.bottom - box.top) // _LEAST_LINE_GAP)
    for n in range(1, rows):
        y = box.top + round((box.bottom - box.top) * n / rows)
        yield line((box.left, y), (box.right, y))


def _steps(block: Block, box: Box) -> Iterator[Stroke]:
    """Yield the treads of stairs, one for each step."""
    yield from _uprights(box, block.length)


def _uprights(box: Box, parts: int) -> Iterator[Stroke]:
    parts = min(parts, (box.right - box.left) // _LEAST_LINE_GAP)
    for n in range(1, parts):
        x = box.left + round((box.right - box.left) * n / parts)
        yield line((x, box.top), (x, box.bottom))


def _code(_block: Block, box: Box) -> Iterator[Stroke]:
    """Yield a hatching."""
    wide, high = box.right - box.left, box.bottom - box.top
    for reach in range(_HATCHING, wide + high, _HATCHING):
        start = box.left + min(reach, wide), box.top + max(0, reach - wide)
        end = box.left + max(0, reach - high), box.top + min(reach, high)
        yield line(start, end)


def _picture(_block: Block, box: Box) -> Iterator[Stroke]:
    """Yield the cross of an opening."""
    yield line((box.left, box.top), (box.right, box.bottom))
    yield line((box.left, box.bottom), (box.right, box.top))


_INSIDE: Mapping[str, Callable[[Block, Box], Iterator[Stroke]]] = {
    "table": _table,
    "code": _code,
    "steps": _steps,
    "list": _steps,
    "picture": _picture,
}
