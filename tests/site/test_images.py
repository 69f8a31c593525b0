"""Pictures as writers drop them, and what readers get: over real builds, and file by file."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageCms, PngImagePlugin

from sitekit.images import raster, renditions
from sitekit.images.raster import ImageError
from sitekit.images.source import read
from sitekit.images.svg import SvgError, svg_size
from sitekit.site import Site
from support.content import post
from support.images import (
    BLUE,
    RED,
    SECRET,
    WHITE,
    animation,
    corners,
    encoded,
    look,
    photo,
    png_of,
    told_by_camera,
)
from support.page_walks import walk_links, walk_pages
from support.sites import TemporarySite


def published(folder: Path, name: str, data: bytes, *, shown: bool = True) -> dict[int, bytes]:
    """Return what is made of a picture: 0 → the fallback, and each variant by its width."""
    file = folder / name
    file.write_bytes(data)
    original = read(file, folder / "cache")
    result = {}
    image = renditions.PublishedImage(file, original, name, name, shown)
    for address, made in renditions.renditions_of(image, folder / "cache"):
        width = re.search(r"-(\d+)\.webp$", address)
        content = made if isinstance(made, bytes) else made.read_bytes()
        result[int(width[1]) if width else 0] = content
    return result


def file_of(site: TemporarySite, page: str, url: str) -> Path:
    """Return the file that a URL on a page leads to; under a sub-path, the site is below it."""
    whole = urljoin(urljoin(site.url, page), url)
    assert whole.startswith(site.url), whole
    return site.root / "site" / unquote(whole.removeprefix(site.url))


def build(site: TemporarySite) -> str:
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return result.stdout


# What readers get


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org/repo/"])
def test_a_dropped_picture_from_front_to_back(site: TemporarySite, url: str) -> None:
    site.url = url
    words = 'Words.\n\nMore.\n\n## Section\n\n![A & B](my%20pic.png "What it shows")\n'
    data = encoded(photo(2400, 1200), "PNG")
    site.write({"posts/shown/index.md": post(body=words), "posts/shown/my pic.png": data})
    build(site)
    figure = site.page("blog/shown").select_one(".body > figure")
    assert figure.figcaption.get_text() == "What it shows"
    image, source = figure.picture.img, figure.picture.source
    assert image.find_previous_sibling() is source
    assert image["alt"] == "A & B"
    assert not image.has_attr("title")
    assert (image["width"], image["height"]) == ("1600", "800")
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    assert source["type"] == "image/webp"
    assert source["sizes"] == "(min-width: 38rem) 36rem, calc(100vw - 2rem)"
    fallback = file_of(site, "blog/shown/", image["src"])
    assert fallback == site.root / "site/blog/shown/my pic.png"
    with Image.open(fallback) as opened:
        assert (opened.format, opened.size) == ("PNG", (1600, 800))
    widths = []
    for candidate in source["srcset"].split(", "):
        address, width = candidate.split(" ")
        file = file_of(site, "blog/shown/", address)
        assert re.fullmatch(r"my pic\.[0-9a-f]{8}-\d+\.webp", file.name)
        with Image.open(file) as opened:
            assert (opened.format, opened.width) == ("WEBP", int(width.removesuffix("w")))
            assert corners(opened) == ["red", "green", "blue", "white"]
        widths.append(opened.width)
    assert widths == [400, 640, 960, 1280]
    feed = BeautifulSoup((site.root / "site/feed.xml").read_text(), "xml")
    shown = BeautifulSoup(feed.find("content").get_text(), "html5lib").figure
    assert shown.select("picture, source, [loading]") == []
    assert shown.img["src"] == f"{url}blog/shown/my%20pic.png"
    assert (shown.img["width"], shown.img["height"], shown.img["alt"]) == ("1600", "800", "A & B")
    twin = (site.root / "site/blog/shown/index.md").read_text()
    assert f'![A & B]({url}blog/shown/my%20pic.png "What it shows")' in twin
    walk_pages(site.root / "site")
    walk_links(site.root / "site")


def test_the_picture_of_a_post_and_of_an_author(site: TemporarySite) -> None:
    more = "image: a, b.jpg\nimage_alt: A view\n"
    body = "![Not first](a%2C%20b.jpg)"
    files = {"posts/x.md": post(more=more, body=body)}
    files |= {"posts/a, b.jpg": encoded(photo(1000, 500), "JPEG")}
    files |= {"posts/ada.webp": encoded(photo(300, 300), "WEBP")}
    site.write(files)
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ada Byron\n  picture: ada.webp")
    build(site)
    page = site.page("blog/x")
    first = page.select_one("img.post-image")
    assert (first["width"], first["height"], first["alt"]) == ("1000", "500", "A view")
    assert first["fetchpriority"] == "high"
    assert not first.has_attr("loading")
    candidates = [c.split(" ") for c in first.find_previous_sibling("source")["srcset"].split(", ")]
    assert [width for _, width in candidates] == ["400w", "640w", "960w", "1000w"]
    assert all(file_of(site, "blog/x/", address).is_file() for address, _ in candidates)
    assert page.select_one(".body img")["loading"] == "lazy"
    assert page.select_one('meta[property="og:image:width"]')["content"] == "1000"
    feed = BeautifulSoup((site.root / "site/feed.xml").read_text(), "xml")
    (entry,) = [e for e in feed.select("entry") if "/blog/x/" in e.link["href"]]
    top = BeautifulSoup(entry.content.get_text(), "html5lib").img
    assert (top["width"], top["height"], top["alt"]) == ("1000", "500", "A view")
    portrait = site.page("authors/ada").select_one("img.portrait")
    assert (portrait["width"], portrait["alt"]) == ("300", "Ada Byron")
    assert file_of(site, "authors/ada/", portrait["src"]).is_file()
    source = portrait.find_previous_sibling("source")
    (only,) = source["srcset"].split(", ")
    assert only.endswith(" 300w")
    assert file_of(site, "authors/ada/", only.split(" ")[0]).is_file()


def test_the_size_told_elsewhere_is_the_size_published(site: TemporarySite) -> None:
    more = "image: wide.png\nimage_alt: A view\n"
    wide = encoded(photo(3200, 1600), "PNG")
    site.write({"posts/x.md": post(more=more), "posts/wide.png": wide})
    build(site)
    told = site.page("blog/x").select_one('meta[property="og:image:width"]')["content"]
    with Image.open(site.root / "site/blog/wide.png") as opened:
        assert told == str(opened.width) == "1600"


def test_a_drawing_and_an_animation_are_left_alone(site: TemporarySite) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'
    body = "One.\n\nTwo.\n\n![A](moves.gif)\n\n![B](drawn.svg)"
    site.write({"posts/x/index.md": post(body=body), "posts/x/drawn.svg": svg})
    site.write({"posts/x/moves.gif": animation()})
    build(site)
    built = site.built()
    assert built["blog/x/drawn.svg"] == svg
    assert built["blog/x/moves.gif"] == animation()
    page = site.page("blog/x").select_one(".body")
    assert not page.select("picture")
    sizes = [(i["width"], i["height"], i["loading"]) for i in page.select("img")]
    assert sizes == [("60", "40", "lazy"), ("30", "20", "lazy")]
    assert not [name for name in built if name.endswith(".webp")]


def test_a_drawing_without_a_size_and_as_the_picture_of_a_post(site: TemporarySite) -> None:
    more = "image: drawn.svg\nimage_alt: Drawn\n"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    site.write({"posts/x.md": post(more=more, body="![A](drawn.svg){ width=9 }")})
    site.write({"posts/drawn.svg": svg})
    build(site)
    page = site.page("blog/x")
    assert not page.select_one("img.post-image").has_attr("width")
    image = page.select_one(".body img")
    assert (image["width"], image.get("height")) == ("9", None)
    assert "/assets/cards/" in page.select_one('meta[property="og:image"]')["content"]
    feed = BeautifulSoup((site.root / "site/feed.xml").read_text(), "xml")
    images = BeautifulSoup(feed.content.get_text(), "html5lib").select("img")
    assert [i["src"] for i in images] == [f"{site.url}blog/drawn.svg"] * 2


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF"])
def test_other_animations_are_told_from_stills(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"moves.{kind.lower()}"
    file.write_bytes(animation(kind))
    assert read(file, tmp_path / "cache").kind == "animation"


def _body(site: Site, address: str) -> BeautifulSoup:
    """Return the body of a page as a browser parses it."""
    (page,) = [page for page in site.content_pages if page.address == address]
    return BeautifulSoup(site.composer(page).texts().html, "html5lib")


def _loading(site: TemporarySite, body: str, more: str = "") -> list[str]:
    dot = encoded(Image.new("RGB", (9, 9), RED), "PNG")
    site.write({"posts/x/index.md": post(body=body, more=more), "posts/x/a.png": dot})
    return [image["loading"] for image in _body(site.read(), "blog/x/").select("img")]


PICTURE = "![A](a.png)"


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
def test_one_picture_in_the_first_screen_is_not_lazy(
    body: str, loading: list[str], site: TemporarySite
) -> None:
    assert _loading(site, body) == loading
    more = "image: a.png\nimage_alt: A\n"
    assert _loading(site, body, more) == ["lazy"] * len(loading)


def test_a_picture_in_an_answer_is_lazy_wherever_it_is_shown(site: TemporarySite) -> None:
    dot = encoded(photo(500, 250), "PNG")
    body = "![A](a.png){ #there } and [see](#there)"
    site.write({"faq/a.png": dot})
    site.edit("faq/alone.md", "One post does.", body)
    build(site)
    answer = site.page("blog/first").select_one(".answer")
    image = answer.select_one("picture img")
    assert image["loading"] == "lazy"
    assert image["src"] == "../../faq/a.png"
    target = answer.select_one("a[href^='#']")["href"].removeprefix("#")
    assert answer.find(id=target).img is image


def _shown(site: TemporarySite, body: str) -> BeautifulSoup:
    png = encoded(photo(500, 250), "PNG")
    site.write({"posts/x/index.md": post(body=body), "posts/x/a.png": png})
    assert site.messages() == []
    return _body(site.read(), "blog/x/")


def test_what_the_writer_says_of_a_picture_stays(site: TemporarySite) -> None:
    tags = '![A &copy; \\*B\\* <C>](a.png \'T "q" &amp; r\'){ .wide width=100 style="x:y" }'
    image = _shown(site, f"In a line {tags} with words.").picture.img
    assert image["alt"] == "A © *B* <C>"
    assert image["title"] == 'T "q" & r'
    assert (image["class"], image["style"]) == (["wide"], "x:y")
    assert (image["width"], image["height"]) == ("100", "50")
    assert _shown(site, "![A](a.png){ height=50 }").img["width"] == "100"
    half = _shown(site, "![A](a.png){ width=50% }").img
    assert (half["width"], half["height"], half["style"]) == ("500", "250", "width: 50%")
    styled = _shown(site, '![A](a.png){ width=50% style="x:y" }').img
    assert styled["style"] == "x:y; width: 50%"
    narrow = _shown(site, "![A](a.png){ width=100 }").source
    assert narrow["sizes"] == "min(100px, 100vw)"
    assert _shown(site, "![&amp;lt; & -->](a.png)").img["alt"] == "&lt; & -->"


@pytest.mark.parametrize(
    ("body", "figures"),
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
def test_a_title_alone_with_its_picture_is_a_caption(
    body: str, figures: int, site: TemporarySite
) -> None:
    page = _shown(site, body)
    assert [f.parent.get("id") for f in page.select("figcaption")] == ["there"] * figures
    assert bool(page.select("img[title]")) == ('"T"' in body and not figures)
    assert len(page.select("picture")) == body.count("![")


def test_a_picture_written_in_html(site: TemporarySite) -> None:
    page = _shown(
        site, 'A <img src="a.png" alt="x &amp; y" hidden> b.\n\n<p>\n<img src=a.png>\n</p>'
    )
    first, second = page.select("picture img")
    assert (first["alt"], first["width"], first["hidden"]) == ("x & y", "500", "")
    assert second["height"] == "250"
    page = _shown(site, 'A <picture><img src="a.png" alt="x"></picture> b ![y](a.png)')
    assert [len(p.select("picture")) for p in page.select("picture")] == [0, 0]
    assert [bool(p.source) for p in page.select("picture")] == [False, True]


# What is published of a file


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_metadata_is_not_published_and_pictures_stand_upright(kind: str, tmp_path: Path) -> None:
    turned = photo(640, 480).transpose(Image.Transpose.ROTATE_90)  # the camera lay on its side
    options = {"exif": told_by_camera(6).tobytes(), "xmp": b"<x:xmpmeta>" + SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    if kind == "PNG":
        del options["xmp"]
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
        options["pnginfo"].add_text("Comment", SECRET.decode())
    name = f"a.{kind.lower()}"
    data = encoded(turned, kind, **options)
    assert SECRET in data
    made = published(tmp_path, name, data)
    assert made.keys() == {0, 400, 640}
    for content in made.values():
        assert SECRET not in content
        image = look(content)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Comment", "dpi"} & image.info.keys()
        assert image.width * 3 == image.height * 4
        assert corners(image) == ["red", "green", "blue", "white"]
    assert look(made[0]).format == kind
    original = read(tmp_path / name, tmp_path / "cache")
    assert (original.width, original.height) == (640, 480)


def test_a_still_gif_has_no_comment(tmp_path: Path) -> None:
    data = encoded(photo(50, 40).quantize(16), "GIF", comment=SECRET)
    made = published(tmp_path, "a.gif", data)
    assert SECRET in data
    assert SECRET not in made[0] + made[50]
    assert look(made[0]).format == "GIF"


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation(turn: int, tmp_path: Path) -> None:
    method = raster._TRANSPOSITIONS.get(turn)
    back = {6: 8, 8: 6}.get(turn, turn)
    camera = (
        photo(80, 60)
        if method is None
        else photo(80, 60).transpose(Image.Transpose[raster._TRANSPOSITIONS[back]])
    )
    data = encoded(camera, "JPEG", exif=told_by_camera(turn).tobytes(), quality=95)
    image = look(published(tmp_path, "a.jpg", data)[0])
    assert image.size == (80, 60)
    assert corners(image) == ["red", "green", "blue", "white"]


def _grey16() -> Image.Image:
    image = Image.new("I;16", (256, 1))
    for x in range(256):
        image.putpixel((x, 0), x * 257)
    return image


def _see_through(mode: str) -> Image.Image:
    image = photo(90, 60).convert("RGBA")
    image.paste((0, 0, 0, 0), (30, 20, 60, 40))
    return image.convert(mode) if mode != "P" else image.quantize(32)


STRANGE = {
    "one pixel": ("a.png", encoded(Image.new("RGB", (1, 1), RED), "PNG")),
    "CMYK": ("a.jpg", encoded(photo(800, 400).convert("CMYK"), "JPEG")),
    "16 bits": ("a.png", encoded(_grey16(), "PNG")),
    "palette": ("a.png", encoded(_see_through("P"), "PNG")),
    "grey and alpha": ("a.png", encoded(_see_through("LA"), "PNG")),
    "alpha": ("a.webp", encoded(_see_through("RGBA"), "WEBP")),
    "see-through GIF": ("a.gif", encoded(_see_through("P"), "GIF")),
    "one bit": ("a.png", encoded(photo(1700, 90).convert("1"), "PNG")),
    "one color see-through": (
        "a.png",
        encoded(Image.new("RGB", (500, 9), RED), "PNG", transparency=RED),
    ),
    "grey": ("a.jpg", encoded(photo(700, 300).convert("L"), "JPEG")),
    "flat": ("a.png", encoded(photo(4000, 1), "PNG")),
    "tall": ("a.png", encoded(Image.new("RGB", (410, 17_000), RED), "PNG")),
    "a name in capitals": ("a.PNG", encoded(photo(30, 20), "PNG")),
    "a phone's JPEG with a preview": (
        "a.jpg",
        encoded(photo(80, 60), "MPO", save_all=True, append_images=[photo(40, 30)]),
    ),
}


@pytest.mark.parametrize("case", STRANGE)
def test_strange_pictures_are_published(case: str, tmp_path: Path) -> None:
    name, data = STRANGE[case]
    made = published(tmp_path, name, data)
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
        kind = "JPEG" if opened.format == "MPO" else opened.format
        clear = opened.has_transparency_data
    assert look(made[0]).format == kind
    assert look(made[0]).width == min(width, 1600)
    smaller = [w for w in (400, 640, 960, 1280) if w < width] + [width] * (width < 1280)
    if case == "tall":
        assert smaller == [400, 410]
        smaller = []  # 17,000 pixels are too tall for WebP, and 16,585 are
    assert [w for w in made if w] == smaller
    for content in made.values():
        image = look(content)
        assert abs(image.height - max(1, image.width * height / width)) <= 0.5
        assert image.has_transparency_data == clear
        assert image.mode != "CMYK"


def test_metadata_that_cannot_be_read_is_no_mistake(tmp_path: Path) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\0\x12\x01\x03"
    made = published(tmp_path, "a.jpg", encoded(photo(80, 60), "JPEG", exif=exif))
    assert exif not in made[0]
    assert corners(look(made[0])) == ["red", "green", "blue", "white"]


def test_sixteen_bits_become_eight_and_not_white(tmp_path: Path) -> None:
    made = published(tmp_path, *STRANGE["16 bits"])
    for content in made.values():
        image = look(content).convert("L")
        assert all(abs(image.getpixel((x, 0)) - x) <= 2 for x in range(256))


def test_colors_of_another_profile_become_those_of_the_web(tmp_path: Path) -> None:
    """In this profile red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "ownB".encode("utf-16-be"))
    swapped = profile.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    for case, image in {"a": photo(80, 60), "b": photo(80, 60).quantize(64)}.items():
        made = published(tmp_path, f"{case}.png", encoded(image, "PNG", icc_profile=swapped))
        for content in made.values():
            assert "icc_profile" not in look(content).info
            assert corners(look(content)) == ["green", "red", "blue", "white"]
    made = published(tmp_path, "c.png", encoded(photo(80, 60), "PNG", icc_profile=b"broken"))
    assert corners(look(made[0])) == ["red", "green", "blue", "white"]


