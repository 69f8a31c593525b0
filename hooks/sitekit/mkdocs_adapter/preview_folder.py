"""The folder that a preview serves.

MkDocs makes a temporary folder and serves that. It becomes a link to one in the cache, so that the
next preview finds the pages of this one: 1,000 posts are there in a third of the time. Where that
is in use by another preview, or there can be no link, the temporary folder stays as it is. It is
removed with the preview, or by the next if it is killed.

A file beside each folder in use, which is there for longer than the folder, holds the id of the
process.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from sitekit.runtime.files import write_atomically

_TEMPORARY = "mkdocs_"
"""How MkDocs begins the names of its temporary folders."""
_SUFFIX = ".sitekit-preview"
_DAY_S = 86_400
_taken = set[Path]()


def take(folder: Path, lasting: Path | None = None) -> None:
    """Mark the temporary folder of this preview, and remove those of previews that were killed.

    One that was killed before it could mark its folder has left it empty. `lasting` is the folder
    to link to.
    """
    _mark_as_taken(folder)
    if lasting and not _is_taken(lasting):
        with suppress(OSError):
            lasting.mkdir(parents=True, exist_ok=True)
            folder.rmdir()
            folder.symlink_to(lasting.resolve(), target_is_directory=True)
            _mark_as_taken(lasting)
        folder.mkdir(exist_ok=True)  # where there can be no link
    for mark in folder.parent.glob(f"{_TEMPORARY}*{_SUFFIX}"):
        with suppress(OSError):  # another user's, or another preview removes it
            if not _is_taken(other := mark.with_name(mark.name.removesuffix(_SUFFIX))):
                _remove(other)
    for other in folder.parent.glob(f"{_TEMPORARY}*"):
        with suppress(OSError):  # it has files, or is none
            if time.time() - other.stat().st_mtime > _DAY_S:
                other.rmdir()


def release() -> None:
    """Remove the temporary folder of this preview, which ends, and free the lasting one."""
    for folder in _taken:
        if folder.name.startswith(_TEMPORARY):
            _remove(folder)
        else:
            _mark(folder).unlink(missing_ok=True)
    _taken.clear()


def _mark_as_taken(folder: Path) -> None:
    write_atomically(_mark(folder), str(os.getpid()).encode())
    _taken.add(folder)


def _is_taken(folder: Path) -> bool:
    """Tell whether a preview that runs has marked a folder; another user's mark may say nothing."""
    try:
        return _runs(int(_mark(folder).read_text()))
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)
    if not os.path.lexists(folder):
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
