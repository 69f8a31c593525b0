"""Worker processes for many pieces of work; spawned, not forked, on every system."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sitekit.runtime.garbage import collect_seldom

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

MIN_ITEMS = 64
"""Number of pieces of work from which workers are worth their start."""
_ITEMS_PER_CHUNK = 8  # passed to a worker at once
_LIBRARY_FOLDER = str(Path(__file__).parents[2])
_ERRORS = (RuntimeError, OSError, pickle.PicklingError, TypeError, AttributeError)
"""What is raised if no worker can start or get its work; a broken pool among them."""


class WorkerPool:
    """Worker processes; they start when there is much work, and end with `close`."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None

    def prestart(self, items: int, module: str) -> None:
        """Start the workers, and import a module in them, while so many items are collected."""
        if items >= MIN_ITEMS and cores() > 1:
            with suppress(*_ERRORS), _importable():
                self._executor = self._executor or _start()
                for _ in range(cores()):
                    self._executor.submit(import_module, module)

    def map(
        self, work: Callable[[T], R], items: Sequence[T], min_items: int = MIN_ITEMS
    ) -> Iterator[R] | None:
        """Begin `work(item)` for each item, and return an iterator over the results, in order.

        Returns None if there are fewer items or only one core: then the caller does the work. The
        iterator raises RuntimeError if workers cannot start, or end too soon.
        """
        if len(items) < min_items or cores() < 2:
            return None
        try:
            pickle.dumps(work)
            with _importable():
                self._executor = self._executor or _start()
                return _results(
                    self._executor.map(work, items, chunksize=min(min_items, _ITEMS_PER_CHUNK))
                )
        except _ERRORS:
            return None

    def close(self) -> None:
        """End the workers; work that has not begun is cancelled."""
        if self._executor:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None


def _start() -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # unused in most builds
    from multiprocessing import get_context

    return ProcessPoolExecutor(cores(), get_context("spawn"), _initialize, (__file__,))


def _results(results: Iterable[R]) -> Iterator[R]:
    try:
        yield from results
    except _ERRORS as error:
        raise RuntimeError("the worker processes ended too soon") from error


@contextmanager
def _importable() -> Iterator[None]:
    """Put this library on `sys.path` for new workers; MkDocs removes it after loading hooks."""
    sys.path.insert(0, _LIBRARY_FOLDER)
    try:
        yield
    finally:
        sys.path.remove(_LIBRARY_FOLDER)


def cores() -> int:
    """Return how many processes of ours can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _initialize(workers_file: str) -> None:
    if workers_file != __file__:
        raise ImportError("a worker process imported another copy of this library")
    collect_seldom()
    if hasattr(os, "nice"):
        os.nice(5)  # the main process, which waits for results, has priority
