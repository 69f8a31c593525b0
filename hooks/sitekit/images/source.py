"""Image files as writers save them: format, size, and whether the file is intact.

A file is decoded once: the result is cached under the digest of its content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Literal

from PIL import __version__

from sitekit.images.raster import ImageError, decode
from sitekit.images.svg import SvgError, svg_size
from sitekit.runtime.files import write_atomically
from sitekit.runtime.fingerprint import digest
from sitekit.runtime.memo import MemoTable

FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".jfif": "JPEG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".avif": "AVIF",
    ".svg": "SVG",
}
"""File name suffix → format."""
PHOTO_SUFFIXES = frozenset((".heic", ".heif", ".tif", ".tiff", ".dng", ".cr2", ".nef", ".arw"))
"""Of photos in formats that browsers do not show; they often say where they were taken."""
NOT_AN_IMAGE = (
    "is not a picture that every browser shows. Save it as PNG, JPEG, WebP, GIF, AVIF or SVG."
)
_VERSION = 1
"""Increment it with every change of what is cached or made of an image."""


@dataclass(frozen=True)
class SourceImage:
    """An intact image file."""

    digest: str
    """Cache key of the content, and of what is made of it."""
    format: str
    """One of `FORMATS`."""
    kind: Literal["still", "animation", "drawing"]
    width: int
    height: int
    """In pixels, turned upright; zeros for a drawing without a size."""


def image_digest(data: bytes) -> str:
    """Return the cache key of an image file's content, and of what is made of it."""
    return digest(str(_VERSION), __version__, data)


def read_all(
    root: Path, paths: Iterable[str], cache: Path, memo: MemoTable
) -> tuple[dict[str, SourceImage], dict[str, str]]:
    """Return, by path, the images among files, and errors of files with an image's suffix."""
    images, errors = {}, {}
    for path in paths:
        if PurePosixPath(path).suffix.lower() in FORMATS:
            file = root / path
            image = memo.for_file(("picture", path), file, partial(_image_or_error, file, cache))
            if isinstance(image, SourceImage):
                images[path] = image
            else:
                errors[path] = image
    return images, errors


def _image_or_error(file: Path, cache: Path) -> SourceImage | str:
    try:
        return read(file, cache)
    except ImageError as error:
        return str(error)


def read(file: Path, cache: Path) -> SourceImage:
    """Read and check an image file. Raises ImageError for one that cannot be shown."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ImageError(f"cannot be read ({error.strerror}).") from None
    if not data:
        raise ImageError("is empty. Save the picture again.")
    expected = FORMATS[file.suffix.lower()]
    key = image_digest(data)
    cached_file = cache / key / f"{expected.lower()}.json"
    if cached := _read_cached(cached_file):
        return cached
    if expected == "SVG":
        image = SourceImage(key, "SVG", "drawing", *_drawing_size(data))
    else:
        image = SourceImage(key, *decode(data))
    write_atomically(cached_file, json.dumps(asdict(image)).encode())
    return image


def _read_cached(file: Path) -> SourceImage | None:
    try:
        return SourceImage(**json.loads(file.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _drawing_size(data: bytes) -> tuple[int, int]:
    try:
        return svg_size(data)
    except SvgError as error:
        raise ImageError(str(error)) from None
