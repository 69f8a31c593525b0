"""What is published of a picture: a fallback without metadata, and WebP in sensible widths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from sitekit.images.encoding import MAX_WIDTH, encoded, prepared, scaled
from sitekit.images.source import ImageError, SourceImage
from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact, wait_for
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune, write_atomically

WIDTHS = (400, 640, 960, 1280)
POOL_MIN_IMAGES = 12
"""Each image takes so long that a dozen are worth the start of processes."""
_TALLEST_WEBP = 16_383


@dataclass(frozen=True)
class Variant:
    """A picture as WebP in one width."""

    address: str
    width: int


def fallback_size(original: SourceImage) -> tuple[int, int]:
    """Return the width and height of what stands at the picture's own address."""
    if original.kind != "still":
        return original.width, original.height
    return scaled(original.width, original.height, MAX_WIDTH)


def variants(original: SourceImage, address: str) -> tuple[Variant, ...]:
    """Return the variants of the picture at an address, narrowest first."""
    stem = PurePosixPath(address).with_suffix("").as_posix()
    return tuple(
        Variant(f"{stem}.{original.digest[:8]}-{width}.webp", width) for width in _widths(original)
    )


def _widths(original: SourceImage) -> list[int]:
    if original.kind != "still":
        return []
    smaller = {width for width in WIDTHS if width < original.width}
    wanted = sorted(smaller | {min(original.width, WIDTHS[-1])})
    size = original.width, original.height
    return [width for width in wanted if scaled(*size, width)[1] <= _TALLEST_WEBP]


@dataclass(frozen=True)
class Wanted:
    """A still picture to publish: its file, what it is, and its address."""

    file: Path
    original: SourceImage
    address: str
    path: str
    """The file, relative to the site's root."""
    shown: bool
    """Whether pages show it, which is when it comes in several widths."""


def _places(wanted: Wanted, cache: Path) -> Iterator[tuple[str, Path, str, int]]:
    """Yield the address of each rendition, its place in the cache, format and width."""
    original, folder = wanted.original, cache / wanted.original.digest
    kind = original.format
    yield wanted.address, folder / f"fallback.{kind.lower()}", kind, MAX_WIDTH
    if wanted.shown:
        for variant in variants(original, wanted.address):
            yield variant.address, folder / f"{variant.width}.webp", "WEBP", variant.width


def is_kept(wanted: Wanted, cache: Path) -> bool:
    """Tell whether all renditions of a picture are in the cache."""
    return all(kept.is_file() for _, kept, _, _ in _places(wanted, cache))


def made_of(wanted: Wanted, cache: Path) -> Iterator[tuple[str, Path | bytes]]:
    """Yield the address of each rendition of a picture, with its file or its bytes.

    What is in the cache is not made again; what cannot be written there comes as bytes. Raises
    PictureError where the file is another by now.
    """
    source = None
    for place, kept, kind, width in _places(wanted, cache):
        if not kept.is_file():
            source = source or prepared(wanted.file, wanted.original)
            data = encoded(source, kind, width)
            if not write_atomically(kept, data):
                yield place, data
                continue
        yield place, kept


def begin_renditions(
    wanted: Sequence[Wanted], cache: Path, in_use: Collection[str], context: BuildContext
) -> Iterator[Artifact]:
    """Begin to make the renditions of images; the iterator waits for them.

    Cached ones whose digest is not `in_use` any more are removed after some days. An image that
    changed since it was read, or that cannot be converted, comes as a problem.
    """
    absent = [image for image in wanted if not is_kept(image, cache)]
    context.counts["pictures"] += len(absent)
    work = partial(_into_cache, cache)
    under_way = context.workers.map(work, absent, min_items=POOL_MIN_IMAGES) or ()

    def finished() -> Iterator[Artifact]:
        wait_for(under_way)
        for image in wanted:
            try:
                for address, content in made_of(image, cache):
                    yield Artifact(address, content)
            except ImageError as error:
                yield Artifact(image.address, Problem(image.path, 1, "picture", str(error)))
        prune(cache, in_use)

    return finished()


def _into_cache(cache: Path, image: Wanted) -> None:
    with suppress(ImageError):  # reported where the rendition is needed
        for _ in made_of(image, cache):
            pass
