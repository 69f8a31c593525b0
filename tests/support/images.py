"""Images as cameras and drawing programs make them, and ways to look at them."""

from __future__ import annotations

import io
import itertools
import re
import struct
import zlib
from pathlib import Path

from PIL import ExifTags, Image

from sitekit.images import renditions
from sitekit.images.source import read

SECRET = b"secret-of-the-camera"
RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 60), (30, 60, 220), (250, 250, 250)


def encoded(image: Image.Image, kind: str, **options) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def photo(width: int, height: int) -> Image.Image:
    """Many colors, and a corner of each kind: red, green, blue, white, from the top left on."""
    shades = [Image.radial_gradient("L"), Image.linear_gradient("L"), Image.radial_gradient("L")]
    image = Image.merge("RGB", shades).resize((width, height))
    x, y = width - width // 4, height - height // 4
    corners = {(0, 0): RED, (x, 0): GREEN, (0, y): BLUE, (x, y): WHITE}
    for place, color in corners.items():
        image.paste(color, (*place, place[0] + width // 4, place[1] + height // 4))
    return image


def corners(image: Image.Image) -> list[str]:
    """Return the names of the corners' colors: top left, top right, bottom left, bottom right."""
    image = image.convert("RGB")
    x, y = image.width - image.width // 8, image.height - image.height // 8
    names = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    found = []
    for place in itertools.product((image.height // 8, y), (image.width // 8, x)):
        shown = image.getpixel(place[::-1])
        off = {n: sum(abs(a - b) for a, b in zip(names[n], shown, strict=True)) for n in names}
        found.append(min(off, key=off.get))
    return found


def camera_metadata(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (48.0, 8.0, 1.5)
    return exif


def animation(kind: str = "GIF") -> bytes:
    turns = (Image.Transpose.ROTATE_180, Image.Transpose.FLIP_LEFT_RIGHT)
    frames = [photo(60, 40), *(photo(60, 40).transpose(turn) for turn in turns)]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


def png_of(width: int, height: int) -> bytes:
    """A black PNG of one bit a pixel, made without holding its pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    packer, row = zlib.compressobj(1), bytes(1 + (width + 7) // 8)
    rows = b"".join([*(packer.compress(row) for _ in range(height)), packer.flush()])
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def look(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def published(folder: Path, name: str, data: bytes, *, shown: bool = True) -> dict[int, bytes]:
    """Return what is published of an image file: 0 → the fallback; width → the variant."""
    file = folder / name
    file.write_bytes(data)
    source = read(file, folder / "cache")
    image = renditions.PublishedImage(file, source, name, name, shown)
    contents = {}
    for address, content in renditions.renditions_of(image, folder / "cache"):
        width = re.search(r"-(\d+)\.webp$", address)
        data = content if isinstance(content, bytes) else content.read_bytes()
        contents[int(width[1]) if width else 0] = data
    return contents
