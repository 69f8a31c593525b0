"""What is in the rooms of a plan: the reader's walk, partitions, fittings and room numbers.

Fittings and numbers go to corners that are free of doors, of the walk and of each other; a fitting
that finds none is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from sitekit.figures.fittings import fitting
from sitekit.figures.outline import Block
from sitekit.figures.plan import SIZE, Door, Plan, Room
from sitekit.figures.shapes import Box, Point, Stroke, curve, line

_NUMBER, _GAP = (20, 20), 8
_NUMBER_SPOTS = ((0, 0), (2, 0), (0, 2), (2, 2), (1, 0), (1, 2), (0, 1), (2, 1), (1, 1))
_FITTING_SPOTS = ((2, 2), (0, 2), (2, 0), (0, 0))
"""Where to try, in halves of the free length and depth of a room."""
_MOST_FITTINGS = 3
_DOOR_REACH = 18
_WALK_REACH = 10
"""How far the walk goes on behind the exit."""


@dataclass(frozen=True)
class Interior:
    """What is in the rooms."""

    walk: tuple[Stroke, ...]
    partitions: tuple[Stroke, ...]
    fittings: tuple[Stroke, ...]
    numbers: tuple[tuple[int, Point], ...]
    """Each with the middle of where it is written."""


def interior_of(plan: Plan) -> Interior:
    """Return what is in the rooms of a plan."""
    walk = tuple(_walk(plan))
    partitions: list[Stroke] = []
    fittings: list[Stroke] = []
    numbers: list[tuple[int, Point]] = []
    for n, room in enumerate(plan.rooms):
        entry, leave = plan.doors[n : n + 2]
        taken = [_around((d.x, d.y), _DOOR_REACH, (d.x, d.y)) for d in (entry, leave)]
        taken += [_around(a, 3, b) for a, b in pairwise(walk[n + 1].polyline())]
        for stroke in _partitions(room, entry, leave):
            partitions.append(stroke)
            taken.append(_around(stroke.points[0], 2, stroke.points[1]))
        if room.number and (box := _free(room, _NUMBER, taken, _NUMBER_SPOTS)):
            taken.append(box)
            numbers.append((room.number, box.middle))
        for block in room.section.blocks[:_MOST_FITTINGS]:
            if box := _free(room, _size(room, block), taken, _FITTING_SPOTS):
                taken.append(box)
                fittings += fitting(block, box)
    return Interior(walk, tuple(partitions), tuple(fittings), tuple(numbers))


def _around(start: tuple[float, float], reach: int, end: tuple[float, float]) -> Box:
    """Return the box of a line from point to point and of what has to be free beside it."""
    (x, y), (x2, y2) = start, end
    left, right = (x, x2) if x < x2 else (x2, x)
    top, bottom = (y, y2) if y < y2 else (y2, y)
    return Box(int(left) - reach, int(top) - reach, int(right) + reach, int(bottom) + reach)


def _walk(plan: Plan) -> Iterator[Stroke]:
    """Yield the walk from the entrance to the exit."""
    first, last = plan.doors[0], plan.doors[-1]
    yield line((0, first.y), (first.x, first.y))
    for a, b in pairwise(plan.doors):
        middle = (a.x + b.x) // 2
        control = (middle if b.upright else b.x, a.y) if a.upright else (a.x, (a.y + b.y) // 2)
        control2 = (middle if a.upright else a.x, b.y) if b.upright else (b.x, (a.y + b.y) // 2)
        yield curve((a.x, a.y), control, control2, (b.x, b.y))
    yield line((last.x, last.y), (min(last.x + 2 * _WALK_REACH, SIZE[0]), last.y))


def _partitions(room: Room, entry: Door, leave: Door) -> Iterator[Stroke]:
    """Yield what parts the subsections, or the questions, at the wall farther from the doors."""
    parts = tuple(words + 1 for words in room.questions) or (1,) * (room.section.subsections + 1)
    between = (entry.y + leave.y) / 2
    left, top, right, bottom = room.box
    depth = round((bottom - top) * (0.36 if room.questions else 0.3))
    y, inwards = (top, depth) if between - top > bottom - between else (bottom, -depth)
    for words in list(accumulate(parts))[:-1]:
        x = left + round((right - left) * words / sum(parts))
        yield line((x, y), (x, y + inwards))


def _size(room: Room, block: Block) -> tuple[int, int]:
    """Return the size of a fitting: by its number of items, and at most a part of the room."""
    wide, high = {
        "table": (16 * block.columns, 5 * block.length),
        "code": (52, 3 * block.length),
        "steps": (6 * block.length, 22),
        "list": (9 * block.length, 8),
        "picture": (34, 24),
    }[block.kind]
    left, top, right, bottom = room.box
    return min(wide, right - left - 2 * _GAP), min(max(high, 8), round((bottom - top) * 0.45))


def _free(room: Room, size: Point, taken: Sequence[Box], spots: Sequence[Point]) -> Box | None:
    """Return a free part of a room for something of a size, the first of some spots."""
    left, top, right, bottom = room.box
    left, top = left + _GAP, top + _GAP
    spare_x, spare_y = right - _GAP - left - size[0], bottom - _GAP - top - size[1]
    if min(spare_x, spare_y) < 0:
        return None
    for across, down in spots:
        x, y = left + spare_x * across // 2, top + spare_y * down // 2
        box = Box(x, y, x + size[0], y + size[1])
        if not any(box.meets(other) for other in taken):
            return box
    return None
