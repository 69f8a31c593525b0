"""The cache on disk: texts by key, and what it does where its file is unusable."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitekit.runtime.store import CacheStore
from support.broken_stores import BROKEN_STORES, foreign, write_store

_DAY_S = 86_400


@pytest.fixture
def reports() -> list[str]:
    return []


def _put_and_get(file: Path, reports: list[str]) -> dict[str, str]:
    with CacheStore(file, reports.append) as store:
        store.put("namespace", {"a": "one", "b": "two"})
    with CacheStore(file, reports.append) as store:
        return store.get("namespace", ["a", "b", "c"])


def test_store_has_texts_by_key_and_namespace(tmp_path: Path, reports: list[str]) -> None:
    file = tmp_path / "new/folder/k"
    assert _put_and_get(file, reports) == {"a": "one", "b": "two"}
    with CacheStore(file, reports.append) as store:
        assert store.get("other", ["a"]) == {}
        store.put("other", {"a": "of another namespace"})
        store.put("namespace", {"a": "three"})
        assert store.get("namespace", ["a"]) == {"a": "three"}
        assert store.get_all("namespace") == {"a": "three", "b": "two"}
        store.delete("namespace", ["a", "c"])
        assert store.get_all("namespace") == {"b": "two"}
        assert store.get_all("other") == {"a": "of another namespace"}
    assert reports == []


def test_store_is_new_until_a_build_created_it(tmp_path: Path, reports: list[str]) -> None:
    for is_new in (True, False):
        with CacheStore(tmp_path / "k", reports.append) as store:
            assert store.is_new == is_new


def test_store_gets_more_texts_than_one_query_asks_for(tmp_path: Path, reports: list[str]) -> None:
    many = {str(n): f"text {n}" for n in range(3_000)}
    with CacheStore(tmp_path / "k", reports.append) as store:
        store.put("namespace", many)
        assert store.get("namespace", many) == many


def test_store_of_another_version_is_emptied(tmp_path: Path, reports: list[str]) -> None:
    write_store(tmp_path / "k")
    with sqlite3.connect(tmp_path / "k") as database:
        database.execute("PRAGMA user_version = 1")
    database.close()
    with CacheStore(tmp_path / "k", reports.append) as store:
        assert store.get_all("namespace") == {}
    assert _put_and_get(tmp_path / "k", reports) == {"a": "one", "b": "two"}
    assert reports == []


@pytest.mark.parametrize(
    "use",
    [lambda store: store.get("used", ["a"]), lambda store: store.get_all("used")],
    ids=["get", "get_all"],
)
def test_store_removes_texts_unused_for_a_week(
    use: Callable[[CacheStore], dict], tmp_path: Path, reports: list[str], monkeypatch
) -> None:
    def open_after(days: int) -> CacheStore:
        monkeypatch.setattr("sitekit.runtime.store.time.time", lambda: (20_000 + days) * _DAY_S)
        return CacheStore(tmp_path / "k", reports.append)

    with open_after(days=0) as store:
        store.put("used", {"a": "one"})
        store.put("unused", {"b": "two"})
    for days, left in ((5, {"b": "two"}), (7, {"b": "two"}), (8, {})):
        with open_after(days) as store:
            assert use(store) == {"a": "one"}
            store.put("other", {"c": str(days)})
        with sqlite3.connect(tmp_path / "k") as database:
            query = "SELECT key, text FROM cache WHERE namespace = 'unused'"
            assert dict(database.execute(query)) == left
        database.close()
    with open_after(days=15) as store:
        store.put("other", {"c": "15"})
        assert use(store) == {"a": "one"}
    assert reports == []


@pytest.fixture
def locked() -> Iterator[Callable[[Path], None]]:
    databases: list[sqlite3.Connection] = []

    def lock(file: Path) -> None:
        write_store(file)
        databases.append(sqlite3.connect(file, isolation_level=None))
        databases[-1].execute("PRAGMA journal_mode = DELETE")
        databases[-1].execute("BEGIN EXCLUSIVE")

    yield lock
    for database in databases:
        database.close()


def _use_unusable(file: Path, reports: list[str]) -> None:
    with CacheStore(file, reports.append) as store:
        store.put("namespace", {"x": "new"})
        store.put("namespace", {"y": "new"})
        store.delete("namespace", ["x"])
        assert "a" not in store.get("namespace", ["a", "x"])
        assert store.get_all("other") == {}
    (report,) = reports
    assert f"{file.parent.name}/{file.name} is unusable" in report


@pytest.mark.parametrize("break_store", BROKEN_STORES)
def test_store_that_is_unusable_is_reported_once(
    break_store: Callable[[Path], None], tmp_path: Path, reports: list[str]
) -> None:
    break_store(tmp_path / "k")
    _use_unusable(tmp_path / "k", reports)


def test_store_that_is_locked_is_reported_once(
    locked: Callable[[Path], None],
    tmp_path: Path,
    reports: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sitekit.runtime.store.LOCK_TIMEOUT_S", 0.01)
    locked(tmp_path / "k")
    _use_unusable(tmp_path / "k", reports)


def test_database_of_another_program_is_not_changed(tmp_path: Path, reports: list[str]) -> None:
    foreign(tmp_path / "k")
    before = (tmp_path / "k").read_bytes()
    _put_and_get(tmp_path / "k", reports)
    assert (tmp_path / "k").read_bytes() == before


def test_store_is_used_by_several_builds_at_once(
    tmp_path: Path, reports: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitekit.runtime.store.LOCK_TIMEOUT_S", 60)  # however busy the machine

    def work(number: int) -> None:
        for turn in range(20):
            with CacheStore(tmp_path / "k", reports.append) as store:
                store.put("namespace", {f"{number}-{turn}": "x" * 10_000, "same": "y"})
                store.get("namespace", ["same"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with CacheStore(tmp_path / "k", reports.append) as store:
        keys = [f"{number}-{turn}" for number in range(4) for turn in range(20)]
        assert len(store.get("namespace", keys)) == 80
    assert reports == []
