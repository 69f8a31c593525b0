"""Finds the source files in posts/, faq/ and docs/, and derives slugs and addresses from paths."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitekit.problems import Problem

AUTHORS, TAGS, OFFERS = "posts/authors.yml", "posts/tags.yml", "posts/offers.yml"
_DATA = frozenset({AUTHORS, TAGS, OFFERS})


@dataclass(frozen=True)
class Found:
    """The source files of a site by kind, each kind sorted by path."""

    posts: tuple[str, ...]
    sets: tuple[str, ...]
    docs: tuple[str, ...]
    assets: tuple[str, ...]
    """Pictures and other files that pages may link to."""
    problems: tuple[Problem, ...]


def find(root: Path) -> Found:
    """Find all files in posts/, faq/ and docs/, except those whose names start with a dot."""
    posts, sets, docs, assets, problems = [], [], [], [], []
    for path in _walk(root):
        parts = path.split("/")
        if not path.isprintable():
            message = "has a name that is not printable UTF-8 text. Rename it."
            problems.append(Problem(path, 1, "file", message))
            continue
        folder, name = parts[0], parts[-1]
        if not name.endswith(".md"):
            assets += [] if path in _DATA else [path]
        elif folder == "docs":
            docs.append(path)
        elif folder == "posts" and (len(parts) == 2 or (len(parts) == 3 and name == "index.md")):
            posts.append(path)
        elif folder == "faq" and len(parts) == 2:
            sets.append(path)
        else:
            problems.append(_misplaced(path))
    kinds = (posts, sets, docs, assets, problems)
    return Found(*(tuple(kind) for kind in kinds))  # type: ignore[arg-type]


def _walk(root: Path) -> Iterator[str]:
    for folder in ("docs", "faq", "posts"):
        yield from sorted(_below(root, folder), key=lambda path: path.split("/"))


def _below(root: Path, folder: str) -> Iterator[str]:
    for directory, folders, names in os.walk(root / folder):
        inner = Path(directory).relative_to(root).as_posix()
        yield from (f"{inner}/{name}" for name in names if not name.startswith("."))
        folders[:] = [name for name in folders if not name.startswith(".")]


def _misplaced(path: str) -> Problem:
    rule = {
        "posts": "A post is posts/<name>.md or posts/<name>/index.md.",
        "faq": "A FAQ set is faq/<name>.md.",
    }[path.split("/")[0]]
    return Problem(path, 1, "file", f"is in the wrong folder. {rule} Move it there.")


def slug_in_name(path: str) -> str:
    """Return the name of a post's file or folder without its leading date."""
    folder, name = posixpath.split(path)
    stem = posixpath.basename(folder) if name == "index.md" and "/" in folder else name[:-3]
    date, rest = stem[:10], stem[11:]
    has_date = rest and stem[10] == "-" and date.replace("-", "").isdigit() and len(date) == 10
    return rest if has_date and date[4] == date[7] == "-" else stem


def doc_address(path: str) -> str:
    """Return the address of a page in docs/: `docs/index.md` is the home page."""
    inner = path.removeprefix("docs/").removesuffix(".md")
    return "" if inner == "index" else inner.removesuffix("/index") + "/"


def asset_address(path: str, post_addresses: dict[str, str]) -> str:
    """Return the address of a picture or other file; `post_addresses` maps folders of posts."""
    folder, _, inner = path.partition("/")
    if folder == "posts":
        bundle, _, rest = inner.partition("/")
        if rest and f"posts/{bundle}" in post_addresses:
            return post_addresses[f"posts/{bundle}"] + rest
        return f"blog/{inner}"
    return inner if folder == "docs" else path


def relative_to_file(path: str, written: str) -> str:
    """Return the path, relative to the root, of a path that is written relative to a file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
