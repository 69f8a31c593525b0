"""What keeps a failed build from `site/`: a folder beside it, and a count of warnings."""

from __future__ import annotations

import logging
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

_A_DAY = 86_400  # seconds


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
        for left in final.parent.glob(f".{final.name}-*"):  # by a build that was killed
            if time.time() - left.stat().st_mtime > _A_DAY:
                shutil.rmtree(left, ignore_errors=True)
        return cls(final, TemporaryDirectory(prefix=f".{final.name}-", dir=final.parent))

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
