"""Written PNG files, as Pillow reads them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from sitekit.social_cards.png import png

COLORS = [20, 32, 51, 234, 241, 249, 0, 131, 224]


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (300, 200)])
def test_png_is_read_as_it_was_written(size: tuple[int, int]) -> None:
    image = Image.new("P", size)
    image.putpalette(COLORS)
    image.putdata([n * n % 3 for n in range(size[0] * size[1])])
    data = png(image)
    Image.open(io.BytesIO(data)).verify()
    read = Image.open(io.BytesIO(data))
    assert (read.format, read.mode, read.size) == ("PNG", "P", size)
    assert read.tobytes() == image.tobytes()
    assert read.getpalette()[: len(COLORS)] == COLORS


def test_png_of_one_color_is_small() -> None:
    image = Image.new("P", (1200, 630))
    image.putpalette(COLORS)
    assert len(png(image)) < 5_000
