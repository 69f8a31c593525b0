"""Drawing of cards: with Pillow, from the fonts in `fonts/`; the same text gives the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitekit.social_cards.layout import (
    FOOT_SIZE,
    LINE_HEIGHT,
    MARGIN,
    SIZE,
    TITLE_TOP,
    SocialCard,
    fit_title,
    font_of,
    text_width,
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


@dataclass(frozen=True)
class _Word:
    """A word as it stands on cards."""

    picture: Image.Image
    """In the cards' palette: how much of a pixel the letters cover is how far its color goes."""
    mask: Image.Image
    """Where the letters are."""
    offset: tuple[int, int]
    """From the word's start, at the height of the ascender, to the picture's corner."""


@lru_cache(maxsize=256)
def _word(text: str, font: ImageFont.FreeTypeFont, color: str) -> _Word:
    """Draw a word, as they come again from card to card."""
    size = round(font.size)
    room = size // 2
    covered = Image.new("L", (round(text_width(text, font)) + 2 * room, 2 * size))
    ImageDraw.Draw(covered).text((room, 0), text, font=font, fill=255)
    box = covered.getbbox() or (0, 0, 1, 1)
    covered = covered.crop(box)
    in_palette, letters = _tables(color)
    picture, mask = covered.point(in_palette).convert("P"), covered.point(letters)
    return _Word(picture, mask, (box[0] - room, box[1]))


@cache
def _tables(color: str) -> tuple[list[int], list[int]]:
    """Return, by how much of a pixel is covered, its place in the palette and the mask's value."""
    steps = [round(value * (_STEPS - 1) / 255) for value in range(256)]
    first = _index(color) - _STEPS + 1
    return [first + step for step in steps], [255 if step else 0 for step in steps]


def _write(
    picture: Image.Image,
    place: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    color: str,
) -> None:
    """Write a line of text, whose start `place` is, at the height of the ascender."""
    start, top = place
    for written in text.split(" "):
        word = _word(written, font, color)
        at = round(start) + word.offset[0], round(top) + word.offset[1]
        picture.paste(word.picture, at, word.mask)
        start += text_width(written, font) + text_width(" ", font)


def draw(card: SocialCard) -> bytes:
    """Return a card as PNG. Raises CardError for text that does not fit or has no glyphs."""
    font, lines = fit_title(card.title)
    picture = _ground().copy()
    _write(picture, (MARGIN, 80), card.kind.upper(), font_of(_KIND_FONT, 36), _GREEN)
    step = round(font.size * LINE_HEIGHT)
    for n, line in enumerate(lines):
        _write(picture, (MARGIN, TITLE_TOP + n * step), line, font, _WHITE)
    brand = font_of(title_font(card.brand), FOOT_SIZE)
    brand_width = text_width(card.brand, brand)
    room = SIZE[0] - 3 * MARGIN - brand_width
    author = card.author
    while author and text_width(author, font_of(title_font(author), FOOT_SIZE)) > room:
        author = author.rpartition(", ")[0]  # the last author goes, the first stays longest
    if author:
        _write(picture, (MARGIN, _FOOT), author, font_of(title_font(author), FOOT_SIZE), _SOFT)
    _write(picture, (SIZE[0] - MARGIN - brand_width, _FOOT), card.brand, brand, _WHITE)
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=_PRESSURE)
    return stream.getvalue()
