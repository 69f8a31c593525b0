"""Pixels of an image made ready for the web: upright, in sRGB, scaled, without metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitekit.images.source import ImageError, SourceImage, digest_of, opened, upright

if TYPE_CHECKING:
    from PIL import Image

MAX_WIDTH = 1600
"""Of the fallback; so is the text column of 36rem on a screen with more than two dots a pixel."""
_FEW_COLORS = 256
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 80},
    "GIF": {},
    "AVIF": {"quality": 70},
}


def prepared(file: Path, original: SourceImage) -> Image.Image:
    """Return a picture upright, in sRGB, no larger than needed, and nothing but its pixels."""
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    if digest_of(data) != original.digest:
        raise ImageError("changed while the site was built. Build again.")
    with opened(data) as image:
        image.load()
        profile = image.info.get("icc_profile")
        picture = upright(image)
    if picture.mode.startswith("I;16"):  # to eight bits, which is what screens show
        picture = picture.point(lambda value: value * (1 / 257)).convert("L")
    if picture.width > MAX_WIDTH:
        picture = _resized(picture, MAX_WIDTH)
    picture = _in_srgb(picture, profile)
    picture.info = {key: told for key, told in picture.info.items() if key == "transparency"}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in the colors that browsers take for granted."""
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                if picture.mode != "CMYK":
                    picture = _true(picture)
                target = ImageCms.createProfile("sRGB")
                mode = "RGBA" if picture.mode == "RGBA" else "RGB"
                found = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
                return found or picture
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read, or is for another kind of picture, is ignored
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _true(picture: Image.Image) -> Image.Image:
    """Return a picture whose pixels are colors and no places in a palette."""
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def _resized(picture: Image.Image, width: int) -> Image.Image:
    from PIL import Image

    size = scaled(*picture.size, width)
    return _true(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encoded(picture: Image.Image, kind: str, width: int) -> bytes:
    """Return a picture as a file of a format, at most `width` pixels wide."""
    if picture.width > width:
        picture = _resized(picture, width)
    elif kind == "WEBP":
        picture = _true(picture)
    data = _saved(picture, kind, _OPTIONS[kind])
    if kind == "WEBP" and picture.getcolors(_FEW_COLORS):
        # Drawings and screens are often smaller without loss, and their letters stay sharp.
        data = min(_saved(picture, kind, {"lossless": True}), data, key=len)
    return data


def _saved(picture: Image.Image, kind: str, options: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def scaled(width: int, height: int, widest: int) -> tuple[int, int]:
    """Return a size of at most `widest` pixels in width, its proportions kept."""
    if width <= widest:
        return width, height
    return widest, max(1, round(height * widest / width))