def test_drawings_are_kept_sharp_and_photos_small(tmp_path: Path) -> None:
    drawing = Image.new("RGB", (500, 300), WHITE)
    drawing.paste(BLUE, (100, 100, 400, 103))
    made = published(tmp_path, "a.png", encoded(drawing, "PNG"))
    assert look(made[500]).convert("RGB").tobytes() == drawing.tobytes()
    noise = Image.effect_noise((500, 300), 90)
    made = published(tmp_path, "b.png", encoded(noise, "PNG"))
    assert len(made[500]) < len(encoded(noise.convert("RGB"), "WEBP", lossless=True)) * 0.7


def test_only_shown_pictures_have_variants_and_icons_keep_their_addresses(
    site: TemporarySite,
) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    data = encoded(photo(512, 512), "PNG", pnginfo=info)
    site.write({"docs/assets/icon-512.png": data, "posts/second/linked.png": data})
    site.edit("posts/second/index.md", "More words", "[More](linked.png) words")
    build(site)
    built = site.built()
    for name in ("assets/icon-512.png", "blog/second/linked.png"):
        assert SECRET not in built[name]
        assert look(built[name]).tobytes() == photo(512, 512).tobytes()
    assert not [name for name in built if name.endswith(".webp")]


# The cache


def test_an_unchanged_picture_is_neither_decoded_nor_converted_again(
    site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"posts/x.md": post(body=PICTURE), "posts/a.png": encoded(photo(500, 250), "PNG")})
    counts = {"decoded": 0, "converted": 0}
    really_open, really_save = raster._open, raster._save

    def counted_open(data):
        counts["decoded"] += 1
        return really_open(data)

    def counted_save(*arguments):
        counts["converted"] += 1
        return really_save(*arguments)

    monkeypatch.setattr(raster, "_open", counted_open)
    monkeypatch.setattr(raster, "_save", counted_save)
    assert "blog/a.png" not in site.read().assets().values()
    first = dict(site.read().renditions())
    assert counts["decoded"] > 0
    assert counts["converted"] > 0
    counts.update(decoded=0, converted=0)
    assert dict(site.read().renditions()) == first
    assert counts == {"decoded": 0, "converted": 0}
    site.write({"posts/a.png": encoded(photo(500, 251), "PNG")})
    assert dict(site.read().renditions()).keys() != first.keys()
    assert counts["converted"] > 0


