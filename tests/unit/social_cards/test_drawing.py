"""Drawn cards: their size, what is where, and that equal cards are equal files."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from sitekit.social_cards.drawing import draw
from sitekit.social_cards.layout import SIZE, SocialCard
from support.structures import OUTLINES

TITLES = [
    "Ten chars.",
    "A long title that goes on and on, up to one hundred and ten characters in all, to see what "
    "happens to it then",
    "Дробный технический директор по ИИ: что он делает, когда его нанимать "
    "и сколько это стоит в компании до серии Б",
    "Größe, Übermut & „C++“ – für Anfänger",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
]
CARD = SocialCard("Title", "Article", "Ada Byron", "Brand")


def _drawn(card: SocialCard) -> Image.Image:
    return Image.open(io.BytesIO(draw(card))).convert("RGB")


def _changed(one: SocialCard, other: SocialCard) -> tuple[int, int, int, int] | None:
    """Return the box in which two cards differ: left, top, right, bottom."""
    return ImageChops.difference(_drawn(one), _drawn(other)).getbbox()


@pytest.mark.parametrize("title", TITLES)
def test_title_is_within_its_box(title: str) -> None:
    card = SocialCard(title, "Article", "Stephen Martin", "Engine Works")
    assert len(draw(card)) < 60_000
    assert _drawn(card).size == SIZE
    changed = _changed(card, SocialCard(".", "Article", "Stephen Martin", "Engine Works"))
    assert changed is not None
    left, top, right, bottom = changed
    assert left >= 80
    assert right <= SIZE[0] - 80
    assert top >= 160
    assert bottom <= SIZE[1] - 118, "the title runs into the line above the author"


@pytest.mark.parametrize(
    ("field", "left", "top", "right", "bottom"),
    [
        ("kind", 80, 80, 1120, 160),
        ("author", 80, 538, 640, 630),
        ("brand", 640, 538, 1120, 630),
    ],
)
def test_text_of_each_kind_has_its_place(
    field: str, left: int, top: int, right: int, bottom: int
) -> None:
    other = SocialCard(**(CARD.__dict__ | {field: "Other"}))
    found = _changed(CARD, other)
    assert found is not None
    assert found[0] >= left
    assert found[1] >= top
    assert found[2] <= right
    assert found[3] <= bottom


@pytest.mark.parametrize("title", TITLES)
def test_figure_is_between_title_and_footer(title: str) -> None:
    plain = SocialCard(title, "Article", "Ada Byron", "Brand", outline=OUTLINES["usual"])
    left, top, right, bottom = (
        _changed(plain, replace(plain, outline=OUTLINES["30 sections"])) or ()
    )
    assert left >= 60
    assert top >= 300
    assert right <= SIZE[0] - 80
    assert bottom <= SIZE[1] - 118, "the figure runs into the line above the author"
    left, top, right, bottom = _changed(plain, replace(plain, title=".")) or ()
    assert top >= 100, "the title runs into the kind"
    assert bottom <= 308, "the title runs into the figure"


def test_kind_is_in_capitals() -> None:
    assert draw(CARD) == draw(SocialCard("Title", "ARTICLE", "Ada Byron", "Brand"))


def test_card_is_drawn_to_the_same_bytes() -> None:
    assert draw(CARD) == draw(SocialCard("Title", "Article", "Ada Byron", "Brand"))


def test_authors_who_do_not_fit_beside_the_brand_are_left_out() -> None:
    name = "Wilhelmina Featherstonehaugh"
    many, one = (SocialCard("T", "K", ", ".join([name] * n), "Brand") for n in (4, 1))
    assert _changed(many, one) is None
    two, first = SocialCard("T", "K", "Ada, Bob", "Brand"), SocialCard("T", "K", "Ada", "Brand")
    assert _changed(two, first) is not None
    too_long = SocialCard("T", "K", "W" * 40, "Brand")
    assert _changed(too_long, SocialCard("T", "K", "", "Brand")) is None
