"""Artifacts: files of a site that are slow to make, and are cached by what they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from sitekit.problems import Problem
from sitekit.runtime.cached_files import CachedFile


class Artifact(NamedTuple):
    """One file of the site, or why it could not be made."""

    address: str
    content: CachedFile | bytes | Problem


def wait_for(results: Iterable[None]) -> None:
    """Wait for work of the worker pool that leaves its results in the cache.

    A pool that breaks is no error: what it did not do is done where the result is needed.
    """
    with suppress(RuntimeError):
        for _ in results:
            pass
