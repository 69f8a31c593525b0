"""The context of a build: its caches, its worker processes, and counts of the work done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sitekit.runtime.memo import MemoTable
from sitekit.runtime.progress import Progress
from sitekit.runtime.store import CacheStore
from sitekit.runtime.workers import WorkerPool


@dataclass
class BuildContext:
    """What the stages of one build run on; `close` ends it."""

    store: CacheStore | None = None
    workers: WorkerPool = field(default_factory=WorkerPool)
    progress: Progress = field(default_factory=Progress)
    memo: MemoTable = field(default_factory=MemoTable)
    counts: Counter[str] = field(default_factory=Counter)
    """How much was made that was not cached, by what it is."""

    def close(self) -> None:
        """Close the store, end the processes, and end the memo table's revision."""
        self.memo.next_revision()
        self.workers.close()
        if self.store:
            self.store.close()
