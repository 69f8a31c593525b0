"""Work spread over all cores, in processes that start anew (one code path on every system)."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

MIN_ITEMS = 64
"""Pieces of work; fewer are done sooner than processes have started."""
_ITEMS_PER_CHUNK = 8  # pieces that a process takes at once
_FOLDER = str(Path(__file__).parents[2])
_FAILURES = (RuntimeError, OSError, pickle.PicklingError, TypeError, AttributeError)
"""What is raised where no process can start, or be told what to do; a broken pool among them."""


class WorkerPool:
    """Processes that share work; they start when there is much of it, and end with `close`."""

    def __init__(self) -> None:
        self._running: ProcessPoolExecutor | None = None

    def prestart(self, items: int, module: str) -> None:
        """Start the processes while so many pieces of work for a module are gathered."""
        if items >= MIN_ITEMS and cores() > 1:
            with suppress(*_FAILURES), _importable():
                self._running = self._running or _start()
                for _ in range(cores()):
                    self._running.submit(import_module, module)

    def map(
        self, work: Callable[[T], R], items: Sequence[T], min_items: int = MIN_ITEMS
    ) -> Iterator[R] | None:
        """Begin `work(item)` for each item, and return an iterator over the results, in order.

        Returns None, for the caller to do the work, where there are fewer items, or one core. The
        iterator raises RuntimeError where no process can start, or be told what to do.
        """
        if len(items) < min_items or cores() < 2:
            return None
        try:
            pickle.dumps(work)
            with _importable():
                self._running = self._running or _start()
                return _results(
                    self._running.map(work, items, chunksize=min(min_items, _ITEMS_PER_CHUNK))
                )
        except _FAILURES:
            return None

    def close(self) -> None:
        """End the processes; what they have not begun is not done."""
        if self._running:
            self._running.shutdown(wait=False, cancel_futures=True)
            self._running = None


def _start() -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor  # few builds need it
    from multiprocessing import get_context

    return ProcessPoolExecutor(cores(), get_context("spawn"), _initialize, (__file__,))


def _results(results: Iterable[R]) -> Iterator[R]:
    try:
        yield from results
    except _FAILURES as error:
        raise RuntimeError("the processes of the pool are gone") from error


@contextmanager
def _importable() -> Iterator[None]:
    """Let new processes find this copy of the library: MkDocs has its folder on no path by now."""
    sys.path.insert(0, _FOLDER)
    try:
        yield
    finally:
        sys.path.remove(_FOLDER)


def cores() -> int:
    """Return how many processes of ours can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _initialize(library: str) -> None:
    if library != __file__:
        raise ImportError("a process of the pool found another copy of this library")
    if hasattr(os, "nice"):
        os.nice(5)  # whoever waits for them goes first where cores are short
