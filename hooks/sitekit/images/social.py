"""A writer's picture as chats and social sites show it beside an address: a JPEG that all accept.

Their documents agree on 1200×630 as the size shown in full, from 600×315 on as a large picture;
some do not show WebP or AVIF, or files above 600 kB.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitekit.images.raster import on_white, save_jpeg
from sitekit.images.source import SourceImage

if TYPE_CHECKING:
    from PIL import Image

MAX_SIZE_PX = (1200, 630)
MIN_SIDES_PX = (315, 600)
"""Of the shorter and the longer side."""
MAX_BYTES = 600_000
_QUALITIES = (90, 80, 65, 40, 25, 10)
"""Of JPEG, best first; at the last one, noise in the largest size is below the limit."""


def social_size(source: SourceImage) -> tuple[int, int] | None:
    """Return width and height of a picture for social sites, None for one they could not show.

    That is a drawing, or a picture too small or too narrow.
    """
    if source.kind == "drawing":
        return None
    scale = min(1, MAX_SIZE_PX[0] / source.width, MAX_SIZE_PX[1] / source.height)
    width, height = round(source.width * scale), round(source.height * scale)
    shorter, longer = sorted((width, height))
    return (width, height) if shorter >= MIN_SIDES_PX[0] and longer >= MIN_SIDES_PX[1] else None


def social_address(source: SourceImage, address: str) -> str:
    """Return the address of what social sites show of the picture at an address."""
    stem = PurePosixPath(address).with_suffix("").as_posix()
    return f"{stem}.{source.digest[:8]}-social.jpg"


def encode_social(image: Image.Image, size: tuple[int, int]) -> bytes:
    """Return an image in a size as a JPEG of at most `MAX_BYTES`, white where it is transparent."""
    pixels = on_white(image, size)
    encoded = (save_jpeg(pixels, quality) for quality in _QUALITIES)
    return next(data for data in encoded if len(data) <= MAX_BYTES)
