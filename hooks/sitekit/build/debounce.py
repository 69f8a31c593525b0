"""Work that a preview does when its writer is not waiting for it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Lock, Timer

DELAY_S = 2.0


class Debouncer:
    """Runs the newest job in a thread, once no other has been scheduled for `DELAY_S`."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._running = Lock()

    def schedule(self, job: Callable[[], None]) -> None:
        """Schedule a job, in place of one that has not started."""
        self.cancel()
        self._timer = Timer(DELAY_S, self._run, [job])
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Cancel the job if it has not started."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _run(self, job: Callable[[], None]) -> None:
        with self._running:
            job()
            _collect_garbage()


def _collect_garbage() -> None:
    """Collect garbage now, and let no rebuild go through the objects that survive.

    A preview holds so many that the collector takes a third of a rebuild of a large site.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
