"""Image files: which are intact, what is wrong with the others, and the cache of the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from sitekit.images.raster import ImageError
from sitekit.images.source import read, read_all
from sitekit.runtime.memo import MemoTable
from support.images import animation, encoded, photo, png_of

PNG = encoded(photo(300, 200), "PNG")
DAMAGED = "is damaged or cut short. Save or copy it again."
NOT_AN_IMAGE = (
    "is not a picture, or is damaged: it is no PNG, JPEG, WebP, GIF or AVIF. Save or copy it again."
)
TOO_LARGE = (
    "has too many pixels to be opened safely (the most is 89 million). "
    "Save it smaller: 1600 wide is enough."
)
REFUSED = {
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
    "a format nobody shows": ("a.png", encoded(photo(9, 9), "BMP"), NOT_AN_IMAGE),
    "SVG named PNG": ("a.png", b"<svg/>", "is an SVG drawing. Name it .svg."),
    "HEIC named JPEG": (
        "a.jpg",
        b"\0\0\0\x18ftypheic" + bytes(99),
        "is a HEIC photo, which browsers do not show. Save it as JPEG.",
    ),
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


def _animation_of(frames: int) -> bytes:
    moving = [photo(60 + n % 2, 40).resize((60, 40)) for n in range(frames)]
    return encoded(moving[0], "GIF", save_all=True, append_images=moving[1:])


def test_animation_of_many_pixels_is_decoded_in_part(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.images.raster._ANIMATION_MAX_PX", 5 * 60 * 40)
    counts, load = [], GifImageFile.load

    def counted(image: GifImageFile) -> object:
        counts[-1] += 1
        return load(image)

    monkeypatch.setattr(GifImageFile, "load", counted)
    for frames in (20, 40):
        counts.append(0)
        (tmp_path / "a.gif").write_bytes(_animation_of(frames))
        assert read(tmp_path / "a.gif", tmp_path / "cache").kind == "animation"
    assert counts[0] == counts[1] < 20
    (tmp_path / "a.gif").write_bytes(_animation_of(20)[:-9])
    with pytest.raises(ImageError, match="cut short"):
        read(tmp_path / "a.gif", tmp_path / "cache")


@pytest.mark.parametrize("case", REFUSED)
def test_source_that_cannot_be_shown_is_refused_with_a_fix(case: str, tmp_path: Path) -> None:
    name, data, message = REFUSED[case]
    (tmp_path / name).write_bytes(data)
    for _ in range(2):  # an error is not cached
        with pytest.raises(ImageError) as refused:
            read(tmp_path / name, tmp_path / "cache")
        assert str(refused.value) == message


def test_source_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImageError, match=r"^cannot be read \(No such file or directory\)\.$"):
        read(tmp_path / "a.png", tmp_path / "cache")


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF", "JPEG"])
def test_source_cut_anywhere_is_refused(kind: str, tmp_path: Path) -> None:
    whole = encoded(photo(60, 40), "JPEG") if kind == "JPEG" else animation(kind)
    file = tmp_path / f"a.{kind.lower()}"
    for end in range(0, len(whole) - 13, max(1, len(whole) // 60)):
        file.write_bytes(whole[:end])
        with pytest.raises(ImageError):
            read(file, tmp_path / "cache")
    file.write_bytes(whole)
    assert read(file, tmp_path / "cache").width == 60


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.gif", animation("GIF"), ("GIF", "animation", 60, 40)),
        ("a.webp", animation("WEBP"), ("WEBP", "animation", 60, 40)),
        ("a.png", animation("PNG"), ("PNG", "animation", 60, 40)),
        ("a.avif", animation("AVIF"), ("AVIF", "animation", 60, 40)),
        ("a.JPEG", encoded(photo(30, 20), "JPEG"), ("JPEG", "still", 30, 20)),
        ("a.gif", encoded(photo(30, 20).quantize(8), "GIF"), ("GIF", "still", 30, 20)),
        ("a.svg", b'<svg width="30" height="20"/>', ("SVG", "drawing", 30, 20)),
        (
            "a.jpg",
            encoded(photo(30, 20), "MPO", save_all=True, append_images=[photo(9, 9)]),
            ("JPEG", "still", 30, 20),
        ),
    ],
    # Not the bytes, which pytest before 9 takes: an AVIF holds the second in which it was made, and
    # the workers of a run must agree on the names of the tests.
    ids=lambda value: "" if isinstance(value, bytes) else None,
)
def test_source_has_a_format_a_kind_and_a_size(
    name: str, data: bytes, expected: tuple[str, str, int, int], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    source = read(tmp_path / name, tmp_path / "cache")
    assert (source.format, source.kind, source.width, source.height) == expected


def test_source_is_read_from_the_cache_by_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, copy, other = (tmp_path / name for name in ("a.png", "copy.png", "other.png"))
    first.write_bytes(PNG)
    copy.write_bytes(PNG)
    other.write_bytes(encoded(photo(9, 9), "PNG"))
    decoded = []
    really_open = Image.open
    monkeypatch.setattr(
        Image, "open", lambda *args, **rest: decoded.append(1) or really_open(*args, **rest)
    )
    source = read(first, tmp_path / "cache")
    assert read(first, tmp_path / "cache") == read(copy, tmp_path / "cache") == source
    assert len(decoded) == 1
    assert read(other, tmp_path / "cache").digest != source.digest
    assert len(decoded) == 2


def test_source_with_a_damaged_cache_entry_is_decoded_again(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(PNG)
    source = read(file, tmp_path / "cache")
    (entry,) = (tmp_path / "cache").rglob("*.json")
    for damage in (b"", b"[]", b'{"digest": "x"}'):
        entry.write_bytes(damage)
        assert read(file, tmp_path / "cache") == source


def test_source_whose_name_ends_like_another_format_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(PNG)
    assert read(tmp_path / "a.jpg", tmp_path / "cache").format == "PNG"


def test_sources_of_a_site_are_images_and_errors_by_path(tmp_path: Path) -> None:
    (tmp_path / "good.PNG").write_bytes(PNG)
    (tmp_path / "bad.png").write_bytes(b"words")
    (tmp_path / "notes.txt").write_bytes(b"words")
    paths = ["good.PNG", "bad.png", "notes.txt"]
    images, errors = read_all(tmp_path, paths, tmp_path / "cache", MemoTable())
    assert images == {"good.PNG": replace(images["good.PNG"], width=300, height=200)}
    assert errors == {"bad.png": NOT_AN_IMAGE}