def test_a_second_build_takes_what_the_first_made(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=PICTURE), "posts/a.png": encoded(photo(500, 250), "PNG")})
    build(site)
    first = site.built()
    (kept,) = (site.root / ".cache/pictures").glob("*/500.webp")
    (facts,) = kept.parent.glob("*.json")
    kept.write_bytes(b"as it was kept")
    facts.write_text(facts.read_text().replace("250", "333"))
    shutil.rmtree(site.root / "site")  # what stands there would stay
    build(site)
    assert b"as it was kept" in site.built().values()
    assert site.page("blog/x").select_one(".body img")["height"] == "333"
    for file in (kept, facts):
        file.write_bytes(b"")
    kept.unlink()
    shutil.rmtree(site.root / "site")
    build(site)
    assert site.built() == first


def test_without_a_cache_the_same_is_published(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=PICTURE), "posts/a.png": encoded(photo(500, 250), "PNG")})

    def made() -> dict[str, bytes]:
        contents = dict(site.read().renditions())
        return {a: c if isinstance(c, bytes) else c.read_bytes() for a, c in contents.items()}

    with_cache = made()
    cache = site.root / ".cache/pictures"
    assert not list(cache.rglob("*.new"))
    cache.rename(site.root / "kept")
    cache.write_text("a file where the folder would be")
    assert made() == with_cache
    assert len([name for name in with_cache if name.endswith(".webp")]) == 2
    assert cache.read_text() == "a file where the folder would be"


