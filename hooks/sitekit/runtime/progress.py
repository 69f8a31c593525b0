"""Progress of long stages: a bar on a terminal, lines in a log, nothing for short stages."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO, TypeVar

import click

T = TypeVar("T")

SILENT_S = 2.0
"""Seconds of a stage before anything is shown."""
LOG_INTERVAL_S = 5.0
"""Seconds between two lines in a log."""


class Progress:
    """Shows stages on `terminal` if there is one, else by `log`; with neither it is silent."""

    def __init__(
        self, log: Callable[[str], None] | None = None, terminal: TextIO | None = None
    ) -> None:
        self._log, self._terminal = log, terminal
        self._stage, self._started, self._logged = "", 0.0, 0.0
        self._bar: Any = None

    def track(self, stage: str, items: Iterable[T], count: int) -> Iterator[T]:
        """Yield items, and show how many of `count` have been yielded."""
        for done, item in enumerate(items, start=1):
            yield item
            self.show(stage, done, count)

    def show(self, stage: str, done: int, count: int) -> None:
        """Show that `done` of `count` pieces of a stage are done."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._started, self._logged, self._bar = stage, now, now, None
        if now - self._started < SILENT_S:
            return
        if self._terminal:
            if self._bar is None:
                self._bar = click.progressbar(length=count, label=stage, file=self._terminal)
            self._bar.update(done - self._bar.pos)
            if done == count:
                self._bar.render_finish()
        elif self._log and (done == count or now - self._logged >= LOG_INTERVAL_S):
            self._logged = now
            self._log(f"{stage}: {done:,} of {count:,}")
