"""What is kept between builds: it saves work, it never harms, and it runs nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from sitekit.runtime.store import STORE_FILE, CacheStore
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite


@pytest.fixture
def told() -> list[str]:
    return []


def _put_and_get(file: Path, told: list[str]) -> dict[str, str]:
    with CacheStore(file, told.append) as store:
        store.put("space", {"a": "one", "b": "two"})
    with CacheStore(file, told.append) as store:
        return store.get("space", ["a", "b", "c"])


def test_texts_are_kept_by_key_and_space(tmp_path: Path, told: list[str]) -> None:
    assert _put_and_get(tmp_path / "new/folder/k", told) == {"a": "one", "b": "two"}
    with CacheStore(tmp_path / "new/folder/k", told.append) as store:
        assert store.get("other", ["a"]) == {}
        store.put("space", {"a": "three"})
        assert store.get("space", ["a"]) == {"a": "three"}
    assert told == []


def test_many_texts(tmp_path: Path, told: list[str]) -> None:
    many = {str(n): f"text {n}" for n in range(3_000)}
    with CacheStore(tmp_path / "k", told.append) as store:
        store.put("space", many)
        assert store.get("space", many) == many


def test_what_nobody_asks_for_goes(tmp_path: Path, told: list[str], monkeypatch) -> None:
    day, now = 86_400, 1_800_000_000.0
    monkeypatch.setattr("sitekit.runtime.store.time.time", lambda: now)
    _put_and_get(tmp_path / "k", told)
    for days in (5, 10):
        monkeypatch.setattr("sitekit.runtime.store.time.time", lambda d=days: now + d * day)
        with CacheStore(tmp_path / "k", told.append) as store:
            assert store.get("space", ["a"])
            store.put("space", {"c": "new"})
    with CacheStore(tmp_path / "k", told.append) as store:
        assert store.get("space", ["a", "b"]) == {"a": "one"}


def _ours(file: Path) -> None:
    _put_and_get(file, [])


def _corrupt(file: Path) -> None:
    _ours(file)
    data = bytearray(file.read_bytes())
    data[100:4000] = b"\xff" * 3900
    file.write_bytes(data)


def _truncated(file: Path) -> None:
    _ours(file)
    file.write_bytes(file.read_bytes()[:5000])


def _foreign(file: Path) -> None:
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE cache (theirs TEXT)")
        database.execute("INSERT INTO cache VALUES ('precious')")
    database.close()


def _text(file: Path) -> None:
    file.write_text("not a database at all " * 100)


def _folder(file: Path) -> None:
    file.mkdir()


def _locked(file: Path) -> None:
    _ours(file)
    database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA journal_mode = DELETE")
    database.execute("BEGIN EXCLUSIVE")
    threading.Timer(20, database.close).start()


BROKEN = [_corrupt, _truncated, _foreign, _text, _folder]


@pytest.mark.parametrize("broken", [*BROKEN, _locked])
def test_a_file_of_no_use_is_told_once_and_does_no_harm(broken, tmp_path, told) -> None:
    file = tmp_path / "k"
    broken(file)
    with CacheStore(file, told.append) as store:
        store.put("space", {"x": "new"})
        store.put("space", {"y": "new"})
        assert "a" not in store.get("space", ["a", "x"])
    assert len(told) == 1
    assert f"{tmp_path.name}/k is unusable" in told[0]


def test_another_programs_database_stays_as_it_is(tmp_path: Path, told: list[str]) -> None:
    _foreign(tmp_path / "k")
    before = (tmp_path / "k").read_bytes()
    _put_and_get(tmp_path / "k", told)
    assert (tmp_path / "k").read_bytes() == before


@pytest.mark.parametrize("broken", BROKEN)
def test_a_build_goes_on_without_it(broken, site: TemporarySite) -> None:
    assert site.build().returncode == 0
    reference = site.built()
    (site.root / ".cache").joinpath(STORE_FILE).unlink()
    for left in (site.root / ".cache").glob(f"{STORE_FILE}-*"):
        left.unlink()
    broken(site.root / ".cache" / STORE_FILE)
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("is unusable") == 1
    assert site.built() == reference


def test_several_builds_at_once_do_each_other_no_harm(
    tmp_path: Path, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sitekit.runtime.store.LOCK_TIMEOUT_S", 60)  # however busy the machine

    def work(number: int) -> None:
        for turn in range(20):
            with CacheStore(tmp_path / "k", told.append) as store:
                store.put("space", {f"{number}-{turn}": "x" * 10_000, "same": "y"})
                store.get("space", ["same"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with CacheStore(tmp_path / "k", told.append) as store:
        keys = [f"{number}-{turn}" for number in range(4) for turn in range(20)]
        assert len(store.get("space", keys)) == 80
    assert told == []


def test_it_can_be_deleted_at_any_time(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    reference = site.built()
    for file in (site.root / ".cache").glob(f"{STORE_FILE}*"):
        file.unlink()
    assert site.build().returncode == 0
    assert site.built() == reference


def test_files_that_no_build_wants_go_after_a_week(site: TemporarySite) -> None:
    site.write(
        {
            "posts/a.png": encoded(photo(90, 60), "PNG"),
            "posts/x.md": post(title="X", body="![A](a.png)"),
        }
    )
    assert site.build().returncode == 0
    folders = [site.root / ".cache" / name for name in ("cards", "pictures", "search")]

    def kept() -> list[set[str]]:
        return [{path.name for path in folder.iterdir()} for folder in folders]

    before = kept()
    site.write({"posts/a.png": None, "posts/x.md": None})
    assert site.build().returncode == 0
    assert all(old <= now for old, now in zip(before, kept(), strict=True))  # it may come back
    long_ago = time.time() - 8 * 86_400
    for folder in folders:
        for path in folder.iterdir():
            os.utime(path, (long_ago, long_ago))
    assert site.build().returncode == 0
    for old, now in zip(before, kept(), strict=True):
        assert now
        assert old - now
    reference = site.built()
    assert site.build("--clean").returncode == 0
    assert site.built() == reference


def test_a_folder_in_which_nothing_can_be_kept_is_told_and_does_no_harm(
    site: TemporarySite,
) -> None:
    assert site.build().returncode == 0
    shutil.rmtree(site.root / ".cache")
    site.write({".cache": "no folder", "posts/new.md": post(title="New")})
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("is unusable") == 1
    without = site.built()
    site.write({".cache": None})
    shutil.rmtree(site.root / "site")
    assert site.build().returncode == 0
    assert site.built() == without
