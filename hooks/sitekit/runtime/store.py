"""What builds cache for the next one: texts by key, in one SQLite file.

Nothing in it can run, and it may be deleted at any time. If the file is unusable (corrupt, another
program's, locked, read-only), builds go on without it and report that in one line. Several builds
may use it at once.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from weakref import finalize

from sitekit.runtime.files import UNUSED_DAYS

STORE_FILE = "store.sqlite"
"""The file's name, in the cache folder."""
LOCK_TIMEOUT_S = 2.0
_APPLICATION_ID = 0x5173_4B17
"""SQLite's application_id: tells our file from another program's."""
_SCHEMA_VERSION = 3
"""SQLite's user_version: a file of another version is emptied."""
_KEYS_PER_QUERY = 500
_DAY_S = 86_400


class CacheStore:
    """Texts by key, each in a namespace. `report` is called at most once, if nothing is cached."""

    def __init__(self, file: Path, report: Callable[[str], None]) -> None:
        self._file, self._report = file, report
        self._today = int(time.time() // _DAY_S)
        self._database: sqlite3.Connection | None = None
        self.is_new = not file.exists()
        """Whether no earlier build cached anything."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open(file)
            finalize(self, _close, self._database)  # where a build ends before it closes the store
        except (sqlite3.Error, OSError) as error:
            self._fail(error)

    def get(self, namespace: str, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts that are cached under these keys."""
        wanted, rows = list(keys), list[tuple[str, str, int]]()
        if self._database is None:
            return {}
        try:
            for start in range(0, len(wanted), _KEYS_PER_QUERY):
                some = wanted[start : start + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                query = f"{_SELECT} AND key IN ({marks})"
                rows += self._database.execute(query, (namespace, *some))
            self._mark_used(namespace, [key for key, _, used in rows if used < self._today])
        except sqlite3.Error as error:
            self._fail(error)
        return {key: text for key, text, _ in rows}

    def get_all(self, namespace: str) -> dict[str, str]:
        """Return all texts of a namespace by their keys."""
        if self._database is None:
            return {}
        try:
            rows = self._database.execute(_SELECT, (namespace,)).fetchall()
            self._mark_used(namespace, [key for key, _, used in rows if used < self._today])
        except sqlite3.Error as error:
            self._fail(error)
            return {}
        return {key: text for key, text, _ in rows}

    def put(self, namespace: str, texts: Mapping[str, str]) -> None:
        """Cache texts, in place of what was cached under their keys."""
        rows = [(namespace, key, text, self._today) for key, text in texts.items()]
        if self._database is None or not rows:
            return
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?)", rows)
                oldest = (self._today - UNUSED_DAYS,)
                self._database.execute("DELETE FROM cache WHERE used < ?", oldest)
        except sqlite3.Error as error:
            self._fail(error)

    def delete(self, namespace: str, keys: Iterable[str]) -> None:
        """Remove what is cached under these keys."""
        rows = [(namespace, key) for key in keys]
        if self._database is None or not rows:
            return
        try:
            with self._database:
                delete = "DELETE FROM cache WHERE namespace = ? AND key = ?"
                self._database.executemany(delete, rows)
        except sqlite3.Error as error:
            self._fail(error)

    def __enter__(self) -> CacheStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._database is not None:
            _close(self._database)
            self._database = None

    def _mark_used(self, namespace: str, keys: list[str]) -> None:
        """Record, once a day, that texts are still used."""
        assert self._database is not None
        if not keys:
            return
        with self._database:
            self._database.executemany(
                "UPDATE cache SET used = ? WHERE namespace = ? AND key = ?",
                ((self._today, namespace, key) for key in keys),
            )

    def _fail(self, error: Exception) -> None:
        self.close()
        name = f"{self._file.parent.name}/{self._file.name}"
        self._report(f"{name} is unusable ({error}): nothing is cached. The file may be deleted.")


_SELECT = "SELECT key, text, used FROM cache WHERE namespace = ?"


def _close(database: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):  # another thread may end last, which may not close it
        database.close()


def _open(file: Path) -> sqlite3.Connection:
    """Open the file, or create it. Raises sqlite3.Error for a file that is not ours to write."""
    database = sqlite3.connect(file, timeout=LOCK_TIMEOUT_S)
    try:
        both = "SELECT (SELECT * FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)"
        application_id, tables = database.execute(both).fetchone()
        if application_id != _APPLICATION_ID and tables:
            raise sqlite3.DatabaseError("another program's database")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")  # of two builds that create it, one waits
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != _SCHEMA_VERSION:
            database.execute("DROP TABLE IF EXISTS cache")
            database.execute(
                "CREATE TABLE cache (namespace TEXT, key TEXT, text TEXT, used INTEGER, "
                "PRIMARY KEY (namespace, key))"
            )
            database.execute("CREATE INDEX by_use ON cache (used)")
            database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        database.commit()
        database.execute("SELECT namespace, key, text, used FROM cache LIMIT 1")
    except sqlite3.Error:
        database.close()
        raise
    return database
