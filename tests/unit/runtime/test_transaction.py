"""Changes of several files: all or none, and none over a file that is there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sitekit.runtime import transaction
from sitekit.runtime.transaction import Changes, commit, recover

BEFORE = {"a/x.md": b"x", "a/b/y.md": b"y", "z.md": b"z"}
CHANGES = Changes(
    {"a/b": "c/d/e"}, {"c/d/e/y.md": b"Y", "z.md": b"Z", "new/n.md": b"n", "a/x.md": b"X"}
)
AFTER = {"a/x.md": b"X", "c/d/e/y.md": b"Y", "z.md": b"Z", "new/n.md": b"n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in BEFORE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def _files(root: Path) -> dict[str, bytes]:
    found = (p for p in root.rglob("*") if p.is_file())
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


def test_changes_are_made_and_nothing_else_is_left(root: Path) -> None:
    (root / "z.md").chmod(0o600)
    commit(root, CHANGES)
    assert _files(root) == AFTER
    assert (root / "z.md").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in root.iterdir() if p.name[0] == "."] == []
    recover(root)
    assert _files(root) == AFTER


@pytest.mark.parametrize("failing", range(4))
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space"), KeyboardInterrupt()])
def test_changes_are_undone_if_one_cannot_be_made(
    failing: int, error: BaseException, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put, calls = transaction._put, list[Path]()

    def put_or_fail(file: Path, content: bytes) -> None:
        calls.append(file)
        if len(calls) == failing + 1:
            raise error
        put(file, content)

    monkeypatch.setattr(transaction, "_put", put_or_fail)
    with pytest.raises(type(error)):
        commit(root, CHANGES)
    assert _files(root) == BEFORE
    recover(root)
    assert _files(root) == BEFORE


def test_nothing_is_moved_over_what_is_there(root: Path) -> None:
    with pytest.raises(FileExistsError):
        commit(root, Changes({"a/b": "c", "a/x.md": "z.md"}))
    assert _files(root) == BEFORE


def test_decided_changes_are_finished_by_the_next_program(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "_apply", lambda _: None)
    monkeypatch.setattr(Path, "rename", _rename_once(Path.rename))
    with pytest.raises(SystemExit):
        commit(root, CHANGES)
    monkeypatch.undo()
    assert (root / ".sitekit-changes").exists()
    recover(root)
    assert _files(root) == AFTER


def _rename_once(rename):
    calls = []

    def renamed(self, target):
        calls.append(target)
        if len(calls) > 1:
            raise SystemExit
        return rename(self, target)

    return renamed
