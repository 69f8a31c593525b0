"""The markup of a picture: its size, its variants, and when it is loaded."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from sitekit.images.renditions import Variant
from sitekit.markdown.slots import Image
from sitekit.pages.image_html import elsewhere, on_page
from sitekit.pages.views import SIZES, Picture

PICTURE = Picture("blog/x/p.png", 300, 200, "A")
VARIED = Picture("p.png", 900, 600, "A", (Variant("p-400.webp", 400), Variant("p-900.webp", 900)))


def _on_page(picture: Picture, eager: bool = False, **attributes: str) -> Tag:
    image = Image({"src": "p.png", "alt": "A", **attributes}, early=False)
    html = on_page(image, picture, lambda address: f"../{address}", eager=eager)
    return BeautifulSoup(html, "html5lib").body


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ({}, {"width": "300", "height": "200"}),
        ({"width": "101"}, {"width": "101", "height": "67"}),
        ({"height": "101"}, {"width": "152", "height": "101"}),
        ({"width": "7", "height": "9"}, {"width": "7", "height": "9"}),
        ({"width": "50%"}, {"width": "300", "height": "200", "class": ["width-50"]}),
        ({"width": "33.3vw"}, {"width": "300", "height": "200", "class": ["width-35"]}),
        ({"width": "1%"}, {"width": "300", "height": "200", "class": ["width-5"]}),
        ({"width": "250%"}, {"width": "300", "height": "200", "class": ["width-100"]}),
        ({"width": "60px"}, {"width": "60", "height": "40"}),
        ({"width": "1.5em"}, {"width": "24", "height": "16"}),
        ({"height": "2rem"}, {"width": "48", "height": "32"}),
        ({"width": "auto"}, {"width": "300", "height": "200"}),
        (
            {"width": "50%", "class": "wide"},
            {"width": "300", "height": "200", "class": ["wide", "width-50"]},
        ),
    ],
)
def test_size_follows_from_what_the_writer_gives(given: dict, size: dict) -> None:
    image = _on_page(PICTURE, **given).img
    names = ("width", "height", "style", "class")
    assert {name: image[name] for name in names if name in image.attrs} == size
    shown = BeautifulSoup(elsewhere(Image({"src": "p.png", **given}, True), PICTURE, "u"), "lxml")
    assert {name: shown.img[name] for name in names if name in shown.img.attrs} == size


def test_size_of_a_drawing_without_one_is_what_the_writer_gives() -> None:
    drawing = Picture("d.svg", 0, 0, "")
    assert "width" not in _on_page(drawing).img.attrs
    assert _on_page(drawing, width="9").img["width"] == "9"
    assert "height" not in _on_page(drawing, width="9").img.attrs


def test_picture_on_a_page_is_lazy_unless_it_is_seen_first() -> None:
    lazy, eager = _on_page(PICTURE).img, _on_page(PICTURE, eager=True).img
    assert (lazy["src"], lazy["loading"], lazy["decoding"]) == ("../blog/x/p.png", "lazy", "async")
    assert eager["loading"] == "eager"
    assert _on_page(PICTURE, loading="auto", title="<T>").img.attrs.items() >= {
        *{"loading": "auto", "title": "<T>", "alt": "A"}.items()
    }


@pytest.mark.parametrize(
    ("given", "sizes"),
    [
        ({}, SIZES),
        ({"width": "50%"}, SIZES),
        ({"width": "320"}, "min(320px, 100vw)"),
    ],
)
def test_variants_are_offered_in_the_width_that_is_shown(given: dict, sizes: str) -> None:
    picture = _on_page(VARIED, **given).picture
    assert picture.source.attrs == {
        "type": "image/webp",
        "srcset": "../p-400.webp 400w, ../p-900.webp 900w",
        "sizes": sizes,
    }
    assert picture.img["src"] == "../p.png"
    assert _on_page(PICTURE, **given).picture is None


def test_picture_elsewhere_is_a_plain_image() -> None:
    html = elsewhere(Image({"src": "p.png", "alt": "A & B"}, True), VARIED, "https://e.org/p.png")
    image = BeautifulSoup(html, "html5lib").body
    assert [tag.name for tag in image.find_all()] == ["img"]
    assert image.img.attrs == {
        "src": "https://e.org/p.png",
        "alt": "A & B",
        "width": "900",
        "height": "600",
    }
