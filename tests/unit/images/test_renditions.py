"""The files published of an image: which, at which addresses, and their cache."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sitekit.images import raster, renditions
from sitekit.images.renditions import (
    PublishedImage,
    begin_renditions,
    fallback_size,
    remaining_renditions,
    variants,
)
from sitekit.images.source import SourceImage, read
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.cached_files import cache_file
from sitekit.runtime.context import BuildContext
from support.content import post
from support.images import encoded, look, photo, published
from support.sites import TemporarySite

STILL = SourceImage("0123456789abcdef", "PNG", "still", 2400, 1200)


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (300, [300]),
        (400, [400]),
        (401, [400, 401]),
        (1280, [400, 640, 960, 1280]),
        (2400, [400, 640, 960, 1280]),
    ],
)
def test_variants_are_never_wider_than_their_source(width: int, widths: list[int]) -> None:
    found = variants(replace(STILL, width=width), "blog/x/my pic.png")
    assert [variant.width for variant in found] == widths
    assert [v.address for v in found] == [f"blog/x/my pic.01234567-{n}.webp" for n in widths]


@pytest.mark.parametrize("kind", ["animation", "drawing"])
def test_variants_of_what_is_no_still_are_none(kind: str) -> None:
    source = replace(STILL, kind=kind)
    assert variants(source, "a.gif") == ()
    assert fallback_size(source) == (2400, 1200)
    assert fallback_size(STILL) == (1600, 800)


def test_variants_are_published_for_shown_images_alone(tmp_path: Path) -> None:
    data = encoded(photo(500, 250), "PNG")
    assert published(tmp_path, "a.png", data, shown=False).keys() == {0}
    assert published(tmp_path, "a.png", data, shown=True).keys() == {0, 400, 500}


def _pictured(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="![A](a.png)")})
    site.write({"posts/a.png": encoded(photo(500, 250), "PNG")})


def test_renditions_of_an_unchanged_image_are_neither_decoded_nor_encoded_again(
    site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pictured(site)
    counts = {"decoded": 0, "encoded": 0}
    really_open, really_save = raster._open, raster._save

    def counted_open(data):
        counts["decoded"] += 1
        return really_open(data)

    def counted_save(*arguments):
        counts["encoded"] += 1
        return really_save(*arguments)

    monkeypatch.setattr(raster, "_open", counted_open)
    monkeypatch.setattr(raster, "_save", counted_save)
    assert "blog/a.png" not in site.read().assets().values()
    first = dict(site.read().renditions())
    assert counts["decoded"] > 0
    assert counts["encoded"] > 0
    counts.update(decoded=0, encoded=0)
    assert dict(site.read().renditions()) == first
    assert counts == {"decoded": 0, "encoded": 0}
    site.write({"posts/a.png": encoded(photo(500, 251), "PNG")})
    assert dict(site.read().renditions()).keys() != first.keys()
    assert counts["encoded"] > 0


def _contents(site: TemporarySite) -> dict[str, bytes]:
    found = dict(site.read().renditions())
    return {a: c if isinstance(c, bytes) else c.read_bytes() for a, c in found.items()}


def test_renditions_in_the_cache_are_used_and_those_gone_are_encoded_again(
    site: TemporarySite,
) -> None:
    _pictured(site)
    first = _contents(site)
    (cached,) = (site.root / ".cache/pictures").glob("*/500-*.webp")
    (facts,) = cached.parent.glob("*.json")
    assert cache_file(cached.parent, "500.webp", b"as it was cached")
    cached.unlink()
    facts.write_text(facts.read_text().replace("250", "333"))
    assert b"as it was cached" in _contents(site).values()
    assert site.read().library.pictures["posts/a.png"].height == 333
    facts.write_bytes(b"")
    for file in cached.parent.glob("500-*"):
        file.write_bytes(b"cut short")
    assert _contents(site) == first
    assert site.read().library.pictures["posts/a.png"].height == 250


def test_renditions_are_the_same_without_a_cache(site: TemporarySite) -> None:
    _pictured(site)
    with_cache = _contents(site)
    cache = site.root / ".cache/pictures"
    assert not list(cache.rglob("*.new"))
    cache.rename(site.root / "moved")
    cache.write_text("a file where the folder would be")
    assert _contents(site) == with_cache
    assert len([name for name in with_cache if name.endswith(".webp")]) == 2
    assert cache.read_text() == "a file where the folder would be"


def test_renditions_of_an_image_that_changes_during_a_build_are_a_problem(
    site: TemporarySite,
) -> None:
    _pictured(site)
    read_before = site.read()
    site.write({"posts/a.png": encoded(photo(400, 250), "PNG")})
    problems = [str(made) for address, made in read_before.renditions() if address == "blog/a.png"]
    assert problems == ["posts/a.png:1: picture: changed while the site was built. Build again."]
    site.write({"posts/a.png": None})
    problems = [str(made) for address, made in read_before.renditions() if address == "blog/a.png"]
    assert problems == ["posts/a.png:1: picture: changed while the site was built. Build again."]


def test_renditions_of_many_images_are_encoded_by_worker_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    cache, images = tmp_path / "cache", []
    for n in range(renditions.POOL_MIN_IMAGES):
        file = tmp_path / f"{n}.png"
        file.write_bytes(encoded(photo(40 + n, 30), "PNG"))
        images.append(PublishedImage(file, read(file, cache), file.name, file.name, True))
    monkeypatch.setattr(raster, "_save", lambda *_: pytest.fail("encoded in this process"))
    context = BuildContext()
    found = dict(begin_renditions(images, cache, {i.source.digest for i in images}, context))
    context.close()
    assert context.counts["pictures"] == len(images)
    assert [look(found[f"{n}.png"].read_bytes()).width for n in range(12)] == list(range(40, 52))


def _bytes_of(artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    return {
        address: content if isinstance(content, bytes) else content.read_bytes()
        for address, content in artifacts
    }


@pytest.mark.parametrize("size", [(1500, 500), (500, 250), (30, 17_000)])
def test_one_image_stands_for_all_renditions_until_they_are_made(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, file = tmp_path / "cache", tmp_path / "a.png"
    file.write_bytes(encoded(photo(*size), "PNG"))
    images = [PublishedImage(file, read(file, cache), file.name, file.name, True, social=True)]

    def begun(provisional: bool = True) -> dict[str, bytes]:
        return _bytes_of(begin_renditions(images, cache, (), BuildContext(), provisional))

    first = begun()
    (one,) = {*first.values()}
    assert look(one).format == "WEBP"
    assert look(one).width == min(size[0], 1280, 16_383 * size[0] // size[1])
    with monkeypatch.context() as patch:
        patch.setattr(raster, "_save", lambda *_: pytest.fail("encoded again"))
        assert begun() == first
    made = _bytes_of(remaining_renditions(images, cache))
    assert made.keys() == first.keys()
    assert one not in made.values()
    assert list(remaining_renditions(images, cache)) == []
    assert begun() == begun(provisional=False) == made


def test_renditions_no_longer_in_use_are_removed_from_the_cache_after_some_days(
    tmp_path: Path,
) -> None:
    cache, data = tmp_path / "cache", encoded(photo(40, 30), "PNG")
    published(tmp_path, "a.png", data)
    (folder,) = cache.iterdir()
    for days, in_use, remains in [(1, (), True), (99, (folder.name,), True), (99, (), False)]:
        moment = time.time() - days * 86_400
        os.utime(folder, (moment, moment))
        list(begin_renditions((), cache, in_use, BuildContext()))
        assert folder.exists() == remains
