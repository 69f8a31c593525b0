"""What builds keep for the next one: texts by key in one SQLite file, and files beside it.

Nothing of it could run, and all of it may be deleted at any time. Whatever is wrong with the
database (corrupt, another program's, locked, read-only), builds go on without it and say so in one
line. Several builds may use it at once.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

STORE_FILE = "store.sqlite"
"""The file's name, in the folder of what is kept."""
_APPLICATION_ID = 0x5173_4B17  # SQLite's application_id: tells our file from another program's
_SCHEMA_VERSION = 3  # SQLite's user_version: a file of another form is emptied
UNUSED_DAYS = 7  # what no build has asked for in so many days goes
LOCK_TIMEOUT_S = 2.0  # seconds to wait for another build that is writing
_KEYS_PER_QUERY = 500  # keys in one query


class CacheStore:
    """Texts by key, each in a space of its own. `report` hears, once, why nothing is kept."""

    def __init__(self, file: Path, report: Callable[[str], None]) -> None:
        self._file, self._report = file, report
        self._today = int(time.time() // 86_400)
        self._database: sqlite3.Connection | None = None
        self.is_new = not file.exists()
        """Whether no earlier build kept anything."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = _open(file)
        except (sqlite3.Error, OSError) as error:
            self._fail(error)

    def get(self, namespace: str, keys: Iterable[str]) -> dict[str, str]:
        """Return the texts that are kept under these keys."""
        wanted, rows = list(keys), list[tuple[str, str, int]]()
        if self._database is None:
            return {}
        try:
            for start in range(0, len(wanted), _KEYS_PER_QUERY):
                some = wanted[start : start + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                query = (
                    f"SELECT key, text, used FROM cache WHERE namespace = ? AND key IN ({marks})"  # noqa: S608 - question marks
                )
                rows += self._database.execute(query, (namespace, *some))
            self._mark_used(namespace, [key for key, _, used in rows if used < self._today])
        except sqlite3.Error as error:
            self._fail(error)
        return {key: text for key, text, _ in rows}

    def get_all(self, namespace: str) -> dict[str, str]:
        """Return all texts of a space by their keys."""
        if self._database is None:
            return {}
        try:
            query = "SELECT key, text, used FROM cache WHERE namespace = ?"
            rows = self._database.execute(query, (namespace,)).fetchall()
            self._mark_used(namespace, [key for key, _, used in rows if used < self._today])
        except sqlite3.Error as error:
            self._fail(error)
            return {}
        return {key: text for key, text, _ in rows}

    def delete(self, namespace: str, keys: Iterable[str]) -> None:
        """Forget what is kept under these keys."""
        rows = [(namespace, key) for key in keys]
        if self._database is None or not rows:
            return
        try:
            with self._database:
                self._database.executemany(
                    "DELETE FROM cache WHERE namespace = ? AND key = ?", rows
                )
        except sqlite3.Error as error:
            self._fail(error)

    def put(self, namespace: str, texts: Mapping[str, str]) -> None:
        """Keep texts, in place of what was kept under their keys."""
        if self._database is None or not texts:
            return
        rows = [(namespace, key, text, self._today) for key, text in texts.items()]
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?, ?, ?)", rows)
                old = (self._today - UNUSED_DAYS,)
                self._database.execute("DELETE FROM cache WHERE used < ?", old)
        except sqlite3.Error as error:
            self._fail(error)

    def __enter__(self) -> CacheStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _mark_used(self, namespace: str, keys: list[str]) -> None:
        """Write down once a day that a text is still asked for."""
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
        place = f"{self._file.parent.name}/{self._file.name}"
        self._report(f"{place} is of no use ({error}): all is made anew. The file may be deleted.")


def write_atomically(file: Path, data: bytes) -> bool:
    """Write a file, whole or not at all, and tell whether it is there."""
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(data)
        new.replace(file)
    except OSError:  # what is not kept is made anew
        return False
    return True


def why_not_writable(folder: Path) -> str:
    """Return why nothing can be kept in a folder, or nothing where it can."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return error.strerror or str(error)


def prune(folder: Path, wanted: Collection[str], days: float = UNUSED_DAYS) -> None:
    """Remove what is kept in a folder and has not been wanted for some days.

    What a build under way may be about to use is younger, or wanted by this one as well.
    """
    with suppress(OSError):  # it is not there, or another build is at it
        for entry in os.scandir(folder):
            if entry.name in wanted or time.time() - entry.stat().st_mtime < days * 86_400:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                Path(entry.path).unlink(missing_ok=True)


def _open(file: Path) -> sqlite3.Connection:
    """Open the file, or make it. Raises sqlite3.Error for a file that is not ours to write."""
    database = sqlite3.connect(file, timeout=LOCK_TIMEOUT_S)
    try:
        both = "SELECT (SELECT * FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)"
        application_id, tables = database.execute(both).fetchone()
        if application_id != _APPLICATION_ID and tables:
            raise sqlite3.DatabaseError("another program's database")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")  # of two that make the file, one waits for the other
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != _SCHEMA_VERSION:
            database.execute("DROP TABLE IF EXISTS cache")
            database.execute(
                "CREATE TABLE cache (namespace TEXT, key TEXT, text TEXT, used INTEGER, "
                "PRIMARY KEY (namespace, key))"
            )
            database.execute("CREATE INDEX by_use ON cache (used)")  # what is old is found at once
            database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
        database.commit()
        database.execute("SELECT namespace, key, text, used FROM cache LIMIT 1")
    except sqlite3.Error:
        database.close()
        raise
    return database
