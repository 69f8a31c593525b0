"""Work spread over all cores, in processes that start anew (one code path on every system)."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WORTH_IT = 64
"""Pieces of work; fewer are done sooner than processes have started."""
_CHUNK = 8  # pieces that a process takes at once
_FOLDER = str(Path(__file__).parents[1])


def spread(
    work: Callable[[T], R], items: Sequence[T], start: Callable[..., None], settings: Sequence[Any]
) -> list[R] | None:
    """Return `work(item)` for each item, in their order, made by processes of a pool.

    Each process first calls `start(*settings)`. Returns None, for the caller to do the work, where
    there is little of it or one core, or where no process can start or be told the settings.
    """
    cores = _cores()
    if len(items) < _WORTH_IT or cores < 2:
        return None
    try:
        pickle.dumps(tuple(settings))
        told = (__file__, start, tuple(settings))
        with _found_first(), ProcessPoolExecutor(cores, get_context("spawn"), _begin, told) as pool:
            return list(pool.map(work, items, chunksize=_CHUNK))
    except (BrokenProcessPool, OSError, pickle.PicklingError, TypeError, AttributeError):
        return None


@contextmanager
def _found_first() -> Iterator[None]:
    """Let new processes find this copy of the library: MkDocs has its folder on no path by now."""
    sys.path.insert(0, _FOLDER)
    try:
        yield
    finally:
        sys.path.remove(_FOLDER)


def _cores() -> int:
    """Return how many processes of ours can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin(library: str, start: Callable[..., None], settings: Sequence[Any]) -> None:
    if library != __file__:
        raise ImportError("a process of the pool found another copy of this library")
    start(*settings)
