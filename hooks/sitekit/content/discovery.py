"""Which files the site is made of, found by their places in the repository."""

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
    """The files of a site, each kind in the order of their paths."""

    posts: tuple[str, ...]
    sets: tuple[str, ...]
    docs: tuple[str, ...]
    others: tuple[str, ...]
    """Pictures and whatever else pages may link to."""
    problems: tuple[Problem, ...]


def find(root: Path) -> Found:
    """Look through posts/, faq/ and docs/; names that start with a dot are left alone."""
    posts, sets, docs, others, problems = [], [], [], [], []
    for path in _walk(root):
        steps = path.split("/")
        if not _printable(path):
            message = "has a name that is not UTF-8 text on one line. Rename it."
            problems.append(Problem(path, 1, "file", message))
            continue
        folder, name = steps[0], steps[-1]
        if not name.endswith(".md"):
            others += [] if path in _DATA else [path]
        elif folder == "docs":
            docs.append(path)
        elif folder == "posts" and (len(steps) == 2 or (len(steps) == 3 and name == "index.md")):
            posts.append(path)
        elif folder == "faq" and len(steps) == 2:
            sets.append(path)
        else:
            problems.append(_misplaced(path))
    kinds = (posts, sets, docs, others, problems)
    return Found(*(tuple(kind) for kind in kinds))  # type: ignore[arg-type]


def _walk(root: Path) -> Iterator[str]:
    for folder in ("docs", "faq", "posts"):
        yield from sorted(_below(root, folder), key=lambda path: path.split("/"))


def _below(root: Path, folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(root / folder):
        inner = Path(place).relative_to(root).as_posix()
        yield from (f"{inner}/{name}" for name in names if not name.startswith("."))
        folders[:] = [name for name in folders if not name.startswith(".")]


def _printable(path: str) -> bool:
    return path.isprintable()


def _misplaced(path: str) -> Problem:
    place = {
        "posts": "A post is posts/<name>.md or posts/<name>/index.md.",
        "faq": "A FAQ set is faq/<name>.md.",
    }[path.split("/")[0]]
    return Problem(path, 1, "file", f"is in no place for Markdown. {place} Move it there.")


def slug_in_name(path: str) -> str:
    """Return the name of a post's file or folder without its leading date."""
    folder, name = posixpath.split(path)
    stem = posixpath.basename(folder) if name == "index.md" and "/" in folder else name[:-3]
    date, rest = stem[:10], stem[11:]
    dated = rest and stem[10] == "-" and date.replace("-", "").isdigit() and len(date) == 10
    return rest if dated and date[4] == date[7] == "-" else stem


def doc_address(path: str) -> str:
    """Return the address of a page in docs/: `docs/index.md` is the home page."""
    inner = path.removeprefix("docs/").removesuffix(".md")
    return "" if inner == "index" else inner.removesuffix("/index") + "/"


def asset_address(path: str, post_addresses: dict[str, str]) -> str:
    """Return a picture's address: beside its page; `post_addresses` maps folder to address."""
    folder, _, inner = path.partition("/")
    if folder == "posts":
        bundle, _, rest = inner.partition("/")
        if rest and f"posts/{bundle}" in post_addresses:
            return post_addresses[f"posts/{bundle}"] + rest
        return f"blog/{inner}"
    return inner if folder == "docs" else path


def relative_to_file(path: str, written: str) -> str:
    """Return the path, from the root, of what a file names relative to itself."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
