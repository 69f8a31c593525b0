"""The rooms of a plan: side by side, as large as their sections, and with doors between them."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from sitekit.figures.outline import Outline
from sitekit.figures.plan import LEFT, RIGHT, SIZE, plan_of
from sitekit.figures.shapes import Box
from support.structures import OUTLINES, USUAL, outline_of_sections

outlines = pytest.mark.parametrize("outline", OUTLINES.values(), ids=list(OUTLINES))


def _area(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


@outlines
def test_rooms_do_not_overlap_and_are_within_the_figure(outline: Outline) -> None:
    boxes = [room.box for room in plan_of(outline).rooms]
    assert len(boxes) == len(outline.sections) + bool(outline.questions)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
    for left, top, right, bottom in boxes:
        assert LEFT <= left < right <= RIGHT
        assert 0 <= top < bottom <= SIZE[1]


@pytest.mark.parametrize(
    "outline", [USUAL, OUTLINES["with questions"], OUTLINES["very long"], outline_of_sections(12)]
)
def test_areas_are_in_proportion_to_words(outline: Outline) -> None:
    rooms = plan_of(outline).rooms
    average = sum(room.section.words for room in rooms) / len(rooms)
    usual = [room for room in rooms if room.section.words > average / 4]
    scales = [_area(room.box) / room.section.words for room in usual]
    assert len(usual) >= len(rooms) - 1
    assert max(scales) / min(scales) < 1.1, "more than corners at whole units explain"


def test_plan_of_a_usual_post_is_as_wide_as_its_place() -> None:
    for seed in map(str, range(30)):
        rooms = plan_of(outline_of_sections(7, seed)).rooms
        assert max(room.box.right for room in rooms) == RIGHT, seed


def test_plan_of_more_words_is_longer() -> None:
    ends = [plan_of(outline_of_sections(4, words=n)).doors[-1].x for n in (60, 120, 180)]
    assert ends == sorted(set(ends))


@outlines
def test_doors_are_in_walls_of_the_rooms_that_they_join(outline: Outline) -> None:
    plan = plan_of(outline)
    assert len(plan.doors) == len(plan.rooms) + 1
    boxes = [room.box for room in plan.rooms]
    for one, other, door in zip(boxes, boxes[1:], plan.doors[1:], strict=False):
        for box in (one, other):
            assert box.left <= door.x <= box.right
            assert box.top <= door.y <= box.bottom
            assert door.x in (box.left, box.right) if door.upright else door.y in box[1::2]
    assert plan.doors[0].x == boxes[0].left
    assert plan.doors[-1].x == boxes[-1].right


def test_numbers_are_those_of_the_contents() -> None:
    plan = plan_of(OUTLINES["with questions"])
    assert [room.number for room in plan.rooms] == list(range(9))
    numbers = [room.number for room in plan_of(OUTLINES["without an introduction"]).rooms]
    assert numbers == list(range(1, 8))


def test_posts_of_one_structure_have_different_plans() -> None:
    plans = {plan_of(outline_of_sections(7, seed=f"post-{n}")).rooms for n in range(40)}
    assert len(plans) == 40


def test_an_edit_of_some_words_changes_little() -> None:
    one, *rest = (plan_of(outline_of_sections(7, words=n)).rooms for n in (150, 151, 152))
    for other in rest:
        moved = [
            abs(x - y)
            for a, b in zip(one, other, strict=True)
            for x, y in zip(a.box, b.box, strict=True)
        ]
        assert max(moved) < 12


def test_rooms_follow_each_other_from_left_to_right() -> None:
    for one, other in pairwise(room.box for room in plan_of(USUAL).rooms):
        assert other.left in (one.left, one.right)
