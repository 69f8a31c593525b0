"""Strokes: lines and curves with integer coordinates, which SVG and Pillow draw alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Point = tuple[int, int]
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
        for (x, y), (x2, y2) in zip(self.points, self.points[1:], strict=False):
            dx, dy = x2 - x, y2 - y
            yield f"h{dx}" if not dy else f"v{dy}" if not dx else f"l{dx} {dy}".replace(" -", "-")

    def polyline(self) -> tuple[tuple[float, float], ...]:
        """Return points on it that are near enough to draw straight lines between."""
        if not self.is_curve:
            return self.points
        return tuple(_on_curve(self.points, n / 16) for n in range(17))


def _on_curve(points: tuple[Point, ...], t: float) -> tuple[float, float]:
    weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    x, y = (sum(w * p[axis] for w, p in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


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
