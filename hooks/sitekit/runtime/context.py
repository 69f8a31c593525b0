"""What builds work with: what earlier ones kept, processes for much work, a tally of the work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sitekit.runtime.memo import MemoTable
from sitekit.runtime.progress import Progress
from sitekit.runtime.store import CacheStore
from sitekit.runtime.workers import WorkerPool


@dataclass
class BuildContext:
    """The means of one build; `close` ends it."""

    store: CacheStore | None = None
    workers: WorkerPool = field(default_factory=WorkerPool)
    progress: Progress = field(default_factory=Progress)
    memo: MemoTable = field(default_factory=MemoTable)
    made: Counter[str] = field(default_factory=Counter)
    """How much was made that no earlier build had kept, by what it is."""

    def close(self) -> None:
        """Let go of files and processes."""
        self.memo.next_revision()
        self.workers.close()
        if self.store:
            self.store.close()
