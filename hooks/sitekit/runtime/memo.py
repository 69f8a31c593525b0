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
_SETTLED = 50_000_000
"""Nanoseconds after which a second write must show in a file's times, whatever their grain."""


def stamp_of(file: str | Path) -> Stamp | None:
    """Return the stamp of a regular file that is no link, None where there is none."""
    try:
        told = os.lstat(file)
    except OSError:
        return None
    if not S_ISREG(told.st_mode):
        return None
    return stamp_in(told)


def stamp_in(told: os.stat_result) -> Stamp:
    """Return the stamp in what the file system says of a file."""
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino


class Memory:
    """Values by name, each standing as long as its basis is equal; one rebuild after another.

    A basis of None says that nobody can tell what the value is made of: it is never remembered.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def recall(self, name: Hashable, basis: object, make: Callable[[], T]) -> T:
        """Return the value of this name and basis, made where it is not remembered."""
        value: T | None = self.known(name, basis)
        return self.keep(name, basis, make()) if value is None else value

    def same(self, name: Hashable, value: T) -> T:
        """Return the value, or the one of this name where that is equal: quick to compare with."""
        return self.recall(name, value, lambda: value)

    def known(self, name: Hashable, basis: object) -> Any:
        """Return the value of this name and basis, None where it is not remembered."""
        kept = self._now.get(name) or self._before.get(name)
        if kept is None or basis is None or kept[0] != basis:
            return None
        self._now[name] = kept
        return kept[1]

    def keep(self, name: Hashable, basis: object, value: T) -> T:
        """Remember a value, and return it."""
        if basis is not None:
            self._now[name] = basis, value
        return value

    def of_file(self, name: Hashable, file: Path, make: Callable[[], T]) -> T:
        """Return the value made of a file, made where the file is not as it was."""
        stamp = stamp_of(file)
        if stamp is None or time.time_ns() - max(stamp[1:3]) < _SETTLED:
            return make()  # the next write might not show
        return self.recall(name, stamp, make)

    def forget(self) -> None:
        """End a rebuild: what it did not ask for goes."""
        self._before, self._now = self._now, {}
