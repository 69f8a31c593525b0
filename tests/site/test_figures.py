"""The figure of a post: drawn of its own text, where it has no picture."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite

_TEXT = "Some words.\n\n## One\n\n" + "Word. " * 120 + "\n\n## Two\n\n" + "Word. " * 90


@pytest.fixture
def built(site: TemporarySite) -> TemporarySite:
    picture = "image: a.png\nimage_alt: An engine\n"
    site.write(
        {
            "posts/drawn.md": post("A drawn post", "2026-02-01", body=_TEXT),
            "posts/likewise.md": post("A post alike", "2026-02-02", body=_TEXT),
            "posts/seen/index.md": post("A seen post", "2026-02-03", more=picture, body=_TEXT),
            "posts/seen/a.png": encoded(photo(800, 500), "PNG"),
        }
    )
    assert site.build("--strict").returncode == 0
    return site


def _text(site: TemporarySite, slug: str) -> Tag:
    page = BeautifulSoup((site.root / f"site/blog/{slug}/index.html").read_bytes(), "html5lib")
    text = page.select_one(".reading__main")
    assert text is not None
    return text


def _numbers(text: Tag) -> list[str]:
    return [element.get_text() for element in text.select(".plan text")]


def test_post_without_a_picture_has_a_figure_of_its_text(built: TemporarySite) -> None:
    text = _text(built, "drawn")
    (figure,) = text.select(".plan")
    assert figure.svg
    assert figure.svg["role"] == "img"
    assert figure.svg["aria-label"]
    assert figure.figcaption
    assert _numbers(text) == ["1", "2", "1 min read"]


def test_figure_follows_the_introduction(built: TemporarySite) -> None:
    text = _text(built, "drawn").select_one(".body")
    assert text
    shown = [f"{block.name} {block.get_text()[:10]}" for block in text.find_all(recursive=False)]
    assert shown[0] == "p Some words"
    assert [kind.partition(" ")[0] for kind in shown[1:4]] == ["p", "figure", "h2"], "with a line"


def test_figure_of_a_single_paragraph_follows_it(built: TemporarySite) -> None:
    built.edit("posts/drawn.md", _TEXT, "Some words.\n")
    assert built.build("--strict").returncode == 0
    text = _text(built, "drawn").select_one(".body")
    assert text
    assert [block.name for block in text.find_all(recursive=False)][:2] == ["p", "figure"]


def test_post_with_a_picture_has_no_figure(built: TemporarySite) -> None:
    text = _text(built, "seen")
    assert built.page("blog/seen").select(".post-image")
    assert not text.select(".plan")


def test_posts_of_the_same_text_have_different_figures(built: TemporarySite) -> None:
    one, other = (str(_text(built, slug).svg) for slug in ("drawn", "likewise"))
    assert one != other


def test_edited_text_has_another_figure(built: TemporarySite) -> None:
    before = str(_text(built, "drawn").svg)
    built.edit(
        "posts/drawn.md", "## Two", "Word.\n\n## Between\n\n" + "Words. " * 80 + "\n\n## Two"
    )
    assert built.build("--strict").returncode == 0
    assert str(_text(built, "drawn").svg) != before
    assert _numbers(_text(built, "drawn"))[:3] == ["1", "2", "3"]


def test_questions_of_a_post_are_a_room(built: TemporarySite) -> None:
    before = str(_text(built, "drawn").svg)
    built.edit("posts/drawn.md", "tags:", "faq: shared\ntags:")
    assert built.build("--strict").returncode == 0
    with_questions = str(_text(built, "drawn").svg)
    assert with_questions != before
    built.edit("faq/shared.md", "This, see", "Word. " * 90 + "This, see")
    assert built.build("--strict").returncode == 0
    assert str(_text(built, "drawn").svg) != with_questions


def test_figures_can_be_turned_off(built: TemporarySite) -> None:
    built.edit("mkdocs.yml", "extra:\n", "extra:\n  figures: false\n")
    assert built.build("--strict").returncode == 0
    assert not _text(built, "drawn").select(".plan")


def test_listings_show_a_sketch_of_each_post(built: TemporarySite) -> None:
    def sketches(address: str) -> list[str]:
        page = BeautifulSoup((built.root / f"site/{address}index.html").read_bytes(), "html5lib")
        return [str(svg) for svg in page.select(".card > .plan[aria-hidden=true]")]

    assert len(set(sketches("blog/"))) == 5, "one for each post, those with pictures included"
    assert len(set(sketches(""))) == 3
    before = sketches("blog/")
    for listing in ("tags/cpp/", "authors/ada/"):
        assert set(sketches(listing)) <= {*before}
        assert len(sketches(listing)) > 1
    built.edit("posts/drawn.md", "## Two", "## Between\n\nWords.\n\n## Two")
    assert built.build("--strict").returncode == 0
    changed = [one for one, other in zip(before, sketches("blog/"), strict=True) if one != other]
    assert len(changed) == 1
