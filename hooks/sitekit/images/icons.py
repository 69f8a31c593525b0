"""The site's icons, drawn from its mark (resvg): what home screens and search engines show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.cached_files import CachedFile, cache_file, cached_files
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune
from sitekit.runtime.fingerprint import digest

_VERSION = "1"
"""Increment it with every change of the drawing."""


class Icon(NamedTuple):
    """One icon: a square PNG."""

    address: str
    size: int
    """In pixels."""
    is_opaque: bool = False
    """Whether its corners are filled, as home screens of Apple want it."""


ICONS = (
    Icon("assets/icon-192.png", 192),
    Icon("assets/icon-512.png", 512),
    Icon("assets/apple-touch-icon.png", 180, is_opaque=True),
)


def make_icons(
    mark: str,
    path: str,
    ground: str,
    icons: Iterable[Icon],
    folder: Path,
    context: BuildContext,
) -> Iterator[Artifact]:
    """Yield icons of the mark (SVG, from the file `path`), cached in a folder.

    `ground` is the color of filled corners. A mark that cannot be drawn is a problem.
    """
    made = cached_files(folder)
    used: list[CachedFile] = []
    for icon in icons:
        fill = ground if icon.is_opaque else ""
        key = digest(mark, fill, str(icon.size), _VERSION, version("resvg-py"))
        name = f"{key[:20]}.png"
        content: CachedFile | bytes | None = made.get(name)
        if content is None:
            try:
                data = _drawn(mark, icon.size, fill)
            except ValueError as error:
                message = f"cannot be drawn ({error}). Save it again as SVG."
                yield Artifact(icon.address, Problem(path, 1, "mark", message))
                continue
            context.counts["pictures"] += 1
            content = cache_file(folder, name, data) or data
        if isinstance(content, CachedFile):
            used.append(content)
        yield Artifact(icon.address, content)
    prune(folder, {file.path.name for file in used})


def _drawn(mark: str, size: int, fill: str) -> bytes:
    """Return the mark as PNG. Raises ValueError if it is no SVG."""
    import resvg_py  # most builds draw no icon

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=mark,
            width=size,
            height=size,
            background=fill or None,
            skip_system_fonts=True,
        )
    )
