"""Values in memory by what they are made from, for a preview: the counterpart of `CacheStore`."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from sitekit.runtime.files import stamp_of

T = TypeVar("T")

_SECOND_NS = 1_000_000_000
_SETTLED_NS, _COARSELY_SETTLED_NS = 50_000_000, 2 * _SECOND_NS
"""How old a file's last write must be for the next one to change its stamp: of a file system that
counts whole seconds, or two of them (FAT), the second.
"""


class MemoTable:
    """Values by key, each valid as long as its inputs compare equal; one revision after another.

    A revision is one rebuild; what it does not ask for is dropped at its end. Inputs of None mean
    that they are not known: the value is made each time.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, Any]] = {}
        self._now: dict[Hashable, tuple[object, Any]] = {}

    def get_or_make(self, key: Hashable, inputs: object, make: Callable[[], T]) -> T:
        """Return the value of this key and these inputs, made if there is none."""
        value: T | None = self.get(key, inputs)
        return self.put(key, inputs, make()) if value is None else value

    def intern(self, key: Hashable, value: T) -> T:
        """Return the value of this key that is equal to `value`, or that itself.

        Two equal values become one object, with which comparing takes no time.
        """
        return self.get_or_make(key, value, lambda: value)

    def get(self, key: Hashable, inputs: object) -> Any:
        """Return the value of this key and these inputs, None if there is none."""
        entry = self._now.get(key) or self._before.get(key)
        if entry is None or inputs is None or entry[0] != inputs:
            return None
        self._now[key] = entry
        return entry[1]

    def put(self, key: Hashable, inputs: object, value: T) -> T:
        """Remember a value, and return it."""
        if inputs is not None:
            self._now[key] = inputs, value
        return value

    def for_file(self, key: Hashable, file: Path, make: Callable[[], T]) -> T:
        """Return the value made of a file, made again if the file was written since."""
        stamp = stamp_of(file)
        if stamp is None:
            return make()
        is_coarse = not any(time_ns % _SECOND_NS for time_ns in stamp[1:3])
        settled_ns = _COARSELY_SETTLED_NS if is_coarse else _SETTLED_NS
        if time.time_ns() - max(stamp[1:3]) < settled_ns:
            return make()  # the next write might leave the stamp as it is
        return self.get_or_make(key, stamp, make)

    def next_revision(self) -> None:
        """End a revision: values that it did not ask for are dropped."""
        self._before, self._now = self._now, {}
