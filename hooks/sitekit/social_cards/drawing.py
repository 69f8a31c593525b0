"""Drawing of one card with Pillow. Equal cards give equal bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from sitekit.figures.drawing import figure_of
from sitekit.figures.outline import Outline
from sitekit.figures.plan import LEFT
from sitekit.figures.plan import SIZE as FIGURE_SIZE
from sitekit.social_cards.layout import (
    BRAND_MAX_WIDTH,
    FIGURE_TOP,
    FOOTER_SIZE,
    LINE_HEIGHT,
    MARGIN,
    SIZE,
    Palette,
    SocialCard,
    drawable,
    fit_title,
    font_of,
    shorten,
    text_width,
    title_font,
)
from sitekit.social_cards.png import png

_DRAWN = ("title", "author", "kind", "line")
"""The colors of `Palette` that have shades."""
_SHADES = 16
"""Of each color, from the background's color to its own, for the edges of letters."""
_PENS = {
    "thin": ("author", 1),
    "inner": ("title", 2),
    "outer": ("title", 4),
    "walk": ("line", 2),
}
"""The color and the width of each weight of a figure's strokes."""
_DASH = 8
_FINER = 2
"""How many times finer a figure is drawn than shown."""
_FIGURE_HEIGHT = 192
"""Of a figure without its dimension line."""
_KIND_FONT = "Inter-SemiBold.otf"
_FOOTER_TOP = SIZE[1] - 92


def draw(card: SocialCard) -> bytes:
    """Return a card as PNG. What no font can draw is left out, and what does not fit is cut."""
    brand, author, colors = drawable(card.brand), drawable(card.author), card.palette
    image, layout = _background(colors).copy(), card.layout
    if card.outline:
        _draw_figure(image, card.outline)
    _draw_line(
        image,
        (MARGIN, layout.kind_top),
        drawable(card.kind).upper(),
        font_of(_KIND_FONT, 36),
        "kind",
    )
    if title := drawable(card.title) or brand:
        font, lines = fit_title(title, layout)
        line_height = round(font.size * LINE_HEIGHT)
        for n, line in enumerate(lines):
            _draw_line(image, (MARGIN, layout.title_top + n * line_height), line, font, "title")
    brand_font = font_of(title_font(brand), FOOTER_SIZE)
    brand = shorten(brand, brand_font, BRAND_MAX_WIDTH)
    brand_start = SIZE[0] - MARGIN - text_width(brand, brand_font), _FOOTER_TOP
    _draw_line(image, brand_start, brand, brand_font, "title")
    while author:
        author_font = font_of(title_font(author), FOOTER_SIZE)
        if text_width(author, author_font) <= brand_start[0] - 2 * MARGIN:
            _draw_line(image, (MARGIN, _FOOTER_TOP), author, author_font, "author")
            break
        author = author.rpartition(", ")[0]  # without the last author
    return png(image)


@cache
def _background(colors: Palette) -> Image.Image:
    """Return a card without text. Drawing with its palette is fast, and the PNG is small."""
    image = Image.new("P", SIZE, 0)
    shades = [value for name in _DRAWN for value in _shades(colors, name)]
    image.putpalette([*shades, *_over(colors.grid, colors.ground)])
    grid, line = _SHADES * len(_DRAWN), _palette_index("line")
    pen = ImageDraw.Draw(image)
    for x in range(0, SIZE[0], 40):
        pen.line([(x, 0), (x, SIZE[1])], fill=grid)
    for y in range(-5, SIZE[1], 40):
        pen.line([(0, y), (SIZE[0], y)], fill=grid)
    pen.rectangle([0, 0, 14, SIZE[1]], fill=line)
    rule = _FOOTER_TOP - 26
    pen.line([(MARGIN, rule), (SIZE[0] - MARGIN, rule)], fill=line, width=2)
    return image


