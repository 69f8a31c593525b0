"""The layout of rooms: in bays from left to right, as the text is read, on both sides of an axis.

Of several layouts that the digest of the outline's seed yields, the best by `_score` is taken:
equal outlines have equal plans, and an edit of some words changes little.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitekit.figures.outline import Outline, SectionOutline
from sitekit.figures.shapes import Box

SIZE = (720, 234)
"""Of the whole figure, in its units; a wide page shows it at about one unit a pixel."""
LEFT, RIGHT = 16, 704
_TOP, _BOTTOM, _AXIS = 6, 184, 95
_AREA_A_WORD = 90
"""The scale, unless the plan were wider than the figure or too small: four minutes fill it."""
_LEAST_LENGTH = 200
_LEAST_SHARE = 1 / 4
"""Of the words of an average section; a shorter one has a room of this size."""
_LAYOUTS = 8
_DEPTHS_OF_ONE, _DEPTHS_OF_MORE = (72, 164), (146, 178)
DOOR, WIDE_DOOR = 16, 36
_LEAST_SHARED_WALL = DOOR + 12


@dataclass(frozen=True)
class Room:
    """A section as a rectangle."""

    section: SectionOutline
    number: int
    """As in the table of contents, from 1; 0 for the introduction."""
    box: Box
    questions: tuple[int, ...] = ()
    """The words of each, in the room of the questions."""


@dataclass(frozen=True)
class Door:
    """The middle of an opening through which the reader goes from room to room, in or out."""

    x: int
    y: int
    upright: bool
    """Whether its wall is."""
    downwards: bool = False
    """Whether the reader goes down through it."""


@dataclass(frozen=True)
class Plan:
    """Rooms in the order of the text, and the doors before, between and behind them."""

    rooms: tuple[Room, ...]
    doors: tuple[Door, ...]


def plan_of(outline: Outline) -> Plan:
    """Return the plan of a post, which has at least a section."""
    words = [section.words for section in outline.sections]
    words += [sum(outline.questions)] if outline.questions else []
    least = max(1, round(_LEAST_SHARE * sum(words) / len(words)))
    words = [max(number, least) for number in words]
    length = 2 + 3 * len(words)
    digest = hashlib.shake_256(outline.seed.encode()).digest(_LAYOUTS * length)
    draws = [_Draws(digest[n * length : (n + 1) * length]) for n in range(_LAYOUTS)]
    boxes = max((_layout(words, bool(outline.questions), draw) for draw in draws), key=_score)
    return Plan(tuple(_rooms(outline, boxes)), tuple(_doors(boxes)))


def _rooms(outline: Outline, boxes: Sequence[Box]) -> Iterator[Room]:
    number = 0
    for section, box in zip(outline.sections, boxes, strict=False):
        number += bool(section.id)
        yield Room(section, number if section.id else 0, box)
    if outline.questions:
        section = SectionOutline("faq", sum(outline.questions))
        yield Room(section, number + 1, boxes[-1], outline.questions)


class _Draws:
    """Numbers of a digest's bytes."""

    def __init__(self, digest: bytes) -> None:
        self._values = iter(digest)

    def between(self, low: float, high: float) -> float:
        """Return a number between two; their middle where they are in the wrong order."""
        share = next(self._values) / 255 if low < high else 0.5
        return low + (high - low) * share


def _layout(words: Sequence[int], last_alone: bool, draw: _Draws) -> list[Box]:
    """Return the rooms for so many words each in one possible layout."""
    bays = list(_bays(words, last_alone, draw))
    depths = [draw.between(*_DEPTHS_OF_ONE if len(b) == 1 else _DEPTHS_OF_MORE) for b in bays]
    totals = [sum(bay) for bay in bays]
    length = sum(total / depth for total, depth in zip(totals, depths, strict=True))
    scale = min(max(_AREA_A_WORD, _LEAST_LENGTH / length), (RIGHT - LEFT) / length)
    x, downwards, boxes = float(LEFT), draw.between(0, 1) < 0.5, []
    for bay, depth, total in zip(bays, depths, totals, strict=True):
        top = draw.between(max(_TOP, _AXIS + 24 - depth), min(_AXIS - 24, _BOTTOM - depth))
        end, y = x + scale * total / depth, top if downwards else top + depth
        for size in bay:
            y2 = y + size * depth / total * (1 if downwards else -1)
            low, high = (y, y2) if downwards else (y2, y)
            boxes.append(Box(round(x), round(low), round(end), round(high)))
            y = y2
        downwards ^= len(bay) > 1  # the next begins on the side where this one ends
        x = end
    return boxes


def _bays(words: Sequence[int], last_alone: bool, draw: _Draws) -> Iterator[Sequence[int]]:
    """Yield the rooms in groups that lie one above the other."""
    most, start = 2 + len(words) // 16, 0
    often = 0.5 if most == 2 else 0.9
    end = len(words) - last_alone
    while start < end:
        stop = start + 1
        while stop < min(end, start + most) and draw.between(0, 1) < often:
            sizes = words[start : stop + 1]
            if min(sizes) < 0.4 * max(sizes):
                break
            stop += 1
        yield words[start:stop]
        start = stop
    yield from [words[end:]] if last_alone else []


def _score(boxes: Sequence[Box]) -> float:
    """Return how good a layout looks: rooms of human shape, and an outline with steps."""
    score = 0.0
    for left, top, right, bottom in boxes:
        narrow, wide = sorted((max(right - left, 1), max(bottom - top, 1)))
        shape = wide / narrow
        score -= abs(shape - 1.5) * 0.3 + max(0, 28 - narrow) / 9 + max(0, shape - 2.6) * 2
    for one, other in pairwise(boxes):
        if one.right == other.left:
            shared = min(one.bottom, other.bottom) - max(one.top, other.top)
            score -= 6 * (shared < _LEAST_SHARED_WALL)
            for step in (abs(one.top - other.top), abs(one.bottom - other.bottom)):
                score += 0.25 if step > 14 else -0.6 if 0 < step < 8 else 0
        else:
            score += 0.3
    return score


def _doors(boxes: Sequence[Box]) -> Iterator[Door]:
    first, last = boxes[0], boxes[-1]
    yield Door(first.left, _near_axis(first), True)
    for one, other in pairwise(boxes):
        if one.right == other.left:
            y = (max(one.top, other.top) + min(one.bottom, other.bottom)) // 2
            yield Door(one.right, y, True)
        else:
            downwards = one.bottom == other.top
            y = other.top if downwards else other.bottom
            yield Door((one.left + one.right) // 2, y, False, downwards)
    yield Door(last.right, _near_axis(last), True)


def _near_axis(box: Box) -> int:
    """Return where in a room's outer wall a wide door is as near to the axis as possible."""
    low, high = box.top + WIDE_DOOR // 2 + 4, box.bottom - WIDE_DOOR // 2 - 4
    return min(max(_AXIS, low), high) if low < high else box.middle[1]
