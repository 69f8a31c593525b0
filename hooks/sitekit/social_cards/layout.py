"""The texts of a card, and whether they fit.

Pillow is imported only to measure texts that may be too long, which few builds do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import __version__

from sitekit.figures.outline import Outline
from sitekit.runtime.fingerprint import digest
from sitekit.text import quote

if TYPE_CHECKING:
    from PIL import ImageFont

SIZE = (1200, 630)
"""In pixels, like all measures here."""
_FONTS = Path(__file__).parent / "fonts"
_TITLE_FONTS = ("SpaceGrotesk-Bold.ttf", "Inter-SemiBold.otf")
MARGIN = 80
_TITLE_SIZES = (92, 80, 70, 62, 54, 48, 42, 36, 30)
LINE_HEIGHT = 1.16
_TITLE_WIDTH = SIZE[0] - 2 * MARGIN


class TextLayout(NamedTuple):
    """Where a card has its kind and its title, from the top."""

    kind_top: int
    title_top: int
    title_bottom: int


WITHOUT_FIGURE, ABOVE_FIGURE = TextLayout(80, 170, 485), TextLayout(56, 116, 300)
FIGURE_TOP = 308
FOOTER_SIZE, BRAND_MAX_WIDTH = 38, _TITLE_WIDTH // 2
_ALWAYS_FIT, _ALWAYS_FIT_A_LINE = 70, 24
"""How many of the widest character fit into the box and on a line, at the smallest size."""
_WIDE = frozenset("@%MWmw")
"""ASCII characters up to 1.05 times as wide as the font's size; the rest are up to 0.7."""
_VERSION = 10
"""Increment it with every change of the drawing, so that no cached card is used any more."""


class Palette(NamedTuple):
    """The colors of a card, as `#rrggbb`; of `grid`, with its opacity as `#rrggbbaa`."""

    ground: str = "#000000"
    grid: str = "#ffffff20"
    line: str = "#ffffff"
    kind: str = "#ffffff"
    title: str = "#ffffff"
    author: str = "#ffffff"


PLAIN = Palette()


@dataclass(frozen=True)
class SocialCard:
    """The texts of a card, and its colors."""

    title: str
    kind: str
    author: str
    brand: str
    palette: Palette = PLAIN
    outline: Outline | None = None
    """What a figure below the title is drawn from."""

    @property
    def layout(self) -> TextLayout:
        """Where the texts are."""
        return ABOVE_FIGURE if self.outline else WITHOUT_FIGURE

    @cached_property
    def digest(self) -> str:
        """Cache key of the texts, the figure, the colors, and of how they are drawn."""
        texts = (self.title, self.kind, self.author, self.brand)
        return digest(*texts, *self.palette, repr(self.outline), str(_VERSION), __version__)


@cache
def _characters(font: str) -> frozenset[int]:
    """Return the characters of a font, from the ranges in `fonts/characters.json`."""
    ranges = json.loads((_FONTS / "characters.json").read_bytes())[font]
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


@cache
def font_of(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return one of our fonts in a size."""
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def text_width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """Return a text's width; cached because words and names recur from card to card."""
    return font.getlength(text)


def _without_glyph(text: str, font: str) -> list[str]:
    return [c for c in dict.fromkeys(text) if ord(c) not in _characters(font)]


def missing_glyphs(text: str) -> str:
    """Return the characters of `text` that none of our fonts has."""
    if text.isascii():
        return ""
    return "".join(_without_glyph(text, _TITLE_FONTS[-1]))


def drawable(text: str) -> str:
    """Return a text without the characters that none of our fonts has."""
    missing = missing_glyphs(text)
    return " ".join(text.translate(dict.fromkeys(map(ord, missing))).split()) if missing else text


def card_problem(text: str, layout: TextLayout = WITHOUT_FIGURE) -> str:
    """Return what a card does not show of a text and what to do, an empty text if it shows all."""
    if missing := missing_glyphs(text):
        return f"the cards' fonts have no {quote(missing)}, so cards leave it out."
    if len(text) <= _ALWAYS_FIT and max(map(len, text.split())) <= _ALWAYS_FIT_A_LINE:
        return ""
    if not _uncut_title(text, layout):
        return f"{quote(text)} is too long for a card, which shows its beginning. Shorten it."
    return ""


def brand_problem(brand: str) -> str:
    """Return what cards do not show of the publisher's name, an empty text if they show all."""
    if missing := missing_glyphs(brand):
        return f"the cards' fonts have no {quote(missing)}, so cards leave it out."
    if brand.isascii():
        max_width = FOOTER_SIZE * sum(1.05 if c in _WIDE else 0.7 for c in brand)
        if max_width <= BRAND_MAX_WIDTH:
            return ""
    if text_width(brand, font_of(title_font(brand), FOOTER_SIZE)) > BRAND_MAX_WIDTH:
        return f"{quote(brand)} is too long for a card, which shows its beginning."
    return ""


def title_font(text: str) -> str:
    """Return the first font with all characters of a drawable text."""
    return next(font for font in _TITLE_FONTS if not _without_glyph(text, font))


@dataclass(frozen=True)
class _MeasuredTitle:
    """The words of a title, and their widths in one font."""

    words: list[str]
    widths: list[float]
    space_width: float

    def wrapped(self, width: int) -> list[str] | None:
        """Return lines of at most `width`, None if a single word is wider."""
        if max(self.widths) > width:
            return None
        lines, used = [self.words[0]], self.widths[0]
        for word, length in zip(self.words[1:], self.widths[1:], strict=True):
            used += self.space_width + length
            if used <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
                used = length
        return lines

    def balanced(self, width: int) -> list[str] | None:
        """Return the fewest lines that `width` allows, of about equal lengths."""
        best = lines = self.wrapped(width)
        while best and lines and len(lines) == len(best):
            best, width = lines, width - MARGIN // 2
            lines = self.wrapped(width)
        return best


def _measure(text: str, font: ImageFont.FreeTypeFont) -> _MeasuredTitle:
    words = text.split()
    return _MeasuredTitle(words, [text_width(word, font) for word in words], text_width(" ", font))


def fit_title(
    title: str, layout: TextLayout = WITHOUT_FIGURE
) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which a drawable title fits its box, and the title's lines.

    A title that does not fit in any is cut.
    """
    if fitting := _uncut_title(title, layout):
        return fitting
    size = _TITLE_SIZES[-1]
    font = font_of(title_font(title), size)
    words = " ".join(shorten(word, font, _TITLE_WIDTH) for word in title.split())
    lines = _measure(words, font).wrapped(_TITLE_WIDTH) or []
    last = int((layout.title_bottom - layout.title_top) / (size * LINE_HEIGHT)) - 1
    if len(lines) <= last:
        return font, lines
    return font, [*lines[:last], shorten(" ".join(lines[last:]), font, _TITLE_WIDTH)]


def _uncut_title(title: str, layout: TextLayout) -> tuple[ImageFont.FreeTypeFont, list[str]] | None:
    """Return what `fit_title` does for a title that fits, None for one that does not."""
    for size in _TITLE_SIZES:
        font = font_of(title_font(title), size)
        lines = _measure(title, font).balanced(_TITLE_WIDTH)
        if lines and len(lines) * size * LINE_HEIGHT <= layout.title_bottom - layout.title_top:
            return font, lines
    return None


def shorten(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """Return a text that is at most `width` wide: cut, with an ellipsis, if it is wider."""
    if text_width(text, font) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
