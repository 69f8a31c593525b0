"""Image files that cannot be shown are reported where they are used, else at the file."""

from __future__ import annotations

from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite

NOT_AN_IMAGE = (
    "is not a picture, or is damaged: it is no PNG, JPEG, WebP, GIF or AVIF. Save or copy it again."
)
NOT_SHOWN = (
    "is not a picture that every browser shows. Save it as PNG, JPEG, WebP, GIF, AVIF or SVG."
)


def test_bad_picture_of_a_text_is_reported_once_at_its_first_line(site: TemporarySite) -> None:
    body = "Words.\n\n![A](a.png) and again\n![B](a.png), ![C](a.bmp) and ![D](first.md)"
    bmp = encoded(photo(9, 9), "BMP")
    site.write({"posts/x.md": post(body=body), "posts/a.png": b"words", "posts/a.bmp": bmp})
    assert site.messages() == [
        f'posts/x.md:9: picture: "a.png" {NOT_AN_IMAGE}',
        f'posts/x.md:10: picture: "a.bmp" {NOT_SHOWN}',
        f'posts/x.md:10: picture: "first.md" {NOT_SHOWN}',
    ]


def test_bad_picture_is_reported_at_each_use_and_else_at_the_file(site: TemporarySite) -> None:
    bad = {f"posts/{name}.png": b"words" for name in ("a", "b", "unseen")}
    more = "image: a.png\nimage_alt: A\n"
    site.write({"posts/x.md": post(more=more, body="![A](a.png)"), **bad})
    site.write({"faq/c.png": b"words", "docs/assets/d.png": b"words"})
    site.edit("faq/alone.md", "One post does.", "One does. ![C](c.png)")
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ada Byron\n  picture: b.png")
    lines = (site.root / "faq/alone.md").read_text().splitlines()
    expected = [
        f"docs/assets/d.png:1: picture: {NOT_AN_IMAGE}",
        f'faq/alone.md:{lines.index("One does. ![C](c.png)") + 1}: picture: "c.png" {NOT_AN_IMAGE}',
        f'posts/authors.yml:3: ada.picture: "b.png" {NOT_AN_IMAGE}',
        f"posts/unseen.png:1: picture: {NOT_AN_IMAGE}",
        f'posts/x.md:6: image: "a.png" {NOT_AN_IMAGE}',
        f'posts/x.md:9: picture: "a.png" {NOT_AN_IMAGE}',
    ]
    assert site.messages() == expected
