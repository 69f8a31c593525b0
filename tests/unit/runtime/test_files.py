"""Files on disk: stamps, atomic writes, and the removal of what is unused."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.runtime.files import prune, stamp_from, stamp_of, why_not_writable, write_atomically
from support.builds import wait_for_the_clock


def test_stamp_differs_after_every_kind_of_write(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("text")
    stamps = [stamp_of(file)]
    wait_for_the_clock(tmp_path)
    status = file.stat()
    file.write_text("TEXT")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    stamps.append(stamp_of(file))
    other = tmp_path / "other"
    other.write_text("TEXT")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(file)
    stamps.append(stamp_of(file))
    file.write_text("longer text")
    stamps.append(stamp_of(file))
    assert len({*stamps}) == 4
    assert stamp_of(file) == stamps[-1]


def test_stamp_has_size_times_and_inode() -> None:
    fields = {"st_size": 1, "st_mtime_ns": 1, "st_ctime_ns": 1, "st_ino": 1}
    statuses = [SimpleNamespace(**fields | {name: 2}) for name in fields]
    assert len({stamp_from(status) for status in statuses}) == len(fields)


def test_stamp_is_of_regular_files_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "file")
    assert stamp_of(tmp_path / "file")
    assert stamp_of(tmp_path / "link") is None
    assert stamp_of(tmp_path) is None
    assert stamp_of(tmp_path / "nothing") is None


def test_atomic_write_replaces_a_file_and_leaves_no_other(tmp_path: Path) -> None:
    file = tmp_path / "new/folder/file"
    for data in (b"one", b"two"):
        assert write_atomically(file, data)
        assert file.read_bytes() == data
    assert [path.name for path in file.parent.iterdir()] == ["file"]


def test_atomic_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_disk(number: int) -> None:
        raise OSError("No space left")

    file = tmp_path / "file"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fill_disk)
    assert not write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [file]


def test_folder_that_is_writable_is_made(tmp_path: Path) -> None:
    assert why_not_writable(tmp_path / "new/folder") == ""
    assert [*(tmp_path / "new/folder").iterdir()] == []


def test_folder_that_is_not_writable_has_a_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert why_not_writable(tmp_path / "file") == "File exists"
    assert why_not_writable(tmp_path / "file/folder") == "Not a directory"


def test_prune_removes_what_is_old_and_not_in_use(tmp_path: Path) -> None:
    days_old = {"old": 8, "older": 30, "used": 30, "young": 6}
    for name, days in days_old.items():
        (tmp_path / name).touch()
        (tmp_path / f"{name}-folder").mkdir()
        (tmp_path / f"{name}-folder/inner").touch()
        for path in (tmp_path / name, tmp_path / f"{name}-folder"):
            written = time.time() - days * 86_400
            os.utime(path, (written, written))
    prune(tmp_path, {"used", "used-folder"})
    left = {"used", "used-folder", "young", "young-folder"}
    assert {path.name for path in tmp_path.iterdir()} == left
    prune(tmp_path, {"used"}, days=5)
    assert {path.name for path in tmp_path.iterdir()} == {"used"}
    prune(tmp_path / "nothing", ())


def test_prune_does_not_follow_links(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other/precious").touch()
    os.utime(tmp_path / "other", (0, 0))
    (tmp_path / "cache/link").symlink_to(tmp_path / "other")
    prune(tmp_path / "cache", ())
    assert [*(tmp_path / "cache").iterdir()] == []
    assert (tmp_path / "other/precious").exists()
