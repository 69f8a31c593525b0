"""PNG files of images with a palette (PNG, third edition, https://www.w3.org/TR/png-3/)."""

from __future__ import annotations

import struct
from zlib import crc32

from isal.isal_zlib import compress
from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_INDEXED_COLOR = 3
_UNFILTERED = 0
"""The filter of a line, its first byte: what fits pictures with a palette best (§12.7)."""


def png(image: Image.Image) -> bytes:
    """Return an image of Pillow's mode `P` as PNG.

    ISA-L compresses fifteen times as fast as Pillow's zlib, with a seventh more bytes, which takes
    a quarter off the time of a card.
    """
    width, height = image.size
    lines = Image.new("P", (width + 1, height), _UNFILTERED)
    lines.paste(image, (1, 0))
    data = lines.tobytes()
    header = struct.pack(">2I5B", width, height, 8, _INDEXED_COLOR, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", bytes(image.getpalette() or ())),
        (b"IDAT", compress(data, 1)),
        (b"IEND", b""),
    )
    return _SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))
