"""Drawing of cards: with Pillow, from the fonts in `fonts/`; the same text gives the same bytes."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image, ImageColor, ImageDraw

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


def _ramp(color: str, steps: int = 16) -> list[int]:
    """Return the ground's way to a color, for the edges of letters, as a palette has it."""
    start, end = ImageColor.getrgb(_GROUND), ImageColor.getrgb(color)
    return [
        round(a + (b - a) * step / (steps - 1))
        for step in range(steps)
        for a, b in zip(start[:3], end[:3], strict=True)
    ]


@cache
def _palette() -> Image.Image:
    """Return the colors of all cards: a fixed palette is fast, and small as PNG."""
    palette = Image.new("P", (1, 1))
    colors = [value for color in (_WHITE, _SOFT, _GREEN, _BLUE) for value in _ramp(color)]
    palette.putpalette([*colors, *ImageColor.getrgb(_GRID)[:3]])
    return palette


@cache
def _ground() -> Image.Image:
    picture = Image.new("RGB", SIZE, _GROUND)
    pen = ImageDraw.Draw(picture)
    for x in range(0, SIZE[0], 40):
        pen.line([(x, 0), (x, SIZE[1])], fill=_GRID)
    for y in range(-5, SIZE[1], 40):
        pen.line([(0, y), (SIZE[0], y)], fill=_GRID)
    pen.rectangle([0, 0, 14, SIZE[1]], fill=_BLUE)
    pen.line([(MARGIN, _FOOT - 26), (SIZE[0] - MARGIN, _FOOT - 26)], fill=_BLUE, width=2)
    return picture


def draw(card: Card) -> bytes:
    """Return a card as PNG. Raises CardError for text that does not fit or has no glyphs."""
    font, lines = fitted(card.title)
    picture = _ground().copy()
    pen = ImageDraw.Draw(picture)
    pen.text((MARGIN, 80), card.kind.upper(), font=font_of(_KIND_FONT, 36), fill=_GREEN)
    step = round(font.size * LINE_HEIGHT)
    for n, line in enumerate(lines):
        pen.text((MARGIN, TITLE_TOP + n * step), line, font=font, fill=_WHITE)
    brand = font_of(title_font(card.brand), FOOT_SIZE)
    room = SIZE[0] - 3 * MARGIN - brand.getlength(card.brand)
    author = card.author
    while author and font_of(title_font(author), FOOT_SIZE).getlength(author) > room:
        author = author.rpartition(", ")[0]  # the last author goes, the first stays longest
    if author:
        pen.text((MARGIN, _FOOT), author, font=font_of(title_font(author), FOOT_SIZE), fill=_SOFT)
    place = (SIZE[0] - MARGIN, _FOOT)
    pen.text(place, card.brand, font=brand, fill=_WHITE, anchor="ra")
    stream = io.BytesIO()
    reduced = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    reduced.save(stream, "PNG", compress_level=6)
    return stream.getvalue()
