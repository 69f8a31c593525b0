"""Writes an import: all of its files or none, and over no file that is there."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit.importer.models import ForeignSiteError


def write_all(root: Path, new: Mapping[str, bytes | Path], edited: Mapping[str, bytes]) -> None:
    """Write new files, and files that are edited, below a folder; a path is a file to copy.

    Raises ForeignSiteError if one cannot be written or a new one is there already; then everything
    is as it was before. All files are first written beside their folders, so that a full disk is
    noticed before anything is moved.
    """
    undo: list[tuple[Path, bytes | None]] = []
    folders: list[Path] = []
    try:
        with TemporaryDirectory(prefix=".sitekit-import-", dir=root) as staging:
            for number, data in enumerate([*new.values(), *edited.values()]):
                staged = Path(staging) / str(number)
                if isinstance(data, Path):
                    shutil.copyfile(data, staged)
                else:
                    staged.write_bytes(data)
            for number, path in enumerate([*new, *edited]):
                target = root / path
                _make_folders(target.parent, folders)
                if path in new and target.exists():
                    raise FileExistsError(f"{path} exists")
                undo.append((target, target.read_bytes() if target.exists() else None))
                (Path(staging) / str(number)).replace(target)
    except (OSError, KeyboardInterrupt) as error:
        _restore(undo, folders)
        reason = getattr(error, "strerror", None) or str(error) or "interrupted"
        raise ForeignSiteError(
            f"The import could not be written ({reason}): nothing was."
        ) from None


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    for path in reversed(missing):
        path.mkdir()
        made.append(path)


def _restore(undo: list[tuple[Path, bytes | None]], folders: list[Path]) -> None:
    for target, before in reversed(undo):
        with suppress(OSError):
            if before is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(before)
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()
