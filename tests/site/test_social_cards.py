"""Cards are readable, small, reproducible, and drawn once."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from sitekit.runtime.context import BuildContext
from sitekit.social_cards import drawing as card_drawing
from sitekit.social_cards import layout as cards
from sitekit.social_cards.drawing import draw
from sitekit.social_cards.files import begin_drawing, cached_card, uncached_cards
from sitekit.social_cards.layout import (
    SIZE,
    SocialCard,
    SocialCardError,
    brand_problem,
    card_problem,
)
from support.content import post
from support.sites import TemporarySite

LONG = (
    "A long title that goes on and on, up to one hundred and ten characters in all, to see what "
    "happens to it then"
)
TITLES = [
    "Ten chars.",
    LONG,
    "Дробный технический директор по ИИ: что он делает, когда его нанимать "
    "и сколько это стоит в компании до серии Б",
    "Größe, Übermut & „C++“ – für Anfänger",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
]


def _card(title: str) -> SocialCard:
    return SocialCard(title, "Article", "Stephen Martin", "Martin Tech Labs")


def _drawn(title: str) -> Image.Image:
    return Image.open(io.BytesIO(draw(_card(title)))).convert("RGB")


@pytest.mark.parametrize("title", TITLES)
def test_titles_fit_in_their_box(title: str) -> None:
    data = draw(_card(title))
    assert len(data) < 60_000
    picture = _drawn(title)
    assert picture.size == SIZE
    blank = _drawn(".")
    changed = ImageChops.difference(picture, blank).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    assert left >= 80
    assert right <= SIZE[0] - 80
    assert top >= 160
    assert bottom <= SIZE[1] - 118, "the title runs into the line above the author"


def test_a_title_is_readable_at_300_pixels() -> None:
    """At a quarter of its size the capitals of a long title are still 7 pixels high."""
    font, _ = cards.fit_title(LONG)
    _, top, _, bottom = font.getbbox("H")
    assert (bottom - top) * 300 / SIZE[0] >= 7


def test_the_same_words_give_the_same_bytes() -> None:
    assert draw(_card("Same")) == draw(_card("Same"))
    assert draw(_card("Same")) != draw(_card("Other"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("中文标题", 'the cards\' fonts have no "中文标题". Write it without.'),
        ("Go 🚀 now", 'the cards\' fonts have no "🚀". Write it without.'),
        ("W" * 200, " is too long for a card. Shorten it."),
        ("Fine – “quoted”", ""),
    ],
)
def test_what_cannot_be_drawn_is_told(text: str, told: str) -> None:
    assert card_problem(text).endswith(told)
    if told:
        with pytest.raises(SocialCardError):
            draw(_card(text))
        assert card_problem(text)


def test_no_word_is_left_alone_on_the_last_line() -> None:
    font, lines = cards.fit_title("What a fractional AI CTO does, and when to hire one")
    widths = [font.getlength(line) for line in lines]
    assert len(lines) > 1
    assert min(widths) > 0.6 * max(widths)


def test_many_authors_leave_room_for_the_brand() -> None:
    names = ", ".join(["Wilhelmina Featherstonehaugh"] * 4)
    many = Image.open(io.BytesIO(draw(SocialCard("T", "K", names, "Brand")))).convert("RGB")
    one = Image.open(io.BytesIO(draw(SocialCard("T", "K", names.split(",")[0], "Brand")))).convert(
        "RGB"
    )
    assert ImageChops.difference(many, one).getbbox() is None


@pytest.mark.parametrize(
    "name", ["株式会社", "A name that is much too long for the foot of any card"]
)
def test_a_publisher_no_card_can_name_is_told(name: str, site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "site_name: Martin Tech Labs", f"site_name: {name}")
    result = site.build()
    assert result.returncode == 1
    assert "mkdocs.yml:1: site_name: " in result.stdout
    assert "Traceback" not in result.stdout


FONTS = ("SpaceGrotesk-Bold.ttf", "Inter-SemiBold.otf")


def test_the_characters_of_the_fonts_are_known() -> None:
    """What to write into characters.json after a change of the fonts."""
    folder, told = cards._FONTS, {}
    for font in sorted(FONTS):
        codes = sorted(TTFont(folder / font).getBestCmap())
        firsts = [code for code in codes if code - 1 not in codes]
        lasts = [code for code in codes if code + 1 not in codes]
        told[font] = [list(span) for span in zip(firsts, lasts, strict=True)]
    assert json.loads((folder / "characters.json").read_text()) == told


@pytest.mark.parametrize("name", FONTS)
def test_what_is_not_measured_fits(name: str) -> None:
    font = cards.font_of(name, 30)
    widest = max(map(chr, cards._characters(name)), key=font.getlength)
    line = widest * cards._ALWAYS_FIT_A_LINE
    draw(_card(f"{line} {line} {line}"))
    half = cards._ALWAYS_FIT_A_LINE // 2 + 2  # two of these do not fit on a line
    draw(_card(" ".join([widest * half] * 7)))
    assert (half + 1) * 7 >= cards._ALWAYS_FIT


def test_a_publisher_who_is_not_measured_fits() -> None:
    """Each character counts for no less than it takes in the font of names in ASCII."""
    font = cards.font_of(FONTS[0], cards.FOOTER_SIZE)
    printable = [chr(code) for code in range(32, 127)]
    wide = {c for c in printable if font.getlength(c) > 0.7 * cards.FOOTER_SIZE}
    assert wide <= cards._WIDE
    assert max(map(font.getlength, printable)) <= 1.05 * cards.FOOTER_SIZE
    assert not brand_problem("Martin Tech Labs")
    assert brand_problem("W" * 30)


def test_a_title_no_font_has_is_a_mistake_of_its_file(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(title="Go 🚀")})
    site.edit("posts/tags.yml", "label: C++", "label: 中")
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ада 🚀")
    assert site.messages() == [
        'posts/authors.yml:1: ada.name: the cards\' fonts have no "🚀". Write it without.',
        'posts/tags.yml:6: cpp.label: the cards\' fonts have no "中". Write it without.',
        'posts/x.md:2: title: the cards\' fonts have no "🚀". Write it without.',
    ]


def test_a_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = []
    monkeypatch.setattr(card_drawing, "draw", lambda card: count.append(card) or draw(card))
    first, again = cached_card(_card("A"), tmp_path), cached_card(_card("A"), tmp_path)
    assert first == again
    assert first.read_bytes() == draw(_card("A"))
    cached_card(_card("B"), tmp_path)
    assert len(count) == 2
    assert sorted(tmp_path.iterdir()) == sorted({first, cached_card(_card("B"), tmp_path)})


def test_every_page_has_a_card_and_listings_share_theirs(site: TemporarySite) -> None:
    site.write(
        {f"posts/p{n:02}.md": post(title=f"N {n}", date=f"2026-04-{n:02}") for n in range(2, 14)}
    )
    assert site.build().returncode == 0
    names = [p.name for p in (site.root / "site/assets/cards").iterdir()]
    assert sum(name.startswith("blog-p") for name in names) == 12 + 1
    assert {name.partition(".")[0] for name in names} >= {
        "home",
        "about",
        "blog",
        "blog-first",
        "blog-page-2",
        "faq",
        "faq-shared",
        "tags",
        "tags-cpp",
        "authors-ada",
    }


def test_many_cards_are_drawn_on_all_cores_to_the_same_pictures(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    many = [_card(f"Number {n}") for n in range(70)]
    context = BuildContext()
    for _ in begin_drawing([*many, _card("字")], tmp_path / "pool", context):
        pass
    context.close()
    assert context.counts["cards"] == 71
    monkeypatch.setattr(
        "sitekit.social_cards.drawing.draw", lambda _: pytest.fail("not drawn before")
    )
    for card in many[::23]:
        file = cached_card(card, tmp_path / "pool")
        assert file.read_bytes() == draw(card)


def test_a_few_cards_start_no_process(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers._start", lambda: pytest.fail("a pool"))
    assert list(begin_drawing([_card("A")], tmp_path, BuildContext())) == []
    assert not list(tmp_path.iterdir())


def test_a_card_of_many_pages_is_drawn_once(tmp_path: Path) -> None:
    cached_card(_card("A"), tmp_path)
    assert uncached_cards([_card("A"), _card("B"), _card("B")], tmp_path) == [_card("B")]
    assert uncached_cards([_card("A")], tmp_path / "not there") == [_card("A")]
