"""Worker processes: when they start, what they return, and their priority."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.runtime import workers
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.workers import MIN_ITEMS, WorkerPool
from sitekit.site import read_site
from support.sites import TemporarySite


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)


@pytest.fixture
def threads(two_cores: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads in place of processes, which start at once."""
    monkeypatch.setattr(workers, "_start", lambda: ThreadPoolExecutor(2))


@pytest.mark.parametrize(
    ("items", "cores", "started"), [(64, 2, ["json", "json"]), (63, 2, []), (64, 1, [])]
)
def test_workers_start_early_where_there_is_much_work(
    items: int, cores: int, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    executor = SimpleNamespace(submit=lambda _, module: loaded.append(module))
    monkeypatch.setattr(workers, "cores", lambda: cores)
    monkeypatch.setattr(workers, "_start", lambda: executor)
    WorkerPool().prestart(items, "json")
    assert loaded == started


def test_workers_start_early_in_a_first_build_alone(
    site: TemporarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: list[int] = []
    monkeypatch.setattr(WorkerPool, "prestart", lambda _, items, __: expected.append(items))
    for _ in range(2):
        with CacheStore(tmp_path / STORE_FILE, pytest.fail) as store:
            read_site(site.settings(), BuildContext(store))
    assert expected == [len([*site.root.glob("*/**/*.md")])]


def test_results_are_in_the_order_of_the_items(threads: None) -> None:
    pool = WorkerPool()
    results = pool.map(str, range(MIN_ITEMS))
    assert results is not None
    assert [*results] == [str(n) for n in range(MIN_ITEMS)]
    pool.close()


def test_caller_does_the_work_where_it_is_little(threads: None) -> None:
    assert WorkerPool().map(str, range(MIN_ITEMS - 1)) is None


def test_caller_does_the_work_on_one_core(threads: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 1)
    assert WorkerPool().map(str, range(MIN_ITEMS)) is None


def test_caller_does_the_work_that_cannot_be_sent_to_workers(threads: None) -> None:
    assert WorkerPool().map(lambda item: item, range(MIN_ITEMS)) is None


def test_caller_does_the_work_where_no_worker_starts(
    two_cores: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> ThreadPoolExecutor:
        raise OSError("no more processes")

    monkeypatch.setattr(workers, "_start", refuse)
    assert WorkerPool().map(str, range(MIN_ITEMS)) is None
    WorkerPool().prestart(MIN_ITEMS, "json")


def _break(item: int) -> int:
    raise BrokenProcessPool


def test_workers_that_end_too_soon_are_a_runtime_error(threads: None) -> None:
    results = WorkerPool().map(_break, range(MIN_ITEMS))
    assert results is not None
    with pytest.raises(RuntimeError, match="ended too soon"):
        next(results)


@pytest.mark.skipif(not hasattr(os, "nice"), reason="processes have no niceness here")
def test_workers_have_a_lower_priority_than_the_process_that_waits(two_cores: None) -> None:
    pool, niceness = WorkerPool(), partial(os.getpriority, os.PRIO_PROCESS)
    (theirs,) = pool.map(niceness, [0], min_items=1) or ()
    pool.close()
    assert theirs == min(19, niceness(0) + 5)
