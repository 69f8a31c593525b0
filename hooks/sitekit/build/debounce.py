"""Work that a preview does when its writer is not waiting for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock, Timer

from sitekit.runtime.garbage import collect_now

DELAY_S = 2.0
Job = Callable[[], Iterable[object] | None]
"""Its steps, if it has several, are taken one by one."""


class Debouncer:
    """Runs the newest job in a thread, once no other has been scheduled for `DELAY_S`."""

    def __init__(self) -> None:
        self._timer: Timer | None = None
        self._running = Lock()
        self._number = 0
        """Of the newest job; it counts cancelled ones, too."""

    def schedule(self, job: Job) -> None:
        """Schedule a job, in place of the one before it."""
        self.cancel()
        self._timer = Timer(DELAY_S, self._run, [job, self._number])
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Cancel the job: if it has started, after the step under way."""
        self._number += 1
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _run(self, job: Job, number: int) -> None:
        with self._running:
            for _ in job() or ():
                if self._number != number:
                    break
            collect_now()
