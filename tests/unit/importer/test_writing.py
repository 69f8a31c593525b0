"""All files of an import are written, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.importer.models import ForeignSiteError
from sitekit.importer.writing import write_all
from support.foreign_blogs import files_below, write_files


def test_files_are_written_copied_and_edited(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/e.yml": "old", "f.png": b"f"})
    site = tmp_path / "site"
    write_all(site, {"a/b/c.md": b"c", "d.png": tmp_path / "f.png"}, {"e.yml": b"new"})
    assert files_below(site) == {"a/b/c.md": "c", "d.png": b"f", "e.yml": "new"}


def test_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.md": "mine", "e.yml": "old"})
    with pytest.raises(ForeignSiteError, match=r"b\.md exists\): nothing was"):
        write_all(tmp_path, {"posts/a/a.md": b"a", "b.md": b"b"}, {"e.yml": b"new"})
    assert files_below(tmp_path) == {"b.md": "mine", "e.yml": "old"}
    assert not (tmp_path / "posts").exists()


def test_interrupted_import_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if target.name == "e.yml":
            replace(self, target)
            raise KeyboardInterrupt
        return replace(self, target)

    write_files(tmp_path, {"e.yml": "old"})
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(ForeignSiteError, match="interrupted"):
        write_all(tmp_path, {"posts/a/a.md": b"a"}, {"e.yml": b"new"})
    monkeypatch.undo()
    assert files_below(tmp_path) == {"e.yml": "old"}
    assert not (tmp_path / "posts/a").exists()


def test_folder_that_another_program_writes_into_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, target: Path) -> Path:
        write_files(tmp_path, {"a/other.md": "theirs"})
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ForeignSiteError, match="No space"):
        write_all(tmp_path, {"a/a.md": b"a"}, {})
    assert files_below(tmp_path) == {"a/other.md": "theirs"}
