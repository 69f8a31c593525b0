"""The temporary folder that a preview serves: removed with it, or by the next if it is killed.

A file beside the folder, which is there for longer than the folder, holds the id of the process.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from sitekit.runtime.files import write_atomically

_SUFFIX = ".sitekit-preview"
_DAY_S = 86_400
_taken = set[Path]()


def take(folder: Path) -> None:
    """Mark the folder of this preview, and remove those of previews that were killed.

    One that was killed before it could mark its folder has left it empty.
    """
    _taken.add(folder)
    write_atomically(_mark(folder), str(os.getpid()).encode())
    for mark in folder.parent.glob(f"mkdocs_*{_SUFFIX}"):
        with suppress(OSError, ValueError):  # another user's, or another preview removes it
            if not _runs(int(mark.read_text())):
                _remove(mark.with_name(mark.name.removesuffix(_SUFFIX)))
    for other in folder.parent.glob("mkdocs_*"):
        with suppress(OSError):  # it has files, or is none
            if time.time() - other.stat().st_mtime > _DAY_S:
                other.rmdir()


def release() -> None:
    """Remove the folder of this preview, which ends."""
    while _taken:
        _remove(_taken.pop())


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():
        _mark(folder).unlink(missing_ok=True)


def _mark(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUFFIX)


def _runs(process: int) -> bool:
    """Tell whether a process runs; where that cannot be told, it does."""
    if os.name == "posix":
        try:
            os.kill(process, 0)  # asks, and does nothing
        except ProcessLookupError:
            return False
    return True
