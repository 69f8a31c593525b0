"""What keeps a failed build from `site/`: a folder beside it, and a count of warnings."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory

_DAY_S = 86_400
_MARK = ".sitekit-staging"
"""The file that tells a folder of ours from one that is only named like it."""


@dataclass(frozen=True)
class Staging:
    """What a build makes anew, and the site it is for; what is not published goes with it."""

    final: Path
    folder: TemporaryDirectory[str]

    @classmethod
    def beside(cls, site: Path) -> Staging:
        """Make the folder beside the site, on the same file system."""
        final = site.resolve()
        final.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(final)
        folder = TemporaryDirectory(prefix=f".{final.name}-", dir=final.parent)
        (Path(folder.name) / _MARK).touch()
        return cls(final, folder)

    @property
    def new(self) -> Path:
        """The folder to build into."""
        return Path(self.folder.name) / "new"

    def drop(self) -> None:
        """Remove the folder."""
        self.folder.cleanup()

    @property
    def outcome(self) -> str:
        """What to say of the site when the build fails."""
        return f"{self.final.name}/ is as it was." if self.final.exists() else "Nothing was built."


def _remove_abandoned(site: Path) -> None:
    """Remove the folders of builds that were killed over a day ago, known by their mark."""
    for folder in site.parent.glob(f".{escape(site.name)}-*"):
        with suppress(OSError):  # not ours to look into, or another build removes it, too
            if time.time() - (folder / _MARK).stat().st_mtime > _DAY_S:
                shutil.rmtree(folder, ignore_errors=True)


def conflict_with(site: Path, own: Iterable[Path]) -> Path | None:
    """Return the first of the folders `own` that a site folder is, holds, or lies in.

    Folders are compared by identity, so that links and the case of names make no difference.
    """
    site = site.resolve()
    around_site = {_identity(folder) for folder in (site, *site.parents)}
    for folder in own:
        resolved = folder.resolve()
        if not resolved.exists():
            continue
        around = {_identity(parent) for parent in (resolved, *resolved.parents)}
        if _identity(resolved) in around_site or (site.exists() and _identity(site) in around):
            return folder
    return None


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class WarningCounter(logging.Handler):
    """Counts a logger's messages at WARNING and above, of one build at a time."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self.logger, self.count = logger, 0

    def listen(self) -> None:
        """Start to count; a counter that an aborted build left behind stops."""
        for handler in self.logger.handlers[:]:
            if isinstance(handler, WarningCounter):
                handler.stop()
        self.logger.addHandler(self)

    def stop(self) -> None:
        """Stop counting."""
        self.logger.removeHandler(self)

    def emit(self, entry: logging.LogRecord) -> None:  # noqa: ARG002 - only their number counts
        """Count a message."""
        self.count += 1
