"""The picture that chats and social sites show: its size, its address, and a JPEG small enough."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PIL import Image

from sitekit.images.social import MAX_BYTES, encode_social, social_address, social_size
from sitekit.images.source import SourceImage
from support.images import corners, look, photo

STILL = SourceImage("0123456789abcdef", "WEBP", "still", 2400, 1260)


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (2400, 1260, (1200, 630)),
        (4000, 3000, (840, 630)),
        (3000, 4000, (472, 630)),
        (600, 315, (600, 315)),
        (315, 600, (315, 600)),
        (120, 60, None),
        (599, 599, None),
        (4000, 400, None),
        (20_000, 314, None),
    ],
)
def test_social_size_fits_and_is_not_too_small(
    width: int, height: int, size: tuple[int, int] | None
) -> None:
    assert social_size(replace(STILL, width=width, height=height)) == size


def test_social_size_of_a_drawing_is_none() -> None:
    assert social_size(replace(STILL, kind="drawing")) is None
    assert social_size(replace(STILL, kind="animation")) == (1200, 630)


def test_social_address_names_the_content() -> None:
    assert social_address(STILL, "blog/x/my pic.webp") == "blog/x/my pic.01234567-social.jpg"


def test_social_picture_is_a_jpeg_without_transparency() -> None:
    image = photo(800, 400).convert("RGBA")
    image.paste((0, 0, 0, 0), (200, 100, 600, 300))
    made = look(encode_social(image, (700, 350)))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (700, 350))
    assert corners(made) == ["red", "green", "blue", "white"]
    assert min(made.getpixel((350, 175))) > 250, "white where it was transparent"
    palette = Image.new("P", (20, 20))
    palette.info["transparency"] = 0
    assert look(encode_social(palette, (10, 10))).getpixel((5, 5)) == (255, 255, 255)


def test_social_picture_of_noise_is_small_enough() -> None:
    noise = Image.frombytes("RGB", (1200, 630), random.Random(1).randbytes(1200 * 630 * 3))
    assert MAX_BYTES / 3 < len(encode_social(noise, (1200, 630))) <= MAX_BYTES
    black_and_white = noise.point(lambda value: 255 * (value & 1))
    assert len(encode_social(black_and_white, (1200, 630))) <= MAX_BYTES
