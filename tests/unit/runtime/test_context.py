"""The context of a build, and artifacts that its workers make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitekit.runtime.artifacts import wait_for
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.runtime.store import CacheStore


def test_context_that_is_closed_ends_the_revision_and_closes_the_store(tmp_path: Path) -> None:
    memo, store = MemoTable(), CacheStore(tmp_path / "store", pytest.fail)
    memo.put("key", 1, "value")
    for _ in range(2):
        BuildContext(store, memo=memo).close()
    assert memo.get("key", 1) is None
    store.put("namespace", {"a": "one"})
    assert store.get("namespace", ["a"]) == {}


def _results(error: Exception) -> Iterator[None]:
    yield None
    raise error


def test_workers_that_end_too_soon_are_no_error_where_results_are_cached() -> None:
    wait_for(_results(RuntimeError("the worker processes ended too soon")))
    with pytest.raises(ValueError, match="of the work"):
        wait_for(_results(ValueError("of the work itself")))
