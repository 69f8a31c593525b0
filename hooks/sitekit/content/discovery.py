"""Finds the source files in posts/, faq/ and docs/, and derives slugs and addresses from paths."""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from sitekit.content.leftovers import copied_text, leftover
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest
from sitekit.text import quote

AUTHORS, TAGS, OFFERS = "posts/authors.yml", "posts/tags.yml", "posts/offers.yml"
PROOF, SERIES = "posts/proof.yml", "posts/series.yml"
ADDRESSES = "posts/addresses.txt"
_DATA = frozenset({AUTHORS, TAGS, OFFERS, PROOF, SERIES, ADDRESSES})
MAX_NAME_BYTES = 200
"""The length of a file's name; file systems allow 255, and published names are longer."""
NO_FILE = "is no file that can be read. Remove it, or make it readable."
_DIGEST_LENGTH = 8
_DOTTED = frozenset({"docs/.well-known", "docs/.nojekyll"})
"""What is looked for at fixed addresses (RFC 8615), and by GitHub Pages."""
_LIKE_MARKDOWN = re.compile(r"\.(?:md|md\.txt|mdx|mkdn?|mdown|markdown)[ .]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The source files of a site by kind, each kind sorted by path."""

    posts: tuple[str, ...]
    sets: tuple[str, ...]
    docs: tuple[str, ...]
    assets: tuple[str, ...]
    """Pictures and other files that pages may link to."""
    problems: tuple[Problem, ...]
    leftovers: Mapping[str, str]
    """What programs left beside the content, and what each is; none of it is published."""


def find(root: Path) -> Found:
    """Find all files in posts/, faq/ and docs/.

    Those whose names start with a dot are left out, but for what other programs look for there.
    """
    posts, sets, docs, assets = list[str](), list[str](), list[str](), list[str]()
    problems, leftovers = list[Problem](), dict[str, str]()
    found = [*_walk(root)]
    names: defaultdict[str, set[str]] = defaultdict(set)
    for path, _ in found:
        folder, _, name = path.rpartition("/")
        names[folder].add(name)
    for path, fault in found:
        parts = path.split("/")
        folder, name = parts[0], parts[-1]
        if kind := leftover(name):
            leftovers[path] = kind
            continue
        if message := fault or _unusable(path):
            problems.append(Problem(path, 1, "file", message))
            continue
        if name.endswith(".md") and (message := copied_text(name, names[path[: -len(name) - 1]])):
            problems.append(Problem(path, 1, "file", message))
        elif not name.endswith(".md"):
            assets += [] if path in _DATA else [path]
        elif folder == "docs":
            docs.append(path)
        elif folder == "posts" and (len(parts) == 2 or (len(parts) == 3 and name == "index.md")):
            posts.append(path)
        elif folder == "faq" and len(parts) == 2:
            sets.append(path)
        else:
            problems.append(_misplaced(path))
    return Found(tuple(posts), tuple(sets), tuple(docs), tuple(assets), tuple(problems), leftovers)


def _walk(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each entry that is no folder, and why it cannot be read, sorted by path."""
    for folder in ("docs", "faq", "posts"):
        yield from sorted(_below(root / folder, folder), key=lambda found: found[0].split("/"))


def _below(directory: Path | str, path: str) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(directory) as entries:
            for entry in entries:
                if entry.name.startswith(".") and f"{path}/{entry.name}" not in _DOTTED:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path, f"{path}/{entry.name}")
                else:
                    yield f"{path}/{entry.name}", "" if entry.is_file() else _unreadable(entry)
    except OSError as error:
        if "/" in path or os.path.lexists(directory):
            reason = error.strerror or str(error)
            yield path, f"is a folder that cannot be read ({reason}). Make it readable."


def _unreadable(entry: os.DirEntry[str]) -> str:
    """Return why an entry that is no file is not read; opening a pipe would wait for ever."""
    if entry.is_symlink():
        kind = "a folder" if entry.is_dir() else "what is not there"
        return f"is a link to {kind}. Remove it, or put a file in its place."
    return NO_FILE


def _unusable(path: str) -> str | None:
    """Return what is wrong with a file as such, and how to fix it."""
    name = path.rpartition("/")[2]
    if not path.isprintable():
        return "has a name that is not printable UTF-8 text. Rename it."
    if len(name.encode()) > MAX_NAME_BYTES:
        return f"has a name of {len(name)} characters. Shorten it to {MAX_NAME_BYTES} at most."
    if (ending := _LIKE_MARKDOWN.search(name)) and not name.endswith(".md"):
        return f"is not read as Markdown. Rename it to {quote(name[: ending.start()] + '.md')}."
    return None


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
    """Return the address of a page in docs/: `docs/index.md` is the home page.

    Letters in addresses are composed (Unicode NFC), however the file system spells a name.
    """
    inner = normalize("NFC", path).removeprefix("docs/").removesuffix(".md")
    return "" if inner == "index" else inner.removesuffix("/index") + "/"


def asset_address(path: str, post_addresses: dict[str, str]) -> str:
    """Return the address of a picture or other file; `post_addresses` maps folders of posts."""
    folder, _, inner = path.partition("/")
    address = inner if folder == "docs" else path
    if folder == "posts":
        bundle, _, rest = inner.partition("/")
        of_post = post_addresses.get(f"posts/{bundle}") if rest else None
        address = f"blog/{inner}" if of_post is None else of_post + rest
    return normalize("NFC", address)


def with_digest(address: str, content: bytes) -> str:
    """Return an address that names what is published at it, `assets/site.3f2a9c1b.css`.

    Browsers that have cached an older file under its own address load the new one.
    """
    stem, ending = posixpath.splitext(address)
    return f"{stem}.{digest(content)[:_DIGEST_LENGTH]}{ending}"


def relative_to_file(path: str, written: str) -> str:
    """Return the path, relative to the root, of a path that is written relative to a file."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), written))


def as_spelled(path: str, files: Iterable[str]) -> str:
    """Return the one of `files` that a path means if its letters are composed otherwise, or `path`.

    macOS writes some names decomposed (Unicode NFD), keyboards write them composed (NFC).
    """
    wanted = normalize("NFC", path)
    return next((file for file in files if normalize("NFC", file) == wanted), path)
