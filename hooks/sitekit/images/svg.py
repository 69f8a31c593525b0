"""SVG files: whether they are valid, and their size."""

from __future__ import annotations

import re
from xml.parsers import expat

_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
}
"""CSS pixels (CSS Values 3, §5.2 Absolute Lengths)."""
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*([a-z]*)\s*", re.IGNORECASE)
_SIZE_LIMIT_PX = 100_000


class SvgError(Exception):
    """Why a file is not an SVG, and what to do."""


def svg_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of an SVG in CSS pixels, zeros if it has no size.

    From `width` and `height`, else from `viewBox` (SVG 2, §8.12 Intrinsic sizing properties).
    No external entity is read. Raises SvgError for anything else.
    """
    elements: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not elements:
            elements.append((name, attributes))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"is no SVG: its line {error.lineno} is not well-formed XML. Save it again."
        raise SvgError(message) from None
    except (ValueError, LookupError):  # an encoding that does not exist
        raise SvgError("is in no encoding that can be read. Save it as UTF-8.") from None
    name, attributes = elements[0]
    if name.rpartition(" ")[2] != "svg":
        raise SvgError("is no SVG: its first element is not <svg>. Save it again as SVG.")
    return _size(attributes)


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    width, height = _length(attributes.get("width")), _length(attributes.get("height"))
    box = [_length(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    if len(box) == 4 and box[2] and box[3]:
        ratio = box[3] / box[2]
        width = width or (height / ratio if height else box[2])
        height = height or width * ratio
    if not (width and height and max(width, height) < _SIZE_LIMIT_PX):
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _length(written: str | None) -> float:
    """Return an absolute length in CSS pixels, 0 if it is relative or invalid."""
    match = _LENGTH.fullmatch(written or "")
    return float(match[1]) * _UNITS.get(match[2].lower(), 0) if match else 0
