"""A site or a cache that something else changed or broke: the next build repairs what it needs."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sitekit.runtime.store import STORE_FILE
from support.builds import Files, RebuiltSite, different, files_of, stamps_of, wait_for_the_clock
from support.warm_builds import FIRST, PAGE, assert_equal


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def _edit_in_place(file: Path) -> None:
    """Change a byte; the size and the time of the last write stay the same."""
    status = file.stat()
    with file.open("r+b") as opened:
        opened.write(b"!")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _replace_by_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "more.html").write_text("")


def _replace_by_link(file: Path) -> None:
    other = file.parents[1] / "other.html"
    file.rename(other)
    file.symlink_to(other)


def _replace_by_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


def _replace_by_linked_folder(folder: Path) -> None:
    folder.rename(folder.parents[1] / "elsewhere")
    folder.symlink_to(folder.parents[1] / "elsewhere")


def _add_files(folder: Path) -> None:
    (folder / "more/deep").mkdir(parents=True)
    (folder / "more/deep/index.html").write_text("")
    (folder / "blog/more.html").write_text("")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "page truncated": (_truncate, PAGE),
    "page deleted": (Path.unlink, PAGE),
    "page edited in place": (_edit_in_place, PAGE),
    "page in the navigation edited": (_edit_in_place, "blog/index.html"),
    "feed edited": (_edit_in_place, "feed.xml"),
    "Markdown version edited": (_edit_in_place, "blog/first/index.md"),
    "sitemap edited": (_edit_in_place, "sitemap.xml"),
    "gzipped sitemap edited": (_edit_in_place, "sitemap.xml.gz"),
    "page for unknown addresses deleted": (Path.unlink, "404.html"),
    "picture truncated": (_truncate, "blog/pictured/screen.png"),
    "style sheet edited": (_edit_in_place, "assets/late.*.css"),
    "program of the search edited": (_edit_in_place, "pagefind/pagefind.js"),
    "redirect deleted": (Path.unlink, "old/first.html"),
    "page replaced by a folder": (_replace_by_folder, PAGE),
    "page replaced by a link": (_replace_by_link, PAGE),
    "folder replaced by a file": (_replace_by_file, "blog/first"),
    "folder replaced by a link": (_replace_by_linked_folder, "blog"),
    "folder deleted": (shutil.rmtree, "blog"),
    "everything deleted": (shutil.rmtree, "."),
    "files added": (_add_files, "."),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_files_alone_are_written_again(name: str, warm: RebuiltSite, base: Files) -> None:
    damage, place = DAMAGE[name]
    wait_for_the_clock(warm.site.root)
    before = stamps_of(warm.built)
    [found] = warm.built.glob(place) if "*" in place else [warm.built / place]
    damage(found)
    damaged = different(before, stamps_of(warm.built))
    assert damaged
    warm.build()
    assert_equal(files_of(warm.built), base)
    assert different(before, stamps_of(warm.built)) == damaged & base.keys()


def _shorten(file: Path) -> None:
    """Leave what a power failure does: the length on the disk is not that of what was written."""
    file.write_bytes(file.read_bytes()[:-7])


def _blank(file: Path) -> None:
    """Leave zeros in the right length, as some file systems do."""
    file.write_bytes(bytes(file.stat().st_size))


_MADE = ["cards/*.png", "pictures/*/*-*.png", "pictures/*/*.webp", "search/*/[!c]*", "search/*/*/*"]
_FACTS = ["pictures/*/png.json", "search/*/contents.json"]


@pytest.mark.parametrize("patterns", [_MADE, _FACTS], ids=["made", "facts"])
@pytest.mark.parametrize("damage", [_shorten, _blank, Path.unlink])
def test_cached_files_that_are_damaged_are_made_again_and_never_published(
    damage: Callable[[Path], None], patterns: list[str], warm: RebuiltSite, base: Files
) -> None:
    for pattern in patterns:
        found = [file for file in (warm.site.root / ".cache").glob(pattern) if file.is_file()]
        assert found, pattern
        for file in found:
            damage(file)
    shutil.rmtree(warm.built)
    warm.build()
    assert_equal(files_of(warm.built), base)


def _delete(store: Path) -> None:
    for file in store.parent.glob(f"{STORE_FILE}*"):
        file.unlink()


def _corrupt(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    _delete(store)
    store.write_bytes(data)


def _halve(store: Path) -> None:
    data = store.read_bytes()
    _delete(store)
    store.write_bytes(data[: len(data) // 2])


def _blank_pages(store: Path) -> None:
    """Leave zeros for the newest pages, which had not reached the disk."""
    data = store.read_bytes()
    _delete(store)
    store.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


def _tear_log(store: Path) -> None:
    """Leave a write-ahead log that is no continuation of the file."""
    store.with_name(f"{STORE_FILE}-wal").write_bytes(b"\x37\x7f\x06\x82" + b"torn" * 2000)


def _make_folder(store: Path) -> None:
    _delete(store)
    store.mkdir()


@pytest.mark.parametrize(
    "damage", [_delete, _corrupt, _halve, _blank_pages, _tear_log, _make_folder]
)
def test_store_that_is_damaged_changes_no_page(
    damage: Callable[[Path], None], warm: RebuiltSite, base: Files
) -> None:
    store = warm.site.root / ".cache" / STORE_FILE
    damage(store)
    for _ in range(2):
        _truncate(warm.built / PAGE)
        warm.build()
        assert_equal(files_of(warm.built), base)
    _delete(store) if store.is_file() else shutil.rmtree(store, ignore_errors=True)


def _lock(patch: pytest.MonkeyPatch, store: Path) -> sqlite3.Connection:
    database = sqlite3.connect(store, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    patch.setattr("sitekit.runtime.store.LOCK_TIMEOUT_S", 0.01)
    return database


def _make_read_only(patch: pytest.MonkeyPatch, store: Path) -> sqlite3.Connection:
    connect = sqlite3.connect

    def connect_read_only(file: Path, **named: float) -> sqlite3.Connection:
        return connect(f"{file.as_uri()}?mode=ro", uri=True, **named)

    patch.setattr("sitekit.runtime.store.sqlite3.connect", connect_read_only)
    return connect(store)


@pytest.mark.parametrize("hold", [_lock, _make_read_only])
def test_store_that_cannot_be_written_leaves_no_stale_page_later(
    hold: Callable[[pytest.MonkeyPatch, Path], sqlite3.Connection], warm: RebuiltSite, base: Files
) -> None:
    """The manifest lacks what such a build publishes: the next must not trust its older entries."""
    store = warm.site.root / ".cache" / STORE_FILE
    warm.site.edit(FIRST, "Opening words.", "Opening lines.")
    expected = warm.fresh()
    with pytest.MonkeyPatch.context() as patch:
        database = hold(patch, store)
        warm.build()
        database.close()
    assert_equal(files_of(warm.built), expected)
    warm.site.edit(FIRST, "Opening lines.", "Opening words.")
    warm.build()
    assert_equal(files_of(warm.built), base)
