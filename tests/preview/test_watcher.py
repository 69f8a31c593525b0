"""The system reports changes to the preview: of every way to save, and nothing else."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserver

from sitekit.mkdocs_adapter.watcher import Watcher, install_watcher


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("docs", "posts/bundle"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "posts/a.md").write_text("A")
    (tmp_path / "mkdocs.yml").write_text("x: 1")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/b.md").write_text("B")
    (tmp_path / "linked").symlink_to(tmp_path / "elsewhere")
    return tmp_path


@pytest.fixture
def server(root: Path) -> Iterator[LiveReloadServer]:
    """MkDocs' own server, watching as `mkdocs serve` does, and not serving."""
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(root))
    server.watch(str(root / "docs"))
    server.watch(str(root / "mkdocs.yml"))
    yield server
    server.observer.stop()
    server.server_close()


def _install(server: LiveReloadServer, root: Path) -> bool:
    upcoming = [str(root / "posts"), str(root / "linked")]
    installed = install_watcher(server, [str(root / "docs"), str(root / "mkdocs.yml")], upcoming)
    for path in upcoming:
        server.watch(path)
    return installed


def _notices(server: LiveReloadServer, seconds: float = 5) -> bool:
    with server._rebuild_cond:
        noticed = server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=seconds)
        server._want_rebuild = False
    return bool(noticed)


def _settle(server: LiveReloadServer) -> None:
    while _notices(server, 0.3):
        pass


def _replace(file: Path, text: str) -> None:
    """Save as many editors do: write a new file, and replace the old one by it."""
    new = file.with_name(f".{file.name}.swp")
    new.write_text(text)
    new.replace(file)


CHANGES = {
    "an edit": lambda root: (root / "posts/a.md").write_text("other"),
    "an edit by a new file": lambda root: _replace(root / "posts/a.md", "other"),
    "a new file": lambda root: (root / "posts/new.md").write_text("new"),
    "a deleted file": lambda root: (root / "posts/a.md").unlink(),
    "a renamed file": lambda root: (root / "posts/a.md").rename(root / "posts/b.md"),
    "a folder moved in": lambda root: shutil.move(root / "elsewhere", root / "posts/moved"),
    "a folder moved out": lambda root: shutil.move(root / "posts/bundle", root / "elsewhere/old"),
    "settings": lambda root: (root / "mkdocs.yml").write_text("x: 2"),
    "settings by a new file": lambda root: _replace(root / "mkdocs.yml", "x: 3"),
    "a file in a linked folder": lambda root: (root / "elsewhere/b.md").write_text("other"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_change_of_every_kind_is_noticed_repeatedly(change, server, root: Path) -> None:
    assert _install(server, root)
    assert isinstance(server.observer, Watcher)
    server.observer.start()
    _replace(root / "mkdocs.yml", "x: 0")
    assert _notices(server)
    _settle(server)
    change(root)
    assert _notices(server)


def test_reading_and_other_files_are_not_noticed(server, root: Path) -> None:
    assert _install(server, root)
    server.observer.start()
    (root / "posts/a.md").read_text()
    (root / "posts/.a.md.swp").write_text("not saved yet")
    (root / "README.md").write_text("no content")
    assert not _notices(server, 0.5)
    (root / "posts/a.md").write_text("saved")
    assert _notices(server)


def test_polling_is_used_where_the_system_cannot_watch(server, root, monkeypatch) -> None:
    def full(self) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Watcher, "start", full)
    delay = server.build_delay
    assert not _install(server, root)
    assert isinstance(server.observer, PollingObserver)
    assert server.build_delay == delay
