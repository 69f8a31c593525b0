"""Figures as SVG: valid, small, the same each time, and what is seen in them."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from lxml import etree

from sitekit.figures.drawing import Figure, figure_of, sketch, svg
from sitekit.figures.outline import Block, Outline, SectionOutline
from sitekit.figures.plan import SIZE, plan_of
from support.sites import ROOT
from support.structures import OUTLINES, USUAL, outline_of_sections

outlines = pytest.mark.parametrize("outline", OUTLINES.values(), ids=list(OUTLINES))


def _svg(outline: Outline) -> str:
    return svg(figure_of(outline), "A plan", "7 min", "Questions")


@outlines
def test_svg_is_valid_and_within_its_size(outline: Outline) -> None:
    root = etree.fromstring(_svg(outline))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "A plan"
    for strokes in figure_of(outline).strokes.values():
        for x, y in (point for stroke in strokes for point in stroke.points):
            assert 0 <= x <= SIZE[0] + 4
            assert 0 <= y <= SIZE[1]


def test_edit_of_a_few_words_seldom_changes_a_figure() -> None:
    sections = [Outline("x", (SectionOutline("", words),)) for words in range(100, 200)]
    questions = [sections[0]._replace(questions=(words, 60)) for words in range(100, 200)]
    for edits in (sections, questions):
        assert len({outline.in_steps() for outline in edits}) == 6


def test_texts_are_escaped() -> None:
    root = etree.fromstring(svg(figure_of(USUAL), 'A "plan" & <more>', "7 < 8"))
    assert root.get("aria-label") == 'A "plan" & <more>'
    assert root.xpath("string(*[last()])") == "7 < 8"


def test_reading_time_measures_the_text_and_questions_have_a_measure_of_their_own() -> None:
    without, figure = (figure_of(OUTLINES[name]) for name in ("without sections", "with questions"))
    assert "Questions" not in svg(without, "A plan", "7 min", "Questions")
    texts = etree.fromstring(svg(figure, "A plan", "7 min", "Questions")).xpath("*[text()]")
    assert [element.text for element in texts[-2:]] == ["7 min", "Questions"]
    rooms = plan_of(OUTLINES["with questions"]).rooms
    middles = ((rooms[0].box.left + rooms[-2].box.right) // 2, rooms[-1].box.middle[0])
    assert tuple(int(element.get("x")) for element in texts[-2:]) == middles


def test_svg_of_a_usual_post_is_small() -> None:
    text = _svg(OUTLINES["with questions"])
    assert len(text) < 3000
    assert len(gzip.compress(text.encode())) < 1250


def test_svg_is_the_same_in_every_process() -> None:
    code = (
        "from support.structures import USUAL\n"
        "from sitekit.figures.drawing import figure_of, svg\n"
        "print(svg(figure_of(USUAL), 'A plan', '7 min', 'Questions'))"
    )
    path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])
    for seed in "12":
        env = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        result = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        assert result.stdout.strip() == _svg(USUAL)


def _length(figure: Figure, weight: str) -> int:
    """Return the length of all lines of a weight."""
    return sum(
        abs(a[0] - b[0]) + abs(a[1] - b[1])
        for stroke in figure.strokes[weight]
        for a, b in pairwise(stroke.points)
    )


def test_walls_have_openings_for_doors_and_windows() -> None:
    room = SectionOutline("", 600)
    plain, lit = (figure_of(Outline("x", (room._replace(paragraphs=n),))) for n in (0, 3))
    assert _length(plain, "outer") - _length(lit, "outer") == 3 * 10
    assert not plain.strokes["inner"]
    box = [max(p[axis] for s in plain.strokes["outer"] for p in s.points) for axis in (0, 1)]
    corner = [min(p[axis] for s in plain.strokes["outer"] for p in s.points) for axis in (0, 1)]
    around = 2 * (box[0] - corner[0] + box[1] - corner[1])
    assert around - _length(plain, "outer") == 2 * 36, "the entrance and the exit"


@pytest.mark.parametrize("kind", ["table", "code", "steps", "list", "picture"])
def test_each_kind_of_block_is_drawn_in_its_own_way(kind: str) -> None:
    def drawn(*blocks: Block) -> str:
        return _svg(Outline("x", (SectionOutline("", 900, 4, 0, blocks),)))

    kinds = {"table", "code", "steps", "list", "picture"}
    pictures = {other: drawn(Block(other, 4, 3)) for other in kinds}
    assert pictures[kind] != drawn()
    assert len(set(pictures.values())) == len(kinds)


def test_subsections_and_questions_part_their_room() -> None:
    def partitions(outline: Outline) -> int:
        return len(figure_of(outline).strokes["inner"])

    section = SectionOutline("", 900, 4)
    assert partitions(Outline("x", (section,))) == 0
    assert partitions(Outline("x", (section._replace(subsections=3),))) == 3
    one, four = (partitions(Outline("x", (section,), (150,) * n)) for n in (1, 4))
    assert four - one == 3


def test_every_room_of_a_usual_post_has_its_number() -> None:
    for seed in map(str, range(30)):
        figure = figure_of(outline_of_sections(7, seed))
        assert [number for number, _ in figure.numbers] == list(range(1, 8)), seed


@outlines
def test_sketch_has_the_rooms_of_the_figure_and_is_smaller(outline: Outline) -> None:
    text = sketch(figure_of(outline.rooms_only()))
    root = etree.fromstring(text)
    assert root.get("aria-hidden") == "true"
    assert not root.xpath("//*[local-name()='text']")
    assert figure_of(outline.rooms_only()).strokes["walk"] == figure_of(outline).strokes["walk"]
    assert len(text) < len(_svg(outline))
