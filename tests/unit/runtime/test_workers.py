"""Processes that share work: when they start, and whom they let go first."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.workers import WorkerPool
from sitekit.site import read_site
from support.sites import TemporarySite


@pytest.mark.parametrize(
    ("pieces", "cores", "started"), [(64, 2, ["json", "json"]), (63, 2, []), (64, 1, [])]
)
def test_processes_start_while_much_work_is_gathered(
    pieces: int, cores: int, started: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    executor = SimpleNamespace(submit=lambda _, module: loaded.append(module))
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: cores)
    monkeypatch.setattr("sitekit.runtime.workers._start", lambda: executor)
    WorkerPool().prestart(pieces, "json")
    assert loaded == started


def test_only_a_first_build_expects_work(
    site: TemporarySite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: list[int] = []
    monkeypatch.setattr(WorkerPool, "prestart", lambda _, pieces, __: expected.append(pieces))
    for _ in range(2):
        with CacheStore(tmp_path / STORE_FILE, pytest.fail) as store:
            read_site(site.settings(), BuildContext(store))
    assert expected == [len([*site.root.glob("*/**/*.md")])]


@pytest.mark.skipif(not hasattr(os, "nice"), reason="processes have no niceness here")
def test_processes_let_the_one_that_waits_for_them_go_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    pool, niceness = WorkerPool(), partial(os.getpriority, os.PRIO_PROCESS)
    (theirs,) = pool.map(niceness, [0], min_items=1) or ()
    pool.close()
    assert theirs == min(19, niceness(0) + 5)
