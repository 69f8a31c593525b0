"""The figure of an outline: as strokes by weight, and as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

from sitekit.figures.interior import interior_of
from sitekit.figures.outline import Outline
from sitekit.figures.plan import LEFT, SIZE, Plan, plan_of
from sitekit.figures.shapes import Point, Stroke, line
from sitekit.figures.walls import walls_of

_DIMENSION_TOP, _TICK = 206, 4
_LABEL_TOP = 223
_IN_SKETCHES, _SKETCH_HEIGHT = ("inner", "outer", "walk"), 190


@dataclass(frozen=True)
class Figure:
    """A plan's strokes by their weight, and its numbers."""

    strokes: Mapping[str, tuple[Stroke, ...]]
    """`outer` and `inner` walls, `thin` lines, `axes` down to the dimension line, the `walk`."""
    numbers: tuple[tuple[int, Point], ...]
    middles: tuple[int, ...]
    """Of the dimension line below the sections, and of the one below the questions."""


@lru_cache(maxsize=64)
def figure_of(outline: Outline) -> Figure:
    """Return the figure of a post; cached because a page and listings show the same."""
    plan = plan_of(outline)
    walls, interior = walls_of(plan), interior_of(plan)
    ends = sorted({LEFT, *(room.box.right for room in plan.rooms)})
    bounds = [LEFT, ends[-2], ends[-1]] if plan.rooms[-1].questions else [LEFT, ends[-1]]
    dimension = [line((ends[0], _DIMENSION_TOP), (ends[-1], _DIMENSION_TOP))]
    dimension += [
        line((x - _TICK, _DIMENSION_TOP + _TICK), (x + _TICK, _DIMENSION_TOP - _TICK)) for x in ends
    ]
    strokes = {
        "axes": tuple(_axis(plan, x) for x in ends),
        "thin": (*walls.thin, *interior.fittings, *dimension),
        "inner": (*walls.inner, *interior.partitions),
        "outer": walls.outer,
        "walk": interior.walk,
    }
    middles = tuple((left + right) // 2 for left, right in pairwise(bounds))
    return Figure(strokes, interior.numbers, middles)


def _axis(plan: Plan, x: int) -> Stroke:
    low = max(room.box.bottom for room in plan.rooms if x in (room.box.left, room.box.right))
    return line((x, low + 6), (x, _DIMENSION_TOP - _TICK))


def svg(figure: Figure, label: str, *measures: str) -> str:
    """Return a figure as SVG for a page, which styles it.

    `label` is what those hear who do not see it; the measures are written at the dimension lines of
    the sections and of the questions.
    """
    wide, high = SIZE
    texts = [(str(number), point) for number, point in figure.numbers]
    # Not every post has questions, and a measure of them.
    texts += [(text, (x, _LABEL_TOP)) for text, x in zip(measures, figure.middles, strict=False)]
    written = "".join(f'<text x="{x}" y="{y}">{escape(text)}</text>' for text, (x, y) in texts)
    return (
        f'<svg viewBox="0 0 {wide} {high}" role="img" aria-label="{escape(label)}">'
        f"{_paths(figure, figure.strokes)}{written}</svg>"
    )


def sketch(figure: Figure) -> str:
    """Return the rooms of a figure and the walk through them, as SVG that says nothing."""
    return (
        f'<svg class="plan" viewBox="0 0 {SIZE[0]} {_SKETCH_HEIGHT}" aria-hidden="true">'
        f"{_paths(figure, _IN_SKETCHES)}</svg>"
    )


def _paths(figure: Figure, weights: Iterable[str]) -> str:
    """Return the strokes of some weights: lines in the text's color where no style applies."""
    strokes = ((weight, figure.strokes[weight]) for weight in weights)
    paths = (
        f'<path class="plan__{weight}" d="{"".join(stroke.path() for stroke in of_weight)}"/>'
        for weight, of_weight in strokes
    )
    return f'<g fill="none" stroke="currentColor">{"".join(paths)}</g>'
