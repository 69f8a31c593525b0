"""Files on disk: written atomically, removed when unused, and their stamps."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

_DAY_S = 86_400
UNUSED_DAYS = 7
"""What no build has used for so many days is removed from the cache."""

Stamp = tuple[int, ...]
"""What the file system says of a file; it differs after a write, unless that follows at once."""


def stamp_of(file: str | Path) -> Stamp | None:
    """Return the stamp of a regular file that is no link, None where there is none."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return stamp_from(status) if S_ISREG(status.st_mode) else None


def stamp_from(status: os.stat_result) -> Stamp:
    """Return the stamp in what the file system says of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def write_atomically(file: Path, data: bytes, *, to_disk: bool = True) -> bool:
    """Write a file in one step, and tell whether it could be written.

    Its content is on the disk before it gets its name, which a power failure could keep otherwise;
    not without `to_disk`, for files whose readers notice that.
    """
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as opened:
            opened.write(data)
            if to_disk:
                opened.flush()
                os.fsync(opened.fileno())
        new.replace(file)
    except OSError:  # a cache that cannot be written is no error
        with suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True


def why_not_writable(folder: Path) -> str:
    """Return why no file can be written in a folder, or nothing where one can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def prune(folder: Path, in_use: Collection[str], days: float = UNUSED_DAYS) -> None:
    """Remove the files and folders in a folder that are not in use and some days old.

    What another build under way may be about to use is younger, or in use by this one as well.
    """
    with suppress(OSError):  # the folder does not exist, or another build prunes it
        for entry in os.scandir(folder):
            if entry.name in in_use or time.time() - entry.stat().st_mtime < days * _DAY_S:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink(missing_ok=True)
