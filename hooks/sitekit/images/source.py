"""Picture files: what each is, how large, and whether it is whole.

A file is decoded once: what was found is kept in a cache under the digest of its content. Pillow
is loaded when a file is decoded, which few builds do.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from PIL import __version__

from sitekit.images.svg import SvgError, svg_size
from sitekit.runtime.files import write_atomically
from sitekit.runtime.fingerprint import digest
from sitekit.runtime.memo import MemoTable
from sitekit.text import quote

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".avif": "AVIF",
    ".svg": "SVG",
}
"""What a picture's name may end in → its format."""
NOT_AN_IMAGE = (
    "is not a picture that every browser shows. Save it as PNG, JPEG, WebP, GIF, AVIF or SVG."
)
_PIXELS = tuple(sorted(set(FORMATS.values()) - {"SVG"}))
_RECIPE = 1
"""Counts up with every change of what is made of a picture, so that nothing old is taken for it."""
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
"""How a picture comes upright, by its orientation (Exif 2.32, §4.6.4, tag 0x0112)."""


class ImageError(Exception):
    """Why a file cannot be shown as a picture, and what to do."""


@dataclass(frozen=True)
class SourceImage:
    """A picture file that is whole."""

    digest: str
    """A name for its content and for what is made of it."""
    format: str
    """One of `FORMATS`."""
    kind: Literal["still", "animation", "drawing"]
    width: int
    height: int
    """In pixels, as it is shown: upright. Zeros for a drawing that tells none."""


def digest_of(data: bytes) -> str:
    """Return a name for a picture's content and for what is made of it."""
    return digest(str(_RECIPE), __version__, data)


def read_all(
    root: Path, paths: Iterable[str], cache: Path, memo: MemoTable
) -> tuple[dict[str, SourceImage], dict[str, str]]:
    """Return, of those paths whose names say so, the pictures, and what is wrong with the rest."""
    pictures, faults = {}, {}
    for path in paths:
        if PurePosixPath(path).suffix.lower() in FORMATS:
            file = root / path
            told = memo.for_file(("picture", path), file, partial(_picture_or_fault, file, cache))
            if isinstance(told, SourceImage):
                pictures[path] = told
            else:
                faults[path] = told
    return pictures, faults


def _picture_or_fault(file: Path, cache: Path) -> SourceImage | str:
    try:
        return read(file, cache)
    except ImageError as error:
        return str(error)


def read(file: Path, cache: Path) -> SourceImage:
    """Return what a picture file is. Raises PictureError for one that cannot be shown."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ImageError(f"cannot be read ({error.strerror}).") from None
    if not data:
        raise ImageError("is empty. Save the picture again.")
    expected = FORMATS[file.suffix.lower()]
    name = digest_of(data)
    facts = cache / name / f"{expected.lower()}.json"
    if known := _remembered(facts):
        return known
    if expected == "SVG":
        original = SourceImage(name, "SVG", "drawing", *_drawing(data))
    else:
        original = _still_or_animation(data, name)
        if original.format != expected:
            suffix = next(end for end, name in FORMATS.items() if name == original.format)
            message = f"holds a {original.format} picture. Name it {quote(file.stem + suffix)}."
            raise ImageError(message)
    write_atomically(facts, json.dumps(asdict(original)).encode())
    return original


def _remembered(facts: Path) -> SourceImage | None:
    try:
        return SourceImage(**json.loads(facts.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _drawing(data: bytes) -> tuple[int, int]:
    try:
        return svg_size(data)
    except SvgError as error:
        raise ImageError(str(error)) from None


def _unknown(data: bytes) -> str:
    """Return why a file that no decoder knows is not shown."""
    start = data[:256]
    if b"<svg" in start:
        return "is an SVG drawing. Name it .svg."
    if start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        return "is a HEIC photo, which browsers do not show. Save it as JPEG."
    message = "is not a picture, or is damaged: it is no PNG, JPEG, WebP, GIF or AVIF."
    return f"{message} Save or copy it again."


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a picture of pixels. Raises PictureError, also for what its user meets in decoding."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of metadata, which is not published
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_PIXELS) as image:
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
            most = (Image.MAX_IMAGE_PIXELS or 0) // 1_000_000
            message = f"has too many pixels to be opened safely (the most is {most} million)."
            raise ImageError(f"{message} Save it smaller: 1600 wide is enough.") from None
        except UnidentifiedImageError:
            raise ImageError(_unknown(data)) from None
        except Exception:  # decoders raise anything at all on what they do not expect
            message = "is damaged or cut short. Save or copy it again."
            raise ImageError(message) from None


def _is_cut(data: bytes, name: str) -> bool:
    """Tell whether a file lacks its end, which Pillow does not miss after a whole frame."""
    if name == "PNG":
        return b"IEND" not in data  # PNG, §11.2.5
    return name == "GIF" and not data.rstrip(b"\0\r\n").endswith(b";")  # GIF89a, §27


def upright(image: Image.Image) -> Image.Image:
    """Return a picture turned as its metadata asks."""
    from PIL import ExifTags, Image

    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # metadata that cannot be read asks for nothing
        turn = None
    return image.transpose(Image.Transpose[turn]) if turn else image


def _still_or_animation(data: bytes, key: str) -> SourceImage:
    """Decode every frame, which is the only proof that a picture is whole."""
    from PIL import ImageSequence

    with opened(data) as image:
        moves = image.format != "MPO" and getattr(image, "is_animated", False)
        name = "JPEG" if image.format == "MPO" else image.format  # a phone's JPEG with a preview
        if _is_cut(data, name):
            raise EOFError
        if moves:
            for frame in ImageSequence.Iterator(image):
                frame.load()
            return SourceImage(key, name, "animation", *image.size)
        image.load()
        return SourceImage(key, name, "still", *upright(image).size)
