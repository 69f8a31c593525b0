"""A post's figure in a real Chromium: in its column, readable, and in the reader's colors."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from support.readers import visit

POST = "blog/long-read/"
_LEAST_TEXT_PX = 11

_MEASURED = """() => {
  const svg = document.querySelector("figure.plan svg");
  const color = name => {
    const style = getComputedStyle(svg.querySelector(".plan__" + name));
    return style.stroke;
  };
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  return {
    right: svg.getBoundingClientRect().right,
    text: parseFloat(getComputedStyle(svg.querySelector("text")).fontSize) * scale,
    ink: getComputedStyle(document.querySelector("h1")).color,
    colors: ["outer", "inner", "thin", "axes", "walk"].map(color),
  };
}"""


def _measured(page: Page, served: str, width: int) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, served + POST)
    return page.evaluate(_MEASURED)


@pytest.mark.parametrize("width", [390, 540, 560, 1280])
def test_figure_is_within_the_page_and_its_numbers_are_readable(
    page: Page, served: str, width: int
) -> None:
    found = _measured(page, served, width)
    assert found["right"] <= width
    assert found["text"] >= _LEAST_TEXT_PX


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_walls_have_the_color_of_the_text(page: Page, served: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    found = _measured(page, served, 1280)
    assert set(found["colors"][:2]) == {found["ink"]}
    assert found["colors"][-1] != found["ink"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colors_are_those_of_all_lines(page: Page, served: str, scheme: Any) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    found = _measured(page, served, 1280)
    assert set(found["colors"]) == {found["ink"]}
