"""How far a build is: a bar on a terminal, lines in a log, nothing for what takes no time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO, TypeVar

import click

T = TypeVar("T")

_PATIENCE = 2.0  # seconds that a stage may take without a word
_BETWEEN = 5.0  # seconds between two lines in a log


class Progress:
    """Shows stages that take over a few seconds: on `terminal` where there is one, else by `tell`.

    With neither it is silent.
    """

    def __init__(
        self, tell: Callable[[str], None] | None = None, terminal: TextIO | None = None
    ) -> None:
        self._tell, self._terminal = tell, terminal
        self._stage, self._since, self._told = "", 0.0, 0.0
        self._bar: Any = None

    def track(self, stage: str, items: Iterable[T], count: int) -> Iterator[T]:
        """Yield items, and show how many of them have been yielded."""
        for done, item in enumerate(items, start=1):
            yield item
            self.show(stage, done, count)

    def show(self, stage: str, done: int, count: int) -> None:
        """Show that so many of the pieces of a stage are done."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._since, self._told, self._bar = stage, now, now, None
        if now - self._since < _PATIENCE:
            return
        if self._terminal:
            if self._bar is None:
                self._bar = click.progressbar(length=count, label=stage, file=self._terminal)
            self._bar.update(done - self._bar.pos)
            if done == count:
                self._bar.render_finish()
        elif self._tell and (done == count or now - self._told >= _BETWEEN):
            self._told = now
            self._tell(f"{stage}: {done:,} of {count:,}")
