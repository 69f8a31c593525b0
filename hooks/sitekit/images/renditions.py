"""The files published of an image: a fallback without metadata, WebP variants, a social JPEG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sitekit.images.raster import (
    MAX_WIDTH_PX,
    WEBP_MAX_HEIGHT_PX,
    ImageError,
    encode,
    encode_quickly,
    normalized,
    scaled,
)
from sitekit.images.social import encode_social, social_address, social_size
from sitekit.images.source import SourceImage, image_digest
from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact, wait_for
from sitekit.runtime.cached_files import CachedFile, cache_file, cached_files
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune

if TYPE_CHECKING:
    from PIL import Image

WIDTHS_PX = (400, 640, 960, 1280)
POOL_MIN_IMAGES = 12
"""Number of images from which worker processes are worth their start."""


@dataclass(frozen=True)
class Variant:
    """An image as WebP in one width."""

    address: str
    width: int


def fallback_size(source: SourceImage) -> tuple[int, int]:
    """Return the width and height of the image at its own address."""
    if source.kind != "still":
        return source.width, source.height
    return scaled(source.width, source.height, MAX_WIDTH_PX)


def variants(source: SourceImage, address: str) -> tuple[Variant, ...]:
    """Return the variants of the image at an address, narrowest first."""
    stem = PurePosixPath(address).with_suffix("").as_posix()
    return tuple(
        Variant(f"{stem}.{source.digest[:8]}-{width}.webp", width) for width in _widths(source)
    )


def _widths(source: SourceImage) -> list[int]:
    if source.kind != "still":
        return []
    smaller = {width for width in WIDTHS_PX if width < source.width}
    widths = sorted(smaller | {min(source.width, WIDTHS_PX[-1])})
    size = source.width, source.height
    return [width for width in widths if scaled(*size, width)[1] <= WEBP_MAX_HEIGHT_PX]


@dataclass(frozen=True)
class PublishedImage:
    """A still image or an animation, of which renditions are published."""

    file: Path
    source: SourceImage
    address: str
    path: str
    """The file, relative to the site's root."""
    shown: bool
    """Whether pages show it: only then are variants published."""
    social: bool = False
    """Whether it represents a page on social sites."""


class _Rendition(NamedTuple):
    address: str
    name: str
    """In the cache, in the folder of its image."""
    encode: Callable[[Image.Image], bytes]


def _renditions(image: PublishedImage) -> Iterator[_Rendition]:
    source = image.source
    if source.kind == "still":
        encode_fallback = partial(encode, format_=source.format, width=MAX_WIDTH_PX)
        yield _Rendition(image.address, f"fallback.{source.format.lower()}", encode_fallback)
        for variant in variants(source, image.address) if image.shown else ():
            encode_variant = partial(encode, format_="WEBP", width=variant.width)
            yield _Rendition(variant.address, f"{variant.width}.webp", encode_variant)
    if image.social and (size := social_size(source)):
        address = social_address(source, image.address)
        yield _Rendition(address, "social.jpg", partial(encode_social, size=size))


def is_cached(image: PublishedImage, cache: Path) -> bool:
    """Tell whether all renditions of an image are in the cache."""
    cached = cached_files(cache / image.source.digest)
    return all(rendition.name in cached for rendition in _renditions(image))


def renditions_of(image: PublishedImage, cache: Path) -> Iterator[Artifact]:
    """Yield the renditions of an image, encoding those that are not in the cache.

    The content is a file in the cache, or bytes if the cache cannot be written. Raises ImageError
    if the image file changed since it was read.
    """
    pixels, folder = None, cache / image.source.digest
    cached = cached_files(folder)
    for address, name, encode_image in _renditions(image):
        if name in cached:
            yield Artifact(address, cached[name])
            continue
        pixels = pixels or normalized(_content(image))
        data = encode_image(pixels)
        yield Artifact(address, cache_file(folder, name, data) or data)


def _provisional(image: PublishedImage, cache: Path) -> Iterator[Artifact]:
    """Yield one quickly encoded image in the place of each rendition. Raises as `renditions_of`."""
    folder, name = cache / image.source.digest, "provisional.webp"
    content: CachedFile | bytes | None = cached_files(folder).get(name)
    if content is None:
        data = encode_quickly(normalized(_content(image)), WIDTHS_PX[-1])
        content = cache_file(folder, name, data) or data
    for rendition in _renditions(image):
        yield Artifact(rendition.address, content)


def _content(image: PublishedImage) -> bytes:
    try:
        data = image.file.read_bytes()
    except OSError:
        data = b""
    if image_digest(data) != image.source.digest:
        raise ImageError("changed while the site was built. Build again.")
    return data


def begin_renditions(
    images: Sequence[PublishedImage],
    cache: Path,
    in_use: Collection[str],
    context: BuildContext,
    provisional: bool = False,
) -> Iterator[Artifact]:
    """Begin to encode the renditions of images; the iterator waits for them.

    Cached ones whose digest is not `in_use` any more are removed after some days. An image that
    changed since it was read, or that cannot be converted, is yielded as a problem. `provisional`
    is for a preview, whose writer waits: one image stands for all that are not cached, which takes
    a seventh of the time for a photo; `remaining_renditions` makes them later.
    """
    missing = dict.fromkeys(image for image in images if not is_cached(image, cache))
    context.counts["pictures"] += len(missing)
    encode_missing = _provisional if provisional else renditions_of
    work = partial(_encode_into_cache, encode_missing, cache)
    pending = context.workers.map(work, [*missing], min_items=POOL_MIN_IMAGES) or ()

    def artifacts() -> Iterator[Artifact]:
        wait_for(pending)
        for image in images:
            try:
                yield from (encode_missing if image in missing else renditions_of)(image, cache)
            except ImageError as error:
                yield Artifact(image.address, Problem(image.path, 1, "picture", str(error)))
        prune(cache, in_use)

    return artifacts()


def _encode_into_cache(
    encode_missing: Callable[[PublishedImage, Path], Iterator[Artifact]],
    cache: Path,
    image: PublishedImage,
) -> None:
    with suppress(ImageError):  # reported when the artifacts are collected
        for _ in encode_missing(image, cache):
            pass


def remaining_renditions(images: Iterable[PublishedImage], cache: Path) -> Iterator[Artifact]:
    """Encode the renditions that are not cached, and yield those of each image concerned."""
    for image in images:
        if not is_cached(image, cache):
            with suppress(ImageError):  # reported by the next rebuild
                yield from renditions_of(image, cache)
