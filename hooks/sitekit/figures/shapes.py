"""Strokes: lines and curves with integer coordinates, which SVG and Pillow draw alike."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice, pairwise
from math import dist
from typing import NamedTuple

Point = tuple[int, int]
Polyline = tuple[tuple[float, float], ...]
_KAPPA = 0.5523
"""How far the control points of a quarter of a circle are from its ends, in radii."""


class Stroke(NamedTuple):
    """A line through points, or a cubic Bézier curve of four."""

    points: tuple[Point, ...]
    is_curve: bool = False

    def path(self) -> str:
        """Return it as path data of SVG, with relative coordinates, which are shorter."""
        (x, y), *rest = self.points
        if self.is_curve:
            offsets = " ".join(f"{a - x} {b - y}" for a, b in rest)
            return f"M{x} {y}c{offsets}".replace(" -", "-")
        return f"M{x} {y}{''.join(self._steps())}"

    def _steps(self) -> Iterator[str]:
        for (x, y), (x2, y2) in pairwise(self.points):
            dx, dy = x2 - x, y2 - y
            yield f"h{dx}" if not dy else f"v{dy}" if not dx else f"l{dx} {dy}".replace(" -", "-")

    def polyline(self, steps: int = 8) -> Polyline:
        """Return points on it to draw straight lines between: a curve in so many steps."""
        if not self.is_curve:
            return self.points
        (x, y), (x2, y2), (x3, y3), (x4, y4) = self.points
        return tuple(
            (a * x + b * x2 + c * x3 + d * x4, a * y + b * y2 + c * y3 + d * y4)
            for a, b, c, d in _weights(steps)
        )

    def dashes(self, length: int) -> Iterator[Polyline]:
        """Yield parts of it of about a length, with gaps of the same length between them."""
        chord = dist(self.points[0], self.points[-1])
        points = self.polyline(round(chord / length) | 1)
        yield from islice(pairwise(points), 0, None, 2)


@cache
def _weights(steps: int) -> tuple[tuple[float, float, float, float], ...]:
    """Return how much each of four points counts at the steps of a cubic Bézier curve."""
    shares = [n / steps for n in range(steps + 1)]
    return tuple(((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3) for t in shares)


def line(*points: Point) -> Stroke:
    """Return a line through points."""
    return Stroke(points)


def curve(start: Point, control: Point, control2: Point, end: Point) -> Stroke:
    """Return a cubic Bézier curve."""
    return Stroke((start, control, control2, end), is_curve=True)


def quarter(start: Point, center: Point, end: Point) -> Stroke:
    """Return a quarter of a circle."""
    (x, y), (cx, cy), (x2, y2) = start, center, end
    control = round(x + (x2 - cx) * _KAPPA), round(y + (y2 - cy) * _KAPPA)
    control2 = round(x2 + (x - cx) * _KAPPA), round(y2 + (y - cy) * _KAPPA)
    return curve(start, control, control2, end)


class Box(NamedTuple):
    """A rectangle, of which only the edges count."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> Point:
        """The point between its edges."""
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    def meets(self, other: Box) -> bool:
        """Tell whether two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def outline(self) -> Stroke:
        """Return the edges."""
        a, b = (self.left, self.top), (self.right, self.bottom)
        return line(a, (b[0], a[1]), b, (a[0], b[1]), a)