def test_a_picture_that_changes_during_a_build_fails_it(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=PICTURE), "posts/a.png": encoded(photo(500, 250), "PNG")})
    read_before = site.read()
    site.write({"posts/a.png": encoded(photo(400, 250), "PNG")})
    told = [str(made) for address, made in read_before.renditions() if address == "blog/a.png"]
    assert told == ["posts/a.png:1: picture: changed while the site was built. Build again."]


# Mistakes

PNG = encoded(photo(300, 200), "PNG")
DAMAGED = "is damaged or cut short. Save or copy it again."
NOT_AN_IMAGE = (
    "is not a picture, or is damaged: it is no PNG, JPEG, WebP, GIF or AVIF. Save or copy it again."
)
TOO_LARGE = (
    "has too many pixels to be opened safely (the most is 89 million). "
    "Save it smaller: 1600 wide is enough."
)
NOT_SHOWN = (
    "is not a picture that every browser shows. Save it as PNG, JPEG, WebP, GIF, AVIF or SVG."
)
MISTAKES = {
    "text": ("a.png", b"Just words.\n", NOT_AN_IMAGE),
    "empty": ("a.png", b"", "is empty. Save the picture again."),
    "corrupt": ("a.png", PNG[:400] + b"\xff" * 400 + PNG[800:], DAMAGED),
    "truncated PNG": ("a.png", PNG[: len(PNG) // 2], DAMAGED),
    "truncated JPEG": ("a.jpg", encoded(photo(300, 200), "JPEG")[:-900], DAMAGED),
    "truncated WebP": ("a.webp", encoded(photo(300, 200), "WEBP")[:-200], DAMAGED),
    "truncated animation": ("a.gif", animation()[:-20], DAMAGED),
    "animation with a damaged frame": ("a.gif", animation()[:-1500] + b"\0;", DAMAGED),
    "bomb": ("a.png", png_of(20_000, 20_000), TOO_LARGE),
    "at the threshold of Pillow's warning": ("a.png", png_of(10_000, 9_000), TOO_LARGE),
    "another format": (
        "a.png",
        encoded(photo(9, 9), "JPEG"),
        'holds a JPEG picture. Name it "a.jpg".',
    ),
    "a format nobody shows": ("a.bmp", encoded(photo(9, 9), "BMP"), NOT_SHOWN),
    "a page": ("first.md", None, NOT_SHOWN),
    "SVG that is no XML": (
        "a.svg",
        b"<svg>\n<g></svg>",
        "is no SVG: its line 2 is not well-formed XML. Save it again.",
    ),
    "HTML named SVG": (
        "a.svg",
        b"<html></html>",
        "is no SVG: its first element is not <svg>. Save it again as SVG.",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_bad_picture_is_told_where_it_is_shown(case: str, site: TemporarySite) -> None:
    name, data, message = MISTAKES[case]
    body = f"Words.\n\n![A]({name}) and again\n![B]({name})"
    site.write(
        {"posts/x.md": post(body=body)} | ({f"posts/{name}": data} if data is not None else {})
    )
    assert site.messages() == [f'posts/x.md:9: picture: "{name}" {message}']
    assert _body(site.read(preview=True), "blog/x/").select('img[alt="A"]')


def test_bad_pictures_of_front_matter_authors_answers_and_nobody(site: TemporarySite) -> None:
    bad = {f"posts/{name}.png": b"words" for name in ("a", "b", "unseen")}
    more = "image: a.png\nimage_alt: A\n"
    site.write({"posts/x.md": post(more=more, body="![A](a.png)"), **bad})
    site.write({"faq/c.png": b"words", "docs/assets/d.png": b"words"})
    site.edit("faq/alone.md", "One post does.", "One does. ![C](c.png)")
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ada Byron\n  picture: b.png")
    line = (site.root / "faq/alone.md").read_text().splitlines().index("One does. ![C](c.png)") + 1
    expected = [
        f"docs/assets/d.png:1: picture: {NOT_AN_IMAGE}",
        f'faq/alone.md:{line}: picture: "c.png" {NOT_AN_IMAGE}',
        f'posts/authors.yml:1: ada.picture: "b.png" {NOT_AN_IMAGE}',
        f"posts/unseen.png:1: picture: {NOT_AN_IMAGE}",
        f'posts/x.md:6: image: "a.png" {NOT_AN_IMAGE}',
        f'posts/x.md:9: picture: "a.png" {NOT_AN_IMAGE}',
    ]
    assert site.messages() == expected
    for command in (["sitekit", "check"], ["mkdocs", "build"]):
        result = site.run(*command)
        assert result.returncode == 1
        assert all(line in result.stdout for line in expected)
        assert "Traceback" not in result.stdout
    assert not (site.root / "site").exists()


@pytest.mark.parametrize("case", ["GIF", "WEBP", "PNG", "AVIF", "JPEG"])
def test_wherever_a_file_is_cut_it_is_told(case: str, tmp_path: Path) -> None:
    whole = encoded(photo(60, 40), "JPEG") if case == "JPEG" else animation(case)
    file = tmp_path / f"a.{case.lower()}"
    for end in range(0, len(whole) - 13, max(1, len(whole) // 60)):
        file.write_bytes(whole[:end])
        with pytest.raises(ImageError):
            read(file, tmp_path / "cache")
    file.write_bytes(whole)
    assert read(file, tmp_path / "cache").width == 60


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="1in" height="48.4px"', (96, 48)),
        ('viewBox="0 0 300 150.2"', (300, 150)),
        ('viewBox="-5,-5,20,10" width="100"', (100, 50)),
        ('viewBox="0 0 20 10" height="100"', (200, 100)),
        ('viewBox="0 0 20 10" width="100%" height="100%"', (20, 10)),
        ('width="100%"', (0, 0)),
        ('width="10em" height="2em"', (0, 0)),
        ('viewBox="0 0 0 10"', (0, 0)),
        (f'viewBox="0 0 {"9" * 400} 1"', (0, 0)),
        ('viewBox="0 0 .2 .1"', (1, 1)),
        ("", (0, 0)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><svg width="5" height="5"/></svg>'
    assert svg_size(svg.encode()) == size


def test_a_drawing_reads_nothing_from_outside(tmp_path: Path) -> None:
    (tmp_path / "size").write_text("77")
    outside = f'<!DOCTYPE svg [<!ENTITY size SYSTEM "{(tmp_path / "size").as_uri()}">]>'
    with pytest.raises(SvgError):
        svg_size(f'{outside}<svg width="&size;" height="&size;"/>'.encode())
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(SvgError):
        svg_size(f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg>&l11;</svg>'.encode())
    drawn = b'<!DOCTYPE svg [<!ENTITY ns "http://x/">]><svg xmlns:i="&ns;" width="9" height="9"/>'
    assert svg_size(drawn) == (9, 9)
    with pytest.raises(SvgError):
        svg_size(b'<?xml version="1.0" encoding="no-such"?><svg/>')