def _over(color: str, ground: str) -> list[int]:
    """Return a color with an opacity as it looks on a ground."""
    red, green, blue, *opacity = ImageColor.getrgb(color)
    share = opacity[0] / 255 if opacity else 1
    below = ImageColor.getrgb(ground)[:3]
    return [
        round(a * share + b * (1 - share)) for a, b in zip((red, green, blue), below, strict=True)
    ]


def _shades(colors: Palette, name: str) -> list[int]:
    """Return the shades of a color, as entries of a palette."""
    start, end = ImageColor.getrgb(colors.ground), ImageColor.getrgb(getattr(colors, name))
    return [
        round(a + (b - a) * shade / (_SHADES - 1))
        for shade in range(_SHADES)
        for a, b in zip(start[:3], end[:3], strict=True)
    ]


def _palette_index(name: str) -> int:
    """Return the index of a color's last shade, which is the color itself."""
    return _SHADES * _DRAWN.index(name) + _SHADES - 1


def _draw_figure(image: Image.Image, outline: Outline) -> None:
    """Draw the figure of a post, without its dimension line, in its own units as pixels.

    Curves get smooth edges: they are drawn finer than they are shown, in one color for all.
    """
    left, size = MARGIN - LEFT, (FIGURE_SIZE[0] * _FINER, _FIGURE_HEIGHT * _FINER)
    coverage = Image.new("L", size)
    straight, curved = ImageDraw.Draw(image), ImageDraw.Draw(coverage)
    for weight, (color, width) in _PENS.items():
        for stroke in figure_of(outline).strokes[weight]:
            if stroke.is_curve:
                for part in stroke.dashes(_DASH) if weight == "walk" else [stroke.polyline()]:
                    finer = [(x * _FINER, y * _FINER) for x, y in part]
                    curved.line(finer, fill=255, width=width * _FINER)
            elif stroke.points[0][1] < _FIGURE_HEIGHT:
                points = [(left + x, FIGURE_TOP + y) for x, y in stroke.points]
                straight.line(points, fill=_palette_index(color), width=width)
    coverage = coverage.reduce(_FINER)
    to_palette, to_mask = _lookup_tables("line")
    image.paste(
        coverage.point(to_palette).convert("P"), (left, FIGURE_TOP), coverage.point(to_mask)
    )


def _draw_line(
    image: Image.Image,
    start: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    color: str,
) -> None:
    """Draw a line of text in a color of the palette from `start`, at the ascender's height."""
    x, y = start
    for word in text.split(" "):
        drawn = _word(word, font, color)
        corner = round(x) + drawn.offset[0], round(y) + drawn.offset[1]
        image.paste(drawn.image, corner, drawn.mask)
        x += text_width(word, font) + text_width(" ", font)


@dataclass(frozen=True)
class _Word:
    """A drawn word, to be pasted on cards."""

    image: Image.Image
    """In the palette of cards: a pixel's shade is how much of it the letters cover."""
    mask: Image.Image
    """The pixels that letters cover."""
    offset: tuple[int, int]
    """In pixels, from the word's start, at the height of the ascender, to the image's corner."""


@lru_cache(maxsize=256)
def _word(text: str, font: ImageFont.FreeTypeFont, color: str) -> _Word:
    """Draw a word; cached because words recur from card to card."""
    size = round(font.size)
    padding = size // 2
    coverage = Image.new("L", (round(text_width(text, font)) + 2 * padding, 2 * size))
    ImageDraw.Draw(coverage).text((padding, 0), text, font=font, fill=255)
    box = coverage.getbbox() or (0, 0, 1, 1)
    coverage = coverage.crop(box)
    to_palette, to_mask = _lookup_tables(color)
    image, mask = coverage.point(to_palette).convert("P"), coverage.point(to_mask)
    return _Word(image, mask, (box[0] - padding, box[1]))


@cache
def _lookup_tables(color: str) -> tuple[list[int], list[int]]:
    """Return the palette index and the mask value for each coverage of a pixel, from 0 to 255."""
    shades = [round(value * (_SHADES - 1) / 255) for value in range(256)]
    first = _palette_index(color) - _SHADES + 1
    return [first + shade for shade in shades], [255 if shade else 0 for shade in shades]
