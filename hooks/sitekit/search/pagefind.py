"""Pagefind (https://pagefind.app): its command line makes an index, cached in a folder."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sitekit.runtime.cached_files import CachedFile
from sitekit.runtime.fingerprint import digest

_OPTIONS = ("--silent", "--exclude-selectors", "pre")  # code blocks are not searchable
_UNUSED = ("*-ui.*", "*-highlight.js")
"""Files that Pagefind writes and our dialog does not use."""
_CONTENTS = "contents.json"
_RECORDS = TypeAdapter(dict[str, tuple[int, str]])
_TIMEOUT_S = 600


class SearchError(Exception):
    """Why there is no index."""

    def __str__(self) -> str:
        return f"the search index could not be made: {super().__str__()}."


@dataclass(frozen=True)
class SearchIndex:
    """An index, with the program that searches it in browsers, in a folder of the cache."""

    folder: Path
    files: Mapping[str, CachedFile]
    """By their paths in the folder."""


def pagefind_version() -> str:
    """Return the version of the installed Pagefind. Raises SearchError where there is none."""
    try:
        return importlib.metadata.version("pagefind")
    except importlib.metadata.PackageNotFoundError as error:
        raise SearchError(str(error)) from None


def cached_index(folder: Path) -> SearchIndex | None:
    """Return the index that is cached in a folder, None where a file is missing or cut off."""
    try:
        records = _RECORDS.validate_json((folder / _CONTENTS).read_bytes())
    except (OSError, ValidationError):
        return None
    files = {name: CachedFile(folder / name, *record) for name, record in records.items()}
    is_complete = all(file.has_its_size for file in files.values())
    return SearchIndex(folder, files) if is_complete else None


def make_index(documents: Mapping[str, str], folder: Path) -> SearchIndex:
    """Index HTML documents by their names, and cache the index in a folder. Raises SearchError.

    The URL of a result is `/<name>.html`.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=folder.parent) as work:
            source, target = Path(work) / "in", Path(work) / "out"
            source.mkdir()
            for name, document in documents.items():
                (source / f"{name}.html").write_text(document, encoding="utf-8")
            _run(source, target)
            for pattern in _UNUSED:
                for file in target.glob(pattern):
                    file.unlink()
            files = sorted(path for path in target.rglob("*") if path.is_file())
            records = {path.relative_to(target).as_posix(): _record(path) for path in files}
            (target / _CONTENTS).write_text(json.dumps(records), encoding="utf-8")
            return _move(target, folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise SearchError(str(error)) from None


def _record(file: Path) -> tuple[int, str]:
    """Return a file's size and digest.

    Nothing waits until its content is on the disk: for a thousand small files that takes seconds,
    and what a power failure cuts off is noticed by these.
    """
    data = file.read_bytes()
    return len(data), digest(data)


def _run(source: Path, target: Path) -> None:
    paths = ("--site", str(source), "--output-path", str(target))
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we made
        [sys.executable, "-m", "pagefind", *_OPTIONS, *paths],
        capture_output=True,
        text=True,
        timeout=_TIMEOUT_S,
        check=False,
    )
    if done.returncode or not (target / "pagefind.js").is_file():
        raise SearchError((done.stderr or done.stdout).strip().removesuffix("."))


def _move(target: Path, folder: Path) -> SearchIndex:
    """Move a new index to its folder, unless another build was first."""
    if cached_index(folder) is None:
        shutil.rmtree(folder, ignore_errors=True)  # incomplete
        with suppress(OSError):
            target.rename(folder)
    if (index := cached_index(folder)) is None:
        raise OSError(f"{folder} cannot be written")
    return index
