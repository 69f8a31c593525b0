"""Cards: the 1200×630 pictures that chats and other sites show for a page's address.

Drawn with Pillow from the fonts in `fonts/`; the same text gives the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageColor, ImageDraw, ImageFont, __version__

from sitekit.fingerprints import digest
from sitekit.problems import quote

SIZE = (1200, 630)
_FONTS = Path(__file__).parent / "fonts"
_TITLE_FONTS = ("SpaceGrotesk-Bold.ttf", "Inter-SemiBold.otf")
_BRAND_FONT = "Inter-SemiBold.otf"
_GROUND, _GRID, _BLUE, _GREEN = "#0f1826", "#182740", "#5aa2e6", "#5fc088"
_WHITE, _SOFT = "#f3f7fc", "#aebccd"
_MARGIN, _TITLE_TOP, _TITLE_BOTTOM, _FOOT = 80, 170, 485, SIZE[1] - 92
_TITLE_SIZES = (92, 80, 70, 62, 54, 48, 42, 36, 30)
_LINE_HEIGHT = 1.16
_SURELY_FITS, _SURELY_A_LINE = 100, 30
"""So many of the widest ASCII letter fit at the smallest size, in the box and on a line."""
_DESIGN = 5
"""Counts up with every change of the drawing, so that no old card is taken for a new one."""


class CardError(Exception):
    """Why a text cannot be drawn, and what to do."""


@dataclass(frozen=True)
class Card:
    """What a card says."""

    title: str
    kind: str
    author: str
    brand: str

    @cached_property
    def digest(self) -> str:
        """A name for the card's content and the way it is drawn."""
        said = (self.title, self.kind, self.author, self.brand)
        return digest(*said, str(_DESIGN), __version__)


@cache
def _characters(font: str) -> frozenset[int]:
    with TTFont(_FONTS / font, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _missing(text: str, font: str) -> list[str]:
    return [c for c in dict.fromkeys(text) if ord(c) not in _characters(font)]


def undrawable(text: str) -> str:
    """Return the characters of `text` that no font of ours can draw."""
    if text.isascii():
        return ""
    return "".join(_missing(text, _TITLE_FONTS[-1]))


def complaint(text: str) -> str:
    """Return why a text cannot stand on a card and what to do, or nothing where it can."""
    if strange := undrawable(text):
        return f"the cards' fonts have no {quote(strange)}. Write it without."
    short = len(text) <= _SURELY_FITS and max(map(len, text.split())) <= _SURELY_A_LINE
    if text.isascii() and short:
        return ""
    try:
        _fitted(text)
    except CardError:
        return f"{quote(text)} is too long for a card. Shorten it."
    return ""


def brand_complaint(brand: str) -> str:
    """Return why the publisher's name cannot stand on cards, or nothing where it can."""
    if strange := undrawable(brand):
        return f"the cards' fonts have no {quote(strange)}."
    if _font(_title_font(brand), 38).getlength(brand) > (SIZE[0] - 2 * _MARGIN) / 2:
        return f"{quote(brand)} is too long for a card."
    return ""


def _title_font(text: str) -> str:
    for font in _TITLE_FONTS:
        if not _missing(text, font):
            return font
    raise CardError(f"no font of the cards can draw {undrawable(text)!r} in {text!r}")


@dataclass(frozen=True)
class _Measured:
    """The words of a title and their widths in one font, measured once."""

    words: list[str]
    widths: list[float]
    space: float

    def wrapped(self, width: int) -> list[str] | None:
        """Return the lines of at most `width` pixels, None where a word alone is wider."""
        if max(self.widths) > width:
            return None
        lines, used = [self.words[0]], self.widths[0]
        for word, length in zip(self.words[1:], self.widths[1:], strict=True):
            used += self.space + length
            if used <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
                used = length
        return lines

    def balanced(self, width: int) -> list[str] | None:
        """Wrap into as few lines as `width` allows, and no line much shorter than the others."""
        best = lines = self.wrapped(width)
        while best and lines and len(lines) == len(best):
            best, width = lines, width - _MARGIN // 2
            lines = self.wrapped(width)
        return best


def _measured(text: str, font: ImageFont.FreeTypeFont) -> _Measured:
    words = text.split()
    return _Measured(words, [font.getlength(word) for word in words], font.getlength(" "))


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which the title fits its box, and the title's lines."""
    name, width = _title_font(title), SIZE[0] - 2 * _MARGIN
    for size in _TITLE_SIZES:
        font = _font(name, size)
        lines = _measured(title, font).balanced(width)
        if lines and len(lines) * size * _LINE_HEIGHT <= _TITLE_BOTTOM - _TITLE_TOP:
            return font, lines
    raise CardError(f"{title!r} is too long for a card")


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
    pen.line([(_MARGIN, _FOOT - 26), (SIZE[0] - _MARGIN, _FOOT - 26)], fill=_BLUE, width=2)
    return picture


def draw(card: Card) -> bytes:
    """Return a card as PNG. Raises CardError for text that does not fit or has no glyphs."""
    font, lines = _fitted(card.title)
    picture = _ground().copy()
    pen = ImageDraw.Draw(picture)
    pen.text((_MARGIN, 80), card.kind.upper(), font=_font(_BRAND_FONT, 36), fill=_GREEN)
    step = round(font.size * _LINE_HEIGHT)
    for n, line in enumerate(lines):
        pen.text((_MARGIN, _TITLE_TOP + n * step), line, font=font, fill=_WHITE)
    brand = _font(_title_font(card.brand), 38)
    room = SIZE[0] - 3 * _MARGIN - brand.getlength(card.brand)
    author = card.author
    while author and _font(_title_font(author), 38).getlength(author) > room:
        author = author.rpartition(", ")[0]  # the last author goes, the first stays longest
    if author:
        pen.text((_MARGIN, _FOOT), author, font=_font(_title_font(author), 38), fill=_SOFT)
    place = (SIZE[0] - _MARGIN, _FOOT)
    pen.text(place, card.brand, font=brand, fill=_WHITE, anchor="ra")
    stream = io.BytesIO()
    reduced = picture.quantize(palette=_palette(), dither=Image.Dither.NONE)
    reduced.save(stream, "PNG", compress_level=6)
    return stream.getvalue()
