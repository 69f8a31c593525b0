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


def test_cached_texts_are_made_once_and_again_where_they_are_damaged(tmp_path: Path) -> None:
    def text(key: str) -> tuple[str, int]:
        context = BuildContext(CacheStore(tmp_path / "store", pytest.fail))
        made = context.cached("namespace", key, lambda: f"line\n{key}\n")
        context.close()
        return made, context.counts["namespace"]

    assert [text("a"), text("a"), text("b")] == [("line\na\n", n) for n in (1, 0)] + [
        ("line\nb\n", 1)
    ]
    for damaged in ("", "line\na\n", f"{'0' * 40}\nline\na\n"):
        with CacheStore(tmp_path / "store", pytest.fail) as store:
            store.put("namespace", {"a": damaged})
        assert text("a") == ("line\na\n", 1)
    assert BuildContext().cached("namespace", "a", lambda: "without a store") == "without a store"


def test_cached_texts_are_made_once_in_a_build(tmp_path: Path) -> None:
    store = CacheStore(tmp_path / "store", pytest.fail)
    context = BuildContext(store)
    texts = {context.cached("namespace", "a", lambda n=n: f"text {n}") for n in range(3)}
    assert texts == {"text 0"}
    assert context.counts["namespace"] == 1
    context.close()


def _results(error: Exception) -> Iterator[None]:
    yield None
    raise error


def test_workers_that_end_too_soon_are_no_error_where_results_are_cached() -> None:
    wait_for(_results(RuntimeError("the worker processes ended too soon")))
    with pytest.raises(ValueError, match="of the work"):
        wait_for(_results(ValueError("of the work itself")))
