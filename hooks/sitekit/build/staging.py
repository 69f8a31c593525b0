"""Staging: a folder beside the site, in which a build writes until it has succeeded."""

from __future__ import annotations

import logging
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_DAY_S = 86_400
_PREFIX = ".sitekit-build-"
"""Of the names of staging folders, which nothing else has."""


@dataclass(frozen=True)
class Staging:
    """A build's folder for stale files, and the site folder that it publishes to."""

    final: Path
    folder: TemporaryDirectory[str]

    @classmethod
    def next_to(cls, site: Path) -> Staging:
        """Create the folder next to the site, or in it if that is a file system of its own.

        Files can be moved in one step only within a file system.
        """
        final = site.resolve()
        final.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(final)
        is_mounted = final.is_dir() and final.stat().st_dev != final.parent.stat().st_dev
        parent = final if is_mounted else final.parent
        return cls(final, TemporaryDirectory(prefix=_PREFIX, dir=parent))

    @property
    def new(self) -> Path:
        """The folder to build into."""
        return Path(self.folder.name) / "new"

    def remove(self) -> None:
        """Remove the folder."""
        self.folder.cleanup()

    @property
    def outcome(self) -> str:
        """What a failed build says of the site."""
        return f"{self.final.name}/ is unchanged." if self.final.exists() else "Nothing was built."


def _remove_abandoned(site: Path) -> None:
    """Remove the folders of builds that were killed over a day ago."""
    for folder in (*site.parent.glob(f"{_PREFIX}*"), *site.glob(f"{_PREFIX}*")):
        with suppress(OSError):  # another build removes it
            if time.time() - folder.stat().st_mtime > _DAY_S:
                shutil.rmtree(folder, ignore_errors=True)


def conflict_with(site: Path, own: Iterable[Path]) -> Path | None:
    """Return the first of the folders `own` that a site folder is, holds, or lies in.

    Folders are compared by identity, so that links and the case of names make no difference.
    """
    site = site.resolve()
    site_and_parents = {_identity_of(folder) for folder in (site, *site.parents)}
    for folder in own:
        resolved = folder.resolve()
        if not resolved.exists():
            continue
        parents = {_identity_of(parent) for parent in resolved.parents}
        holds = site.exists() and _identity_of(site) in parents
        if holds or _identity_of(resolved) in site_and_parents:
            return folder
    return None


def _identity_of(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


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

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - only their number counts
        """Count a message."""
        self.count += 1
