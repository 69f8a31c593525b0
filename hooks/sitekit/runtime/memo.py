"""What a preview remembers from one rebuild to the next: only what was saved is read anew."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeVar

T = TypeVar("T")

Stamp = tuple[int, ...]
"""What the file system says of a file; while it says the same, the file was not written."""
_SETTLED_NS = 50_000_000
"""Nanoseconds after which a second write must show in a file's times, whatever their grain."""


def stamp_of(file: str | Path) -> Stamp | None:
    """Return the stamp of a regular file that is no link, None where there is none."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    if not S_ISREG(status.st_mode):
        return None
    return stamp_from(status)


def stamp_from(status: os.stat_result) -> Stamp:
    """Return the stamp in what the file system says of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


class MemoTable:
    """Values by name, each standing as long as its basis is equal; one rebuild after another.

    A basis of None says that nobody can tell what the value is made of: it is never remembered.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def get_or_make(self, key: Hashable, inputs: object, make: Callable[[], T]) -> T:
        """Return the value of this name and basis, made where it is not remembered."""
        value: T | None = self.get(key, inputs)
        return self.put(key, inputs, make()) if value is None else value

    def intern(self, key: Hashable, value: T) -> T:
        """Return the value, or the one of this name where that is equal: quick to compare with."""
        return self.get_or_make(key, value, lambda: value)

    def get(self, key: Hashable, inputs: object) -> Any:
        """Return the value of this name and basis, None where it is not remembered."""
        cached = self._now.get(key) or self._before.get(key)
        if cached is None or inputs is None or cached[0] != inputs:
            return None
        self._now[key] = cached
        return cached[1]

    def put(self, key: Hashable, inputs: object, value: T) -> T:
        """Remember a value, and return it."""
        if inputs is not None:
            self._now[key] = inputs, value
        return value

    def for_file(self, key: Hashable, file: Path, make: Callable[[], T]) -> T:
        """Return the value made of a file, made where the file is not as it was."""
        stamp = stamp_of(file)
        if stamp is None or time.time_ns() - max(stamp[1:3]) < _SETTLED_NS:
            return make()  # the next write might not show
        return self.get_or_make(key, stamp, make)

    def next_revision(self) -> None:
        """End a rebuild: what it did not ask for goes."""
        self._before, self._now = self._now, {}
