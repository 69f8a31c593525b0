"""The walls of a plan, with the openings of its doors and windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from sitekit.figures.plan import DOOR, WIDE_DOOR, Door, Plan, Room
from sitekit.figures.shapes import Stroke, line, quarter

_WINDOW, _LEAST_PITCH = 10, 16

Span = tuple[int, int]


@dataclass
class _Line:
    """All walls at one coordinate; its sides are complete before they are asked for."""

    sides: list[Span] = field(default_factory=list)
    """Of rooms; where two are, the wall is between them."""
    openings: list[Span] = field(default_factory=list)

    def walls(self, rooms_beside: int) -> Iterator[Span]:
        """Yield the walls that are sides of so many rooms, without their openings."""
        for span in self.unbroken[rooms_beside]:
            yield from _without(span, self.openings)

    @cached_property
    def unbroken(self) -> tuple[Sequence[Span], ...]:
        """The same as if they had no openings, by the number of rooms."""
        if len(self.sides) == 1:
            return (), self.sides, ()
        ends = sorted({end for side in self.sides for end in side})
        joined: tuple[list[Span], ...] = ([], [], [])
        for low, high in pairwise(ends):
            spans = joined[sum(side[0] <= low and high <= side[1] for side in self.sides)]
            if spans and spans[-1][1] == low:
                low = spans.pop()[0]
            spans.append((low, high))
        return joined


def _without(span: Span, openings: Iterable[Span]) -> Iterator[Span]:
    low, high = span
    for start, end in sorted(openings):
        if low < end and start < high:
            if low < start:
                yield low, start
            low = end
    if low < high:
        yield low, high


@dataclass(frozen=True)
class Walls:
    """The strokes of a plan's walls by their weight."""

    outer: tuple[Stroke, ...]
    inner: tuple[Stroke, ...]
    thin: tuple[Stroke, ...]
    """Windows, and the leaves of doors with their swing."""


def walls_of(plan: Plan) -> Walls:
    """Return the walls of a plan."""
    upright: defaultdict[int, _Line] = defaultdict(_Line)
    level: defaultdict[int, _Line] = defaultdict(_Line)
    for left, top, right, bottom in (room.box for room in plan.rooms):
        for x in (left, right):
            upright[x].sides.append((top, bottom))
        for y in (top, bottom):
            level[y].sides.append((left, right))
    thin = [stroke for room in plan.rooms for stroke in _windows(room, level)]
    for number, door in enumerate(plan.doors):
        is_wide = number in (0, len(plan.doors) - 1)
        reach = (WIDE_DOOR if is_wide else DOOR) // 2
        position, at = (door.y, upright[door.x]) if door.upright else (door.x, level[door.y])
        at.openings.append((position - reach, position + reach))
        thin += _wide_door(door) if is_wide else _leaf(door)
    outer, inner = (
        [line((x, a), (x, b)) for x, walls in upright.items() for a, b in walls.walls(n)]
        + [line((a, y), (b, y)) for y, walls in level.items() for a, b in walls.walls(n)]
        for n in (1, 2)
    )
    return Walls(tuple(outer), tuple(inner), tuple(thin))


def _windows(room: Room, level: dict[int, _Line]) -> Iterator[Stroke]:
    """Yield a window for each paragraph of a room, as far as its outer walls have space."""
    missing, box = room.section.paragraphs, room.box
    for y in (box.top, box.bottom):
        for start, end in level[y].unbroken[1]:
            low, high = max(start, box.left), min(end, box.right)
            number = max(0, min(missing, (high - low - 8) // _LEAST_PITCH))
            missing -= number
            for n in range(number):
                x = low + round((high - low) * (n + 0.5) / number) - _WINDOW // 2
                level[y].openings.append((x, x + _WINDOW))
                yield line((x, y - 2), (x + _WINDOW, y - 2))
                yield line((x, y + 2), (x + _WINDOW, y + 2))


def _leaf(door: Door) -> Iterator[Stroke]:
    """Yield a door's leaf, open into the room behind it, and its swing."""
    x, y, half = door.x, door.y, DOOR // 2
    if door.upright:
        hinge, tip, jamb = (x, y - half), (x + DOOR, y - half), (x, y + half)
    else:
        inwards = DOOR if door.downwards else -DOOR
        hinge, tip, jamb = (x - half, y), (x - half, y + inwards), (x + half, y)
    yield line(hinge, tip)
    yield quarter(tip, hinge, jamb)


def _wide_door(door: Door) -> Iterator[Stroke]:
    """Yield the two leaves of the entrance or exit, which open in the reader's direction."""
    x, y, leaf = door.x, door.y, WIDE_DOOR // 2
    for side in (-leaf, leaf):
        hinge, tip = (x, y + side), (x + leaf, y + side)
        yield line(hinge, tip)
        yield quarter(tip, hinge, (x, y))
