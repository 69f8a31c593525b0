"""Raster images as the web shows them: upright, in sRGB, eight bits, without metadata."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from sitekit.images import raster
from sitekit.images.source import read
from support.images import (
    BLUE,
    RED,
    SECRET,
    WHITE,
    camera_metadata,
    corners,
    encoded,
    look,
    photo,
    published,
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_metadata_is_removed_and_the_image_turned_upright(kind: str, tmp_path: Path) -> None:
    turned = photo(640, 480).transpose(Image.Transpose.ROTATE_90)  # the camera lay on its side
    options = {"exif": camera_metadata(6).tobytes(), "xmp": b"<x:xmpmeta>" + SECRET}
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
    contents = published(tmp_path, name, data)
    assert contents.keys() == {0, 400, 640}
    for content in contents.values():
        assert SECRET not in content
        image = look(content)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Comment", "dpi"} & image.info.keys()
        assert image.width * 3 == image.height * 4
        assert corners(image) == ["red", "green", "blue", "white"]
    assert look(contents[0]).format == kind
    source = read(tmp_path / name, tmp_path / "cache")
    assert (source.width, source.height) == (640, 480)


def test_metadata_of_a_still_gif_is_removed(tmp_path: Path) -> None:
    data = encoded(photo(50, 40).quantize(16), "GIF", comment=SECRET)
    contents = published(tmp_path, "a.gif", data)
    assert SECRET in data
    assert SECRET not in contents[0] + contents[50]
    assert look(contents[0]).format == "GIF"


def test_metadata_that_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    exif = b"Exif\0\0II*\0\x08\0\0\0\xff\0\x12\x01\x03"
    contents = published(tmp_path, "a.jpg", encoded(photo(80, 60), "JPEG", exif=exif))
    assert exif not in contents[0]
    assert corners(look(contents[0])) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied(orientation: int, tmp_path: Path) -> None:
    upright = photo(80, 60)
    inverse = {6: 8, 8: 6}.get(orientation, orientation)
    method = raster._TRANSPOSITIONS.get(inverse)
    recorded = upright.transpose(Image.Transpose[method]) if method else upright
    exif = camera_metadata(orientation).tobytes()
    data = encoded(recorded, "JPEG", exif=exif, quality=95)
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


UNUSUAL = {
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


@pytest.mark.parametrize("case", UNUSUAL)
def test_unusual_image_is_published_in_its_format_and_proportions(
    case: str, tmp_path: Path
) -> None:
    name, data = UNUSUAL[case]
    contents = published(tmp_path, name, data)
    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
        kind = "JPEG" if opened.format == "MPO" else opened.format
        clear = opened.has_transparency_data
    assert look(contents[0]).format == kind
    assert look(contents[0]).width == min(width, 1600)
    narrower = [w for w in (400, 640, 960, 1280) if w < width] + [width] * (width < 1280)
    if case == "tall":
        assert narrower == [400, 410]
        narrower = []  # 17,000 pixels are too tall for WebP, and 16,585 are
    assert [w for w in contents if w] == narrower
    for content in contents.values():
        image = look(content)
        assert abs(image.height - max(1, image.width * height / width)) <= 0.5
        assert image.has_transparency_data == clear
        assert image.mode != "CMYK"


def test_sixteen_bits_are_scaled_to_eight(tmp_path: Path) -> None:
    contents = published(tmp_path, *UNUSUAL["16 bits"])
    for content in contents.values():
        image = look(content).convert("L")
        assert all(abs(image.getpixel((x, 0)) - x) <= 2 for x in range(256))


def test_color_profile_is_converted_to_srgb(tmp_path: Path) -> None:
    """In this profile red and green have changed places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB".encode("utf-16-be"), "ownB".encode("utf-16-be"))
    swapped = profile.replace(b"rXYZ", b"----").replace(b"gXYZ", b"rXYZ").replace(b"----", b"gXYZ")
    see_through = photo(80, 60).convert("RGBA")
    see_through.putpixel((40, 30), (0, 0, 0, 0))
    images = {"a": photo(80, 60), "b": photo(80, 60).quantize(64), "c": see_through}
    for case, image in images.items():
        contents = published(tmp_path, f"{case}.png", encoded(image, "PNG", icc_profile=swapped))
        for content in contents.values():
            assert "icc_profile" not in look(content).info
            assert look(content).has_transparency_data == (case == "c")
            assert corners(look(content)) == ["green", "red", "blue", "white"]


def test_color_profile_that_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    data = encoded(photo(80, 60), "PNG", icc_profile=b"broken")
    contents = published(tmp_path, "a.png", data)
    assert corners(look(contents[0])) == ["red", "green", "blue", "white"]


def test_webp_of_a_drawing_is_lossless_and_of_a_photo_small(tmp_path: Path) -> None:
    drawing = Image.new("RGB", (500, 300), WHITE)
    drawing.paste(BLUE, (100, 100, 400, 103))
    contents = published(tmp_path, "a.png", encoded(drawing, "PNG"))
    assert look(contents[500]).convert("RGB").tobytes() == drawing.tobytes()
    noise = Image.effect_noise((500, 300), 90)
    contents = published(tmp_path, "b.png", encoded(noise, "PNG"))
    lossless = encoded(noise.convert("RGB"), "WEBP", lossless=True)
    assert len(contents[500]) < len(lossless) * 0.7


@pytest.mark.parametrize(
    ("size", "scaled"),
    [
        ((1600, 900), (1600, 900)),
        ((1601, 900), (1600, 899)),
        ((4000, 1), (1600, 1)),
    ],
)
def test_scaled_size_has_the_same_proportions(
    size: tuple[int, int], scaled: tuple[int, int]
) -> None:
    assert raster.scaled(*size, raster.MAX_WIDTH_PX) == scaled
