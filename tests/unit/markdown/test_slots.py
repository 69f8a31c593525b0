"""Slots in HTML: marked, found again, and filled by the showing page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sitekit.markdown.slots import (
    Image,
    Slot,
    fill,
    image_of,
    image_paths,
    link_targets,
    mark,
    mark_image,
    split,
)

IMAGE = Image({"src": "a&b.png", "alt": "<\"A\" & 'b'>", "title": "-->"}, early=True)


def test_slots_are_found_where_they_were_marked() -> None:
    parts = split(f'<a href="{mark("link", "a&amp;b")}">x</a><!--{mark("line")}-->y')
    assert parts == ('<a href="', Slot("link", "a&b"), '">x</a>', Slot("line", ""), "y")


def test_links_are_escaped_when_filled() -> None:
    parts = ('<a href="', Slot("link", "x.md"), '">x</a>')
    assert fill(parts, lambda url: f'{url}?a"&b') == '<a href="x.md?a&quot;&amp;b">x</a>'


def test_images_come_back_from_their_marker_as_they_were() -> None:
    marker = mark_image(IMAGE)
    assert not {*"&<>"} & {*marker}
    (slot,) = split(f"<!--{marker}-->")
    assert image_of(slot) == IMAGE


def test_images_without_a_size_have_their_links_filled() -> None:
    parts = split(mark_image(IMAGE))
    image = BeautifulSoup(fill(parts, lambda url: f"../{url}"), "html5lib").img
    assert image.attrs == IMAGE.attributes | {"src": "../a&b.png"}
    assert fill(parts, str, picture=lambda image: image.src) == "a&b.png"


@pytest.mark.parametrize(("shift", "levels"), [(0, "3 6"), (1, "4 6"), (4, "6 6")])
def test_levels_are_shifted_to_six_at_most(shift: int, levels: str) -> None:
    assert fill((Slot("level", "3"), " ", Slot("level", "6")), str, shift) == levels


def test_parts_for_pages_calls_to_action_and_lines_are_left_out() -> None:
    permalink = Slot("page_only", "")
    parts = (
        *("a", permalink, '<a href="', Slot("link", "#a"), '">#</a>', permalink, "b"),
        *(Slot("call_to_action", "offer"), "c", Slot("line", ""), "d"),
    )
    assert fill(parts, str, is_page=False) == "abcd"
    assert fill(parts, str) == 'a<a href="#a">#</a>bcd'


def test_targets_are_links_and_images_in_the_order_of_the_text() -> None:
    parts = split(f"{mark('link', 'x.md')} {mark_image(IMAGE)} {mark('link', 'cta:')}")
    assert link_targets(parts) == ["x.md", "a&b.png", "cta:"]
    assert image_paths(parts) == ["a&b.png"]
