"""Cards: the 1200×630 pictures that chats and other sites show for a page's address.

What each says, and whether it fits. Pillow is loaded where that is not plain without measuring.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import __version__

from sitekit.runtime.fingerprint import digest
from sitekit.text import quote

if TYPE_CHECKING:
    from PIL import ImageFont

SIZE = (1200, 630)
_FONTS = Path(__file__).parent / "fonts"
_TITLE_FONTS = ("SpaceGrotesk-Bold.ttf", "Inter-SemiBold.otf")
MARGIN, TITLE_TOP, _TITLE_BOTTOM = 80, 170, 485
_TITLE_SIZES = (92, 80, 70, 62, 54, 48, 42, 36, 30)
LINE_HEIGHT = 1.16
FOOT_SIZE, _BRAND_WIDTH = 38, (SIZE[0] - 2 * MARGIN) // 2
_SURELY_FITS, _SURELY_A_LINE = 95, 24
"""So many of the widest character fit at the smallest size, in the box and on a line."""
_WIDE = frozenset("@%MWmw")
"""Up to 1.05 times as wide as the font's size; no other ASCII character is wider than 0.7."""
_DESIGN = 6
"""Counts up with every change of the drawing, so that no old card is taken for a new one."""


class SocialCardError(Exception):
    """Why a text cannot be drawn, and what to do."""


@dataclass(frozen=True)
class SocialCard:
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
    """Return what a font can draw, as a list of first and last characters beside it tells."""
    spans = json.loads((_FONTS / "characters.json").read_bytes())[font]
    return frozenset(code for first, last in spans for code in range(first, last + 1))


@cache
def font_of(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font of ours in a size, in pixels."""
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def text_width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """Return a text's width in pixels; words and names come again from card to card."""
    return font.getlength(text)


def _glyphs_missing_in(text: str, font: str) -> list[str]:
    return [c for c in dict.fromkeys(text) if ord(c) not in _characters(font)]


def missing_glyphs(text: str) -> str:
    """Return the characters of `text` that no font of ours can draw."""
    if text.isascii():
        return ""
    return "".join(_glyphs_missing_in(text, _TITLE_FONTS[-1]))


def card_problem(text: str) -> str:
    """Return why a text cannot stand on a card and what to do, or nothing where it can."""
    if strange := missing_glyphs(text):
        return f"the cards' fonts have no {quote(strange)}. Write it without."
    short = len(text) <= _SURELY_FITS and max(map(len, text.split())) <= _SURELY_A_LINE
    if short:
        return ""
    try:
        fit_title(text)
    except SocialCardError:
        return f"{quote(text)} is too long for a card. Shorten it."
    return ""


def brand_problem(brand: str) -> str:
    """Return why the publisher's name cannot stand on cards, or nothing where it can."""
    if strange := missing_glyphs(brand):
        return f"the cards' fonts have no {quote(strange)}."
    if brand.isascii():
        most = FOOT_SIZE * sum(1.05 if c in _WIDE else 0.7 for c in brand)
        if most <= _BRAND_WIDTH:
            return ""
    if text_width(brand, font_of(title_font(brand), FOOT_SIZE)) > _BRAND_WIDTH:
        return f"{quote(brand)} is too long for a card."
    return ""


def title_font(text: str) -> str:
    """Return the first font that can draw a text. Raises CardError where none can."""
    for font in _TITLE_FONTS:
        if not _glyphs_missing_in(text, font):
            return font
    raise SocialCardError(f"no font of the cards can draw {missing_glyphs(text)!r} in {text!r}")


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
            best, width = lines, width - MARGIN // 2
            lines = self.wrapped(width)
        return best


def _measured(text: str, font: ImageFont.FreeTypeFont) -> _Measured:
    words = text.split()
    return _Measured(words, [text_width(word, font) for word in words], text_width(" ", font))


def fit_title(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which the title fits its box, and the title's lines."""
    name, width = title_font(title), SIZE[0] - 2 * MARGIN
    for size in _TITLE_SIZES:
        font = font_of(name, size)
        lines = _measured(title, font).balanced(width)
        if lines and len(lines) * size * LINE_HEIGHT <= _TITLE_BOTTOM - TITLE_TOP:
            return font, lines
    raise SocialCardError(f"{title!r} is too long for a card")
