"""What is published of a picture: a fallback without metadata, and WebP in sensible widths."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sitekit.images.source import ImageError, SourceImage, digest_of, opened, upright
from sitekit.runtime.store import write_atomically

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (400, 640, 960, 1280)
_WIDEST = 1600
"""Of the fallback; so is the text column of 36rem on a screen with more than two dots a pixel."""
_TALLEST_WEBP = 16_383
_FEW_COLORS = 256
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 80},
    "GIF": {},
    "AVIF": {"quality": 70},
}


@dataclass(frozen=True)
class Variant:
    """A picture as WebP in one width."""

    address: str
    width: int


def fallback_size(original: SourceImage) -> tuple[int, int]:
    """Return the width and height of what stands at the picture's own address."""
    if original.kind != "still":
        return original.width, original.height
    return _scaled(original.width, original.height, _WIDEST)


def variants(original: SourceImage, address: str) -> tuple[Variant, ...]:
    """Return the variants of the picture at an address, narrowest first."""
    stem = PurePosixPath(address).with_suffix("").as_posix()
    return tuple(
        Variant(f"{stem}.{original.digest[:8]}-{width}.webp", width) for width in _widths(original)
    )


def _widths(original: SourceImage) -> list[int]:
    if original.kind != "still":
        return []
    smaller = {width for width in WIDTHS if width < original.width}
    wanted = sorted(smaller | {min(original.width, WIDTHS[-1])})
    size = original.width, original.height
    return [width for width in wanted if _scaled(*size, width)[1] <= _TALLEST_WEBP]


@dataclass(frozen=True)
class Wanted:
    """A still picture to publish: its file, what it is, and its address."""

    file: Path
    original: SourceImage
    address: str
    shown: bool
    """Whether pages show it, which is when it comes in several widths."""


def _places(wanted: Wanted, cache: Path) -> Iterator[tuple[str, Path, str, int]]:
    """Yield the address of each rendition, its place in the cache, format and width."""
    original, folder = wanted.original, cache / wanted.original.digest
    kind = original.format
    yield wanted.address, folder / f"fallback.{kind.lower()}", kind, _WIDEST
    if wanted.shown:
        for variant in variants(original, wanted.address):
            yield variant.address, folder / f"{variant.width}.webp", "WEBP", variant.width


def is_kept(wanted: Wanted, cache: Path) -> bool:
    """Tell whether all renditions of a picture are in the cache."""
    return all(kept.is_file() for _, kept, _, _ in _places(wanted, cache))


def made_of(wanted: Wanted, cache: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Yield the address of each rendition of a picture, with its file or its bytes.

    What is in the cache is not made again; what cannot be written there comes as bytes. Raises
    PictureError where the file is another by now.
    """
    source = None
    for place, kept, kind, width in _places(wanted, cache):
        if not kept.is_file():
            source = source or _prepared(wanted.file, wanted.original)
            data = _encoded(source, kind, width)
            if not write_atomically(kept, data):
                yield place, data
                continue
        yield place, kept


def _prepared(file: Path, original: SourceImage) -> Image.Image:
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
    if picture.width > _WIDEST:
        picture = _resized(picture, _WIDEST)
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

    size = _scaled(*picture.size, width)
    return _true(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encoded(picture: Image.Image, kind: str, width: int) -> bytes:
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


def _scaled(width: int, height: int, widest: int) -> tuple[int, int]:
    if width <= widest:
        return width, height
    return widest, max(1, round(height * widest / width))
