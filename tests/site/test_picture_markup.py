"""The markup of pictures in texts: sizes, loading, captions, and what the writer gave."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from sitekit.site import Site
from support.content import post
from support.images import RED, encoded, photo
from support.sites import TemporarySite

PICTURE = "![A](a.png)"


def _body(site: Site, address: str) -> BeautifulSoup:
    """Return the body of a page as a browser parses it."""
    (page,) = [page for page in site.content_pages if page.address == address]
    return BeautifulSoup(site.composer(page).texts().html, "html5lib")


def _loading(site: TemporarySite, body: str, more: str = "") -> list[str]:
    dot = encoded(Image.new("RGB", (9, 9), RED), "PNG")
    site.write({"posts/x/index.md": post(body=body, more=more), "posts/x/a.png": dot})
    return [image["loading"] for image in _body(site.read(), "blog/x/").select("img")]


@pytest.mark.parametrize(
    ("body", "loading"),
    [
        (f"{PICTURE}\n\n{PICTURE}", ["eager", "lazy"]),
        (f"Words.\n\n> {PICTURE}\n\nWords.", ["eager"]),
        (f"Words.\n\nWords.\n\n{PICTURE}", ["lazy"]),
        ('<div>\n<img src="a.png" alt="A">\n</div>\n\nWords.', ["eager"]),
        ('Words.\n\nWords.\n\n<div>\n<img src="a.png" alt="A">\n</div>', ["lazy"]),
        (f"# A post\n\nWords.\n\n{PICTURE}", ["eager"]),
        ("![A](a.png){ loading=lazy }", ["lazy"]),
    ],
)
def test_picture_in_the_first_screen_is_not_lazy(
    body: str, loading: list[str], site: TemporarySite
) -> None:
    assert _loading(site, body) == loading
    more = "image: a.png\nimage_alt: A\n"
    assert _loading(site, body, more) == ["lazy"] * len(loading)


def _shown(site: TemporarySite, body: str) -> BeautifulSoup:
    png = encoded(photo(500, 250), "PNG")
    site.write({"posts/x/index.md": post(body=body), "posts/x/a.png": png})
    assert site.messages() == []
    return _body(site.read(), "blog/x/")


def test_picture_has_the_text_and_the_attributes_of_its_writer(site: TemporarySite) -> None:
    tags = '![A &copy; \\*B\\* <C>](a.png \'T "q" &amp; r\'){ .wide width=100 style="x:y" }'
    image = _shown(site, f"In a line {tags} with words.").picture.img
    assert image["alt"] == "A © *B* <C>"
    assert image["title"] == 'T "q" & r'
    assert (image["class"], image["style"]) == (["wide"], "x:y")
    assert (image["width"], image["height"]) == ("100", "50")
    assert _shown(site, "![&amp;lt; & -->](a.png)").img["alt"] == "&lt; & -->"


@pytest.mark.parametrize(
    ("attributes", "width", "height", "classes"),
    [
        ("", "500", "250", None),
        ("width=100", "100", "50", None),
        ("height=50", "100", "50", None),
        ("width=30 height=20", "30", "20", None),
        ("width=50%", "500", "250", ["width-50"]),
        ("width=50% .wide", "500", "250", ["wide", "width-50"]),
    ],
)
def test_picture_size_follows_from_what_the_writer_gave(
    attributes: str, width: str, height: str, classes: list[str] | None, site: TemporarySite
) -> None:
    image = _shown(site, f"![A](a.png){{ {attributes} }}" if attributes else PICTURE).img
    assert (image["width"], image["height"], image.get("class")) == (width, height, classes)


def test_picture_of_a_given_width_is_loaded_in_that_width(site: TemporarySite) -> None:
    narrow = _shown(site, "![A](a.png){ width=100 }").source
    assert narrow["sizes"] == "min(100px, 100vw)"
    assert _shown(site, PICTURE).source["sizes"] == "(min-width: 42rem) 40rem, calc(100vw - 2rem)"


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        ('![A](a.png "T"){ #there }', 1),
        ('[![A](a.png "T"){ #there }](a.png)', 1),
        ('> ![A](a.png "T"){ #there }', 1),
        ('Words ![A](a.png "T")', 0),
        ('![A](a.png "T") ![A](a.png "T")', 0),
        ("![A](a.png)", 0),
        ('- ![A](a.png "T")', 0),
    ],
)
def test_picture_alone_in_its_paragraph_has_its_title_as_caption(
    body: str, captions: int, site: TemporarySite
) -> None:
    page = _shown(site, body)
    assert [f.parent.get("id") for f in page.select("figcaption")] == ["there"] * captions
    assert [f.get_text() for f in page.select("figcaption")] == ["T"] * captions
    assert bool(page.select("img[title]")) == ('"T"' in body and not captions)
    assert len(page.select("picture")) == body.count("![")


def test_picture_written_in_html_is_like_one_in_markdown(site: TemporarySite) -> None:
    page = _shown(
        site, 'A <img src="a.png" alt="x &amp; y" hidden> b.\n\n<p>\n<img src=a.png>\n</p>'
    )
    first, second = page.select("picture img")
    assert (first["alt"], first["width"], first["hidden"]) == ("x & y", "500", "")
    assert second["height"] == "250"
    page = _shown(site, 'A <picture><img src="a.png" alt="x"></picture> b ![y](a.png)')
    assert [len(p.select("picture")) for p in page.select("picture")] == [0, 0]
    assert [bool(p.source) for p in page.select("picture")] == [False, True]


def test_picture_that_cannot_be_shown_has_its_text_in_the_preview(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="![A](a.png)"), "posts/a.png": b"words"})
    assert _body(site.read(preview=True), "blog/x/").select('img[alt="A"][src="../a.png"]')
