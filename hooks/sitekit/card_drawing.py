"""Drawing of cards: with Pillow, from the fonts in `fonts/`; the same text gives the same bytes."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitekit.cards import (
    FOOT_SIZE,
    LINE_HEIGHT,
    MARGIN,
    SIZE,
    TITLE_TOP,
    Card,
    fitted,
    font_of,
    title_font,
)

_GROUND, _GRID, _BLUE, _GREEN = "#0f1826", "#182740", "#5aa2e6", "#5fc088"
_WHITE, _SOFT = "#f3f7fc", "#aebccd"
_KIND_FONT = "Inter-SemiBold.otf"
_FOOT = SIZE[1] - 92
_PRESSURE = 3  # zlib's level: half the time of its usual one, and a fifth more bytes


_STEPS = 16
"""Of each color's way from the ground, for the edges of letters."""
_COLORS = (_WHITE, _SOFT, _GREEN, _BLUE)


def _ramp(color: str) -> list[int]:
    """Return the ground's way to a color, as a palette has it."""
    start, end = ImageColor.getrgb(_GROUND), ImageColor.getrgb(color)
    return [
        round(a + (b - a) * step / (_STEPS - 1))
        for step in range(_STEPS)
        for a, b in zip(start[:3], end[:3], strict=True)
    ]


def _index(color: str) -> int:
    """Return a color's place in the palette."""
    return _STEPS * _COLORS.index(color) + _STEPS - 1


@cache
def _ground() -> Image.Image:
    """Return a card without words, in the palette of all cards: it is fast, and small as PNG."""
    picture = Image.new("P", SIZE, 0)
    colors = [value for color in _COLORS for value in _ramp(color)]
    picture.putpalette([*colors, *ImageColor.getrgb(_GRID)[:3]])
    grid, blue = _STEPS * len(_COLORS), _index(_BLUE)
    pen = ImageDraw.Draw(picture)
    for x in range(0, SIZE[0], 40):
        pen.line([(x, 0), (x, SIZE[1])], fill=grid)
    for y in range(-5, SIZE[1], 40):
        pen.line([(0, y), (SIZE[0], y)], fill=grid)
    pen.rectangle([0, 0, 14, SIZE[1]], fill=blue)
    pen.line([(MARGIN, _FOOT - 26), (SIZE[0] - MARGIN, _FOOT - 26)], fill=blue, width=2)
    return picture


def _write(
    picture: Image.Image,
    place: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    color: str,
) -> None:
    """Write a line of text; how much of a pixel its letters cover says how far to the color it is.

    `place` is the line's start, at the height of the ascender.
    """
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    covered = Image.new("L", (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(covered).text((1 - left, 1 - top), text, font=font, fill=255)
    first = _index(color) - _STEPS + 1
    steps = [round(value * (_STEPS - 1) / 255) for value in range(256)]
    at = round(place[0]) + left - 1, round(place[1]) + top - 1
    mask = covered.point([255 if step else 0 for step in steps])
    picture.paste(covered.point([first + step for step in steps]), at, mask)


def draw(card: Card) -> bytes:
    """Return a card as PNG. Raises CardError for text that does not fit or has no glyphs."""
    font, lines = fitted(card.title)
    picture = _ground().copy()
    _write(picture, (MARGIN, 80), card.kind.upper(), font_of(_KIND_FONT, 36), _GREEN)
    step = round(font.size * LINE_HEIGHT)
    for n, line in enumerate(lines):
        _write(picture, (MARGIN, TITLE_TOP + n * step), line, font, _WHITE)
    brand = font_of(title_font(card.brand), FOOT_SIZE)
    width = brand.getlength(card.brand)
    room = SIZE[0] - 3 * MARGIN - width
    author = card.author
    while author and font_of(title_font(author), FOOT_SIZE).getlength(author) > room:
        author = author.rpartition(", ")[0]  # the last author goes, the first stays longest
    if author:
        _write(picture, (MARGIN, _FOOT), author, font_of(title_font(author), FOOT_SIZE), _SOFT)
    _write(picture, (SIZE[0] - MARGIN - width, _FOOT), card.brand, brand, _WHITE)
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=_PRESSURE)
    return stream.getvalue()
