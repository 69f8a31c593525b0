"""The texts of cards: whether they can be drawn, how large, and on which lines."""

from __future__ import annotations

import json
from itertools import product

import pytest
from fontTools.ttLib import TTFont

from sitekit.social_cards import layout
from sitekit.social_cards.drawing import draw
from sitekit.social_cards.layout import (
    SIZE,
    SocialCard,
    brand_problem,
    card_problem,
    fit_title,
    font_of,
    title_font,
)
from support.structures import outline_of_sections

GROTESK, INTER = FONTS = ("SpaceGrotesk-Bold.ttf", "Inter-SemiBold.otf")
LONG = (
    "A long title that goes on and on, up to one hundred and ten characters in all, to see what "
    "happens to it then"
)


def _card(title: str) -> SocialCard:
    return SocialCard(title, "Article", "Stephen Martin", "Engine Works")


def test_title_is_readable_at_300_pixels() -> None:
    """At a quarter of its size the capitals of a long title are still 7 pixels high."""
    font, _ = fit_title(LONG)
    _, top, _, bottom = font.getbbox("H")
    assert (bottom - top) * 300 / SIZE[0] >= 7


def test_title_gets_the_largest_size_that_fits() -> None:
    titles = ("Short", "What a fractional AI CTO does, and when to hire one", LONG, "word " * 45)
    assert [fit_title(title)[0].size for title in titles] == [92, 80, 62, 42]


def test_title_has_no_word_alone_on_its_last_line() -> None:
    font, lines = fit_title("What a fractional AI CTO does, and when to hire one")
    widths = [font.getlength(line) for line in lines]
    assert len(lines) > 1
    assert min(widths) > 0.6 * max(widths)


def test_title_is_drawn_in_the_first_font_that_has_its_characters() -> None:
    assert title_font("Plain, Größe") == GROTESK
    assert title_font("Дробный") == INTER


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("中文标题", 'the cards\' fonts have no "中文标题", so cards leave it out.'),
        ("Go 🚀 now 🚀", 'the cards\' fonts have no "🚀", so cards leave it out.'),
        ("W" * 200, " is too long for a card, which shows its beginning. Shorten it."),
        ("word " * 140, " is too long for a card, which shows its beginning. Shorten it."),
        ("Fine – “quoted”", ""),
        (LONG, ""),
    ],
)
def test_problem_of_a_text_that_cannot_be_drawn_whole(text: str, problem: str) -> None:
    assert card_problem(text).endswith(problem)
    assert bool(card_problem(text)) == bool(problem)
    assert draw(_card(text)) != draw(_card("Another text"))


def test_card_leaves_out_what_no_font_can_draw() -> None:
    assert draw(_card("Go 🚀 now ❤️")) == draw(_card("Go now"))
    assert draw(_card("中文标题")) == draw(_card("Engine Works")), "the publisher's name instead"
    assert draw(SocialCard("字", "字", "字", "字"))


def test_card_shows_the_beginning_of_a_title_that_is_too_long() -> None:
    titles = ("word " * 200, "W" * 900, f"{'W' * 40} " * 20)
    for title, area in product(titles, (layout.WITHOUT_FIGURE, layout.ABOVE_FIGURE)):
        font, lines = fit_title(title, area)
        assert title.startswith(lines[0].rstrip("…"))
        assert lines[-1].endswith("…")
        assert len(lines) * font.size * layout.LINE_HEIGHT <= area.title_bottom - area.title_top
        assert max(map(font.getlength, lines)) <= SIZE[0] - 2 * layout.MARGIN


def test_card_shows_the_beginning_of_a_publisher_whose_name_is_too_long() -> None:
    font = font_of(GROTESK, layout.FOOTER_SIZE)
    shown = layout.shorten("W" * 30, font, layout.BRAND_MAX_WIDTH)
    assert shown == "W" * (len(shown) - 1) + "…"
    assert font.getlength(shown) <= layout.BRAND_MAX_WIDTH < font.getlength(f"W{shown}")
    assert layout.shorten("Short", font, layout.BRAND_MAX_WIDTH) == "Short"


@pytest.mark.parametrize(
    ("brand", "problem"),
    [
        ("Engine Works", ""),
        ("W" * 30, f'"{"W" * 30}" is too long for a card, which shows its beginning.'),
        ("i" * 30, ""),
        ("Ü" * 30, f'"{"Ü" * 30}" is too long for a card, which shows its beginning.'),
        ("Größe", ""),
        ("株式会社", 'the cards\' fonts have no "株式会社", so cards leave it out.'),
    ],
)
def test_problem_of_a_publishers_name(brand: str, problem: str) -> None:
    assert brand_problem(brand) == problem


def test_characters_of_the_fonts_are_listed() -> None:
    """The expected value is what to write into characters.json after a change of the fonts."""
    folder, expected = layout._FONTS, {}
    for font in sorted(FONTS):
        codes = sorted(TTFont(folder / font).getBestCmap())
        firsts = [code for code in codes if code - 1 not in codes]
        lasts = [code for code in codes if code + 1 not in codes]
        expected[font] = [list(span) for span in zip(firsts, lasts, strict=True)]
    assert json.loads((folder / "characters.json").read_text()) == expected


@pytest.mark.parametrize("name", FONTS)
def test_text_that_is_not_measured_fits(name: str) -> None:
    font = font_of(name, 30)
    widest = max(map(chr, layout._characters(name)), key=font.getlength)
    line = widest * layout._ALWAYS_FIT_A_LINE
    draw(_card(f"{line} {line} {line}"))
    half = layout._ALWAYS_FIT_A_LINE // 2 + 2  # two of these do not fit on a line
    draw(_card(" ".join([widest * half] * 7)))
    assert (half + 1) * 7 >= layout._ALWAYS_FIT


@pytest.mark.parametrize("name", FONTS)
def test_text_that_is_not_measured_fits_above_a_figure(name: str) -> None:
    font = font_of(name, 30)
    widest = max(map(chr, layout._characters(name)), key=font.getlength)
    half = layout._ALWAYS_FIT_A_LINE // 2 + 2  # two of these do not fit on a line
    for title in (
        " ".join([widest * layout._ALWAYS_FIT_A_LINE] * 3),
        " ".join([widest * half] * 5),
    ):
        assert layout._uncut_title(title, layout.ABOVE_FIGURE)
    assert half * 5 >= layout._ALWAYS_FIT


def test_title_that_fits_only_without_a_figure_is_a_problem_above_one() -> None:
    title = "word " * 70
    assert not card_problem(title)
    assert card_problem(title, layout.ABOVE_FIGURE)


def test_publishers_name_that_is_not_measured_fits() -> None:
    """Each character counts for no less than it takes in the font of names in ASCII."""
    font = font_of(GROTESK, layout.FOOTER_SIZE)
    printable = [chr(code) for code in range(32, 127)]
    wide = {c for c in printable if font.getlength(c) > 0.7 * layout.FOOTER_SIZE}
    assert wide <= layout._WIDE
    assert max(map(font.getlength, printable)) <= 1.05 * layout.FOOTER_SIZE


def test_digest_of_a_card_names_all_its_texts() -> None:
    texts = {"title": "T", "kind": "K", "author": "A", "brand": "B"}
    cards = [SocialCard(**texts), *(SocialCard(**(texts | {name: "Other"})) for name in texts)]
    cards += [SocialCard(**texts, outline=outline_of_sections(n)) for n in (3, 4)]
    assert len({card.digest for card in cards}) == 7
