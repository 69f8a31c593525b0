"""Work that a preview does when its writer is not waiting for it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Lock, Timer

DELAY_S = 2.0  # seconds in which nothing is saved


class Debouncer:
    """Does the newest job that it is given, in a thread, once no other has come for a moment."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._busy = Lock()

    def schedule(self, job: Callable[[], None]) -> None:
        """Take a job, in place of one that has not begun."""
        self.cancel()
        self._timer = Timer(DELAY_S, self._do, [job])
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Leave a job that has not begun."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _do(self, job: Callable[[], None]) -> None:
        with self._busy:
            job()
            _tidy()


def _tidy() -> None:
    """Look for garbage now, and let no rebuild look through what is none by now.

    All that a preview keeps is much to look through: a third of a rebuild of a large site.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
