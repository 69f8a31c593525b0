"""Icons drawn from the site's mark."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from sitekit.images.icons import ICONS, make_icons
from sitekit.problems import Problem
from sitekit.runtime.cached_files import CachedFile
from sitekit.runtime.context import BuildContext

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">'
    '<circle cx="2" cy="2" r="2" fill="#f00"/></svg>'
)


def _made(folder: Path, mark: str = MARK, context: BuildContext | None = None):
    context = context or BuildContext()
    return {
        a.address: a.content for a in make_icons(mark, "m.svg", "#00ff00", ICONS, folder, context)
    }


def test_icons_have_their_sizes_and_corners(tmp_path: Path) -> None:
    icons = {
        address: Image.open(io.BytesIO(content.read_bytes())).convert("RGBA")
        for address, content in _made(tmp_path).items()
    }
    assert {address: icon.size for address, icon in icons.items()} == {
        icon.address: (icon.size, icon.size) for icon in ICONS
    }
    assert {icon.getpixel((90, 90)) for icon in icons.values()} == {(255, 0, 0, 255)}
    corners = {address: icon.getpixel((0, 0)) for address, icon in icons.items()}
    assert corners.pop("assets/apple-touch-icon.png") == (0, 255, 0, 255)
    assert {corner[3] for corner in corners.values()} == {0}


def test_icons_are_drawn_once(tmp_path: Path) -> None:
    context = BuildContext()
    first = _made(tmp_path, context=context)
    assert context.counts["pictures"] == len(ICONS)
    assert _made(tmp_path, context=context) == first
    assert context.counts["pictures"] == len(ICONS)
    assert all(isinstance(content, CachedFile) for content in first.values())
    assert _made(tmp_path, MARK.replace("#f00", "#00f")).keys() == first.keys()


def test_mark_that_is_no_drawing_is_a_problem(tmp_path: Path) -> None:
    for content in _made(tmp_path, "<p>no</p>").values():
        assert isinstance(content, Problem)
        assert str(content).startswith("m.svg:1: mark: cannot be drawn (")
