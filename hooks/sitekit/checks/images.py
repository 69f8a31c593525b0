"""Problems of files that are used as pictures and cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from sitekit.content.discovery import AUTHORS
from sitekit.content.library import Library
from sitekit.images.source import FORMATS, NOT_AN_IMAGE, PHOTO_SUFFIXES
from sitekit.links.assets import published_assets
from sitekit.links.resolver import LinkError, LinkResolver
from sitekit.problems import Advice, Problem
from sitekit.text import quote

Shown = tuple[str, str, int, str, str]
"""A picture file, and where it is used: path, line, key, and the file name as written there."""


def check_pictures(library: Library, links: LinkResolver) -> Iterator[Problem]:
    """Yield the problem of each picture at each use, or at the file itself if it has none."""
    reported = set()
    for file, path, line, key, written in (*_in_bodies(library, links), *_in_front_matter(library)):
        if file not in library.pictures:
            reported.add(file)
            fault = library.faults.get(file, NOT_AN_IMAGE)
            yield Problem(path, line, key, f"{quote(written)} {fault}")
    for file in library.faults.keys() - reported:
        yield Problem(file, 1, "picture", library.faults[file])
    for file in published_assets(library, links) - reported:
        if PurePosixPath(file).suffix.lower() in PHOTO_SUFFIXES:
            message = "may say where it was taken, which would be published. Save it as JPEG."
            yield Problem(file, 1, "picture", message)


def advise_on_names(library: Library) -> Iterator[Advice]:
    """Yield advice on each picture whose name ends like those of another format."""
    for path, image in library.pictures.items():
        name = PurePosixPath(path)
        if FORMATS[name.suffix.lower()] != image.format:
            suffix = next(end for end, other in FORMATS.items() if other == image.format)
            message = f"holds a {image.format} picture. Name it {quote(name.stem + suffix)}."
            yield Advice(path, 1, "picture", message)


def _in_bodies(library: Library, links: LinkResolver) -> Iterator[Shown]:
    for entry in library.all_entries:
        source, body = entry.source, entry.body
        for written in body.own_pictures:
            try:
                file = links.resolve(source.path, written).file
            except LinkError:
                continue  # reported by the check of links
            if file:
                yield file, source.path, source.line_of_link(written), "picture", written


def _in_front_matter(library: Library) -> Iterator[Shown]:
    """Yield the pictures of front matter and authors; missing files are reported elsewhere."""
    for entry in library.all_pictured:
        source, written = entry.source, entry.meta.image or ""
        if (file := entry.image_path) in library.assets:
            yield file, source.path, source.meta.line("image"), "image", written
    for author in library.authors.values():
        portrait = author.meta.picture
        if portrait and (file := author.picture_path) in library.assets:
            yield file, AUTHORS, author.lines.of("picture"), f"{author.id}.picture", portrait
