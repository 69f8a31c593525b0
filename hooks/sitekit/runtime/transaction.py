"""Changes of several files in one step: all of them or none, whenever the program ends.

All that is needed is first written into a folder beside the content. Renaming that folder decides:
from then on the changes are made, if need be by whatever reads the content next (`recover`); before
it, nothing was changed. If a change fails, those made before it are undone.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_DECIDED, _JOURNAL = ".sitekit-changes", "journal.json"
_UNUSED_S = 3600


@dataclass(frozen=True)
class Changes:
    """What is to be changed below a folder; all paths are relative to it."""

    moves: Mapping[str, str] = field(default_factory=dict)
    """Files and folders that get another path, first of all."""
    writes: Mapping[str, bytes | Path] = field(default_factory=dict)
    """The new content of files, or a file to copy, by their paths after the moves."""
    new: Collection[str] = ()
    """Those of the files written that must not be there yet."""


def commit(root: Path, changes: Changes) -> None:
    """Make all changes. Raises OSError if one cannot be made; then everything is as it was.

    Nothing is overwritten by a move or by a new file.
    """
    recover(root)
    staging = Path(mkdtemp(prefix=f"{_DECIDED}-", dir=root))
    try:
        before = {new: old for old, new in changes.moves.items()}
        writes = []
        for number, (path, content) in enumerate(changes.writes.items()):
            data = content if isinstance(content, bytes) else content.read_bytes()
            (staging / f"new-{number}").write_bytes(data)
            source = root / _path_before(path, before)
            if source.exists():
                shutil.copyfile(source, staging / f"old-{number}")
            writes.append(path)
        for old, new in changes.moves.items():
            if (root / new).exists() and not (root / new).samefile(root / old):
                raise FileExistsError(f"{new} exists")
        for path in changes.new:
            if os.path.lexists(root / path):
                raise FileExistsError(f"{path} exists")
        journal = staging / _JOURNAL
        journal.write_text(json.dumps({"moves": [*changes.moves.items()], "writes": writes}))
        for file in staging.iterdir():
            _sync(file)
        with _locked(journal):
            staging.rename(root / _DECIDED)
            try:
                _apply(root)
            except (OSError, KeyboardInterrupt):
                _undo(root)
                raise
            finally:
                (root / _DECIDED).rename(staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def recover(root: Path) -> None:
    """Finish changes that were decided on by a program that has ended since.

    Waits for one that is making them. What cannot be finished now is left for the next time.
    """
    with suppress(OSError):
        journal = root / _DECIDED / _JOURNAL
        if journal.exists():
            with _locked(journal) as number:
                if journal.stat().st_ino == number:
                    _apply(root)
                    done = Path(mkdtemp(prefix=f"{_DECIDED}-", dir=root))
                    (root / _DECIDED).rename(done / "done")
                    shutil.rmtree(done, ignore_errors=True)
        for folder in root.glob(f"{_DECIDED}-*"):
            if time.time() - folder.stat().st_mtime > _UNUSED_S:
                shutil.rmtree(folder, ignore_errors=True)


def _path_before(path: str, before: Mapping[str, str]) -> str:
    """Return the path that a file had before the moves; `before` maps new paths to old ones."""
    for new, old in before.items():
        if path == new or path.startswith(f"{new}/"):
            return old + path[len(new) :]
    return path


def _sync(file: Path) -> None:
    """Wait until a file's content is on the disk; Windows does so for a writer alone."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


@contextmanager
def _locked(file: Path) -> Iterator[int]:
    """Hold a lock on a file, which ends with this process; yields the number of its inode.

    On Windows there is none, and the file is closed: its folder could not be renamed.
    """
    if not fcntl:
        yield file.stat().st_ino
        return
    with file.open("rb") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield os.fstat(opened.fileno()).st_ino


def _journal(root: Path) -> Any:
    return json.loads((root / _DECIDED / _JOURNAL).read_text())


def _apply(root: Path) -> None:
    """Make the changes of the journal that are not made yet."""
    journal = _journal(root)
    for old, new in journal["moves"]:
        if os.path.lexists(root / old):
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            (root / old).rename(root / new)
    for number, path in enumerate(journal["writes"]):
        _put(root / path, (root / _DECIDED / f"new-{number}").read_bytes())
    for old, _ in journal["moves"]:
        _remove_empty(root, old)


def _undo(root: Path) -> None:
    """Take back the changes of the journal that were made."""
    journal = _journal(root)
    moves = journal["moves"]
    done = {new: old for old, new in moves if not os.path.lexists(root / old)}
    for number, path in enumerate(journal["writes"]):
        with suppress(OSError):
            backup = root / _DECIDED / f"old-{number}"
            if not backup.exists():
                (root / path).unlink(missing_ok=True)
                _remove_empty(root, path)
            elif (root / path).exists() and (root / path).read_bytes() != backup.read_bytes():
                _put(root / path, backup.read_bytes())
    for new, old in reversed(done.items()):
        with suppress(OSError):
            (root / old).parent.mkdir(parents=True, exist_ok=True)
            (root / new).rename(root / old)
            _remove_empty(root, new)


def _put(file: Path, content: bytes) -> None:
    """Write a file in one step; the one that is there keeps its permissions."""
    if file.exists() and file.read_bytes() == content:
        return
    new = file.with_name(f".{file.name[:200]}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.write_bytes(content)
        _sync(new)
        if file.exists():
            shutil.copymode(file, new)
        new.replace(file)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _remove_empty(root: Path, path: str) -> None:
    """Remove the folders above a path that are empty, but for those at the top."""
    with suppress(OSError):
        for folder in (root / path).parents:
            if folder.parent == root or folder == root:
                return
            folder.rmdir()
