"""Files in the cache: found whole or not at all, read as they were written or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitekit.runtime.cached_files import DamagedFileError, cache_file, cached_files


def test_cached_file_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "other.png").touch()
    folder = tmp_path / "new"
    for name, data in {"a-b.png": b"one", "c.webp": b"", "d.tar.gz": b"two"}.items():
        written = cache_file(folder, name, data)
        assert written == cached_files(folder)[name]
        assert written.read_bytes() == data
    assert cached_files(folder).keys() == {"a-b.png", "c.webp", "d.tar.gz"}
    assert cached_files(tmp_path) == cached_files(tmp_path / "nothing") == {}


@pytest.mark.parametrize("left", [b"", b"tw", b"two and more"])
def test_cached_file_of_another_length_is_not_found(left: bytes, tmp_path: Path) -> None:
    written = cache_file(tmp_path, "a.png", b"two")
    written.path.write_bytes(left)
    assert cached_files(tmp_path) == {}
    assert not written.has_its_size


@pytest.mark.parametrize("left", [b"", b"tw", b"\0\0\0", None])
def test_cached_file_of_other_content_is_removed_when_read(left: bytes, tmp_path: Path) -> None:
    written = cache_file(tmp_path, "a.png", b"two")
    written.path.unlink() if left is None else written.path.write_bytes(left)
    with pytest.raises(DamagedFileError):
        written.read_bytes()
    assert [*tmp_path.iterdir()] == []


def test_cached_file_does_not_wait_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(number: int) -> None:
        raise AssertionError(number)

    monkeypatch.setattr(os, "fsync", fail)
    written = cache_file(tmp_path, "a.png", b"two")
    assert written
    assert written.read_bytes() == b"two"


def test_file_that_cannot_be_cached_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert cache_file(tmp_path / "file", "a.png", b"two") is None
