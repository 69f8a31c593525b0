"""Raster images: decoded to check them, and converted for the web.

Pillow is imported where it is used, since most builds find all results in the cache.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from PIL import Image

MAX_WIDTH_PX = 1600
"""Of a fallback: the text column of 36rem on a screen with more than two pixels per CSS pixel."""
WEBP_MAX_HEIGHT_PX = 16_383
_LOSSLESS_MAX_COLORS = 256
_ANIMATION_MAX_PX = 30_000_000
"""Of all frames decoded, which takes about a second."""
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "WEBP": {"quality": 80},
    "GIF": {},
    "AVIF": {"quality": 70},
}
"""Format → options for saving; no other format is opened."""
_TRANSPOSITIONS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""How to turn an image upright, by its orientation (Exif 2.32, §4.6.4, tag 0x0112)."""


class ImageError(Exception):
    """Why a file cannot be shown as an image, and what to do."""


def decode(data: bytes) -> tuple[str, Literal["still", "animation"], int, int]:
    """Return the format, kind, width and height of an image. Raises ImageError for other files.

    All pixels are decoded, which is the only proof that a file is intact; of animations, which are
    published as they are, only the frames up to `_ANIMATION_MAX_PX`, and the end is looked for.
    """
    from PIL import ImageSequence

    with _open(data) as image:
        is_animated = image.format != "MPO" and getattr(image, "is_animated", False)
        name = "JPEG" if image.format == "MPO" else image.format  # a phone's JPEG with a preview
        if _is_truncated(data, name):
            raise EOFError
        if is_animated:
            frames = 1 + _ANIMATION_MAX_PX // (image.width * image.height)
            for animation_frame in islice(ImageSequence.Iterator(image), frames):
                animation_frame.load()
            return name, "animation", *image.size
        image.load()
        return name, "still", *_upright(image).size


def _is_truncated(data: bytes, name: str) -> bool:
    """Tell whether a file lacks its end, which Pillow ignores after a complete frame."""
    if name == "PNG":
        return b"IEND" not in data  # PNG, §11.2.5
    if name == "WEBP":  # RIFF: the length of what follows, in bytes 4 to 8
        return len(data) < 8 + int.from_bytes(data[4:8], "little")
    return name == "GIF" and not data.rstrip(b"\0\r\n").endswith(b";")  # GIF89a, §27


@contextmanager
def _open(data: bytes) -> Iterator[Any]:
    """Open a raster image. Errors in the `with` block, as of decoding, become ImageError too."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about metadata, which is not published
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=sorted(_OPTIONS)) as image:
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            message = f"has too many pixels to be opened safely (the most is {most} million)."
            raise ImageError(f"{message} Save it smaller: 1600 wide is enough.") from None
        except UnidentifiedImageError:
            raise ImageError(_unidentified(data)) from None
        except Exception:  # decoders raise all kinds of errors on unexpected input
            message = "is damaged or cut short. Save or copy it again."
            raise ImageError(message) from None


def _unidentified(data: bytes) -> str:
    """Return the message for a file whose format no decoder recognises."""
    start = data[:256]
    if b"<svg" in start:
        return "is an SVG drawing. Name it .svg."
    if start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        return "is a HEIC photo, which browsers do not show. Save it as JPEG."
    message = "is not a picture, or is damaged: it is no PNG, JPEG, WebP, GIF or AVIF."
    return f"{message} Save or copy it again."


def _upright(image: Image.Image) -> Image.Image:
    """Return an image turned by the orientation in its metadata."""
    from PIL import ExifTags, Image

    try:
        name = _TRANSPOSITIONS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # metadata that cannot be read is ignored
        name = None
    return image.transpose(Image.Transpose[name]) if name else image


def normalized(data: bytes) -> Image.Image:
    """Return an image upright, in sRGB, at most `MAX_WIDTH_PX` wide, without metadata."""
    with _open(data) as opened:
        opened.load()
        profile = opened.info.get("icc_profile")
        image = _upright(opened)
    if image.mode.startswith("I;16"):  # to eight bits, which is what screens show
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    if image.width > MAX_WIDTH_PX:
        image = _resize(image, MAX_WIDTH_PX)
    image = _to_srgb(image, profile)
    image.info = {key: value for key, value in image.info.items() if key == "transparency"}
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert an image from its color profile to sRGB, which browsers assume without one."""
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(source):
                if image.mode != "CMYK":
                    image = _without_palette(image)
                target = ImageCms.createProfile("sRGB")
                mode = "RGBA" if image.mode == "RGBA" else "RGB"
                converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
                return converted or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that cannot be read, or is for another kind of image, is ignored
    return image.convert("RGB") if image.mode == "CMYK" else image


def _without_palette(image: Image.Image) -> Image.Image:
    """Return an image whose pixels are colors and not indexes of a palette."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _resize(image: Image.Image, width: int) -> Image.Image:
    from PIL import Image

    size = scaled(*image.size, width)
    return _without_palette(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encode(image: Image.Image, format_: str, width: int) -> bytes:
    """Return an image as a file of a format, at most `width` pixels wide."""
    if image.width > width:
        image = _resize(image, width)
    elif format_ == "WEBP":
        image = _without_palette(image)
    data = _save(image, format_, _OPTIONS[format_])
    if format_ == "WEBP" and image.getcolors(_LOSSLESS_MAX_COLORS):
        # Drawings and screenshots are often smaller when lossless, and their text stays sharp.
        data = min(_save(image, format_, {"lossless": True}), data, key=len)
    return data


def encode_quickly(image: Image.Image, width: int) -> bytes:
    """Return an image as WebP, at most `width` pixels wide, for a preview."""
    width = min(width, image.width * WEBP_MAX_HEIGHT_PX // image.height)
    image = _resize(image, width) if image.width > width else _without_palette(image)
    return _save(image, "WEBP", {"quality": 75, "method": 0})


def _save(image: Image.Image, format_: str, options: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()


def on_white(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return an image in a size, in RGB, white where it is transparent."""
    from PIL import Image

    image = _without_palette(image)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", size, "white"), image)
    return image.convert("RGB")


def save_jpeg(image: Image.Image, quality: int) -> bytes:
    """Return an image as JPEG whose colors are as sharp as its lines, for texts in drawings.

    It is not optimized, for which Pillow's buffer is too small if the image is noise.
    """
    return _save(image, "JPEG", {"quality": quality, "subsampling": 0})


def scaled(width: int, height: int, max_width: int) -> tuple[int, int]:
    """Return a size of at most `max_width`, with the same proportions."""
    if width <= max_width:
        return width, height
    return max_width, max(1, round(height * max_width / width))
