"""One shard of the search index: what Pagefind makes of HTML documents, kept in a folder."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitekit.runtime.fingerprint import digest

_OPTIONS = ("--silent", "--exclude-selectors", "pre")  # nobody here looks for a line of code
_INDEX = ("pagefind-entry.json", "*.pf_meta", "fragment/*", "index/*")
_PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.*")
_CHUNK = "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE"  # one that ignores it makes larger files, no worse
_MAGIC = b"pagefind_dcd"  # what a fragment starts with
_LIST = "contents.json"
_CONTENTS = TypeAdapter(tuple[dict[str, int], dict[str, str]])
"""A shard's files and ids, as they are listed beside the files."""
_SECONDS = 600


class SearchError(Exception):
    """Why there is no index."""

    def __str__(self) -> str:
        return f"the search index could not be made: {super().__str__()}."


@dataclass(frozen=True)
class Shard:
    """An index of some documents, in a folder."""

    folder: Path
    files: Mapping[str, int]
    """Their sizes in bytes, by their paths in the folder."""
    ids: Mapping[str, str]
    """What Pagefind calls each result, by the address that it leads to."""


def kept_shard(folder: Path) -> Shard | None:
    """Return the shard that is kept in a folder, None where any of it is missing."""
    try:
        files, ids = _CONTENTS.validate_json((folder / _LIST).read_bytes())
        whole = all((folder / name).stat().st_size == size for name, size in files.items())
    except (OSError, ValidationError):
        return None
    return Shard(folder, files, ids) if whole else None


def make_shard(documents: Mapping[str, str], folder: Path, chunk: int, *, program: bool) -> Shard:
    """Make a shard of documents by their addresses, and keep it in a folder.

    A file of the index, of which readers fetch one a word, holds about as many postings as `chunk`
    says. With `program`, what browsers run is among the files; it searches the other shards too.
    Raises SearchError.
    """
    needed = (*_INDEX, *_PROGRAM) if program else _INDEX
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as work:
            source, target = Path(work) / "in", Path(work) / "out"
            source.mkdir()
            # Names get into the index: none may depend on other documents.
            names = {f"{digest(address)[:16]}.html": address for address in documents}
            for name, address in names.items():
                (source / name).write_text(documents[address], encoding="utf-8")
            _run(source, target, chunk)
            for path in target.iterdir():
                if path.is_file() and not any(path.match(pattern) for pattern in needed):
                    path.unlink()
            found = (path for pattern in needed for path in sorted(target.glob(pattern)))
            files = {path.relative_to(target).as_posix(): path.stat().st_size for path in found}
            contents = json.dumps([files, _ids(target, names)])
            (target / _LIST).write_text(contents, encoding="utf-8")
            return _put(target, folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise SearchError(str(error)) from None


def _run(source: Path, target: Path, chunk: int) -> None:
    places = ("--site", str(source), "--output-path", str(target))
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we made
        [sys.executable, "-m", "pagefind", *_OPTIONS, *places],
        env={**os.environ, _CHUNK: str(chunk)},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode or not (target / _PROGRAM[0]).is_file():
        raise SearchError((done.stderr or done.stdout).strip().removesuffix("."))


def _ids(index: Path, names: Mapping[str, str]) -> dict[str, str]:
    """Return what Pagefind calls each result, by its address.

    Pagefind's own fields and filters would tell what a result is, but it writes them in no fixed
    order, so that two builds would differ (its issue 638).
    """
    ids = {}
    for file in sorted((index / "fragment").iterdir()):
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))
        ids[names[fragment["url"].removeprefix("/")]] = file.stem
    return ids


def _put(target: Path, folder: Path) -> Shard:
    """Give a shard its place, unless another build was first."""
    if kept_shard(folder) is None:
        shutil.rmtree(folder, ignore_errors=True)  # what was left of one
        with suppress(OSError):
            target.rename(folder)
    if (shard := kept_shard(folder)) is None:
        raise OSError(f"{folder} cannot be written")
    return shard
