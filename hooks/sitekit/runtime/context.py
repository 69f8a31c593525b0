"""The context of a build: its caches, its worker processes, and counts of the work done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from sitekit.runtime.fingerprint import digest
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
    _texts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """What was made, and is to be cached, by namespace and key."""

    def cached(self, namespace: str, key: str, make: Callable[[], str]) -> str:
        """Return the text of a key, which names all that it is made of; it is made if need be.

        Each is cached with its digest: a damaged one is made again.
        """
        made = self._texts[namespace]
        if key in made:
            return made[key]
        stored = self.store.get(namespace, [key]) if self.store else {}
        name, _, text = stored.get(key, "").partition("\n")
        if name != digest(text):
            made[key] = text = make()
            self.counts[namespace] += 1
        return text

    def close(self) -> None:
        """Close the store, end the processes, and end the memo table's revision."""
        while self._texts and self.store:
            namespace, texts = self._texts.popitem()
            rows = {key: f"{digest(text)}\n{text}" for key, text in texts.items()}
            self.store.put(namespace, rows)
        self.memo.next_revision()
        self.workers.close()
        if self.store:
            self.store.close()
