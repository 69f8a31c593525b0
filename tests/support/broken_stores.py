"""Cache files that a `CacheStore` cannot use, each written by a function."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sitekit.runtime.store import CacheStore


def write_store(file: Path) -> None:
    """Write a valid store with two texts."""
    with CacheStore(file, pytest.fail) as store:
        store.put("namespace", {"a": "one", "b": "two"})


def corrupt(file: Path) -> None:
    """Write a store whose pages are overwritten."""
    write_store(file)
    data = bytearray(file.read_bytes())
    data[100:4000] = b"\xff" * 3900
    file.write_bytes(data)


def truncated(file: Path) -> None:
    """Write a store that is cut off."""
    write_store(file)
    file.write_bytes(file.read_bytes()[:5000])


def foreign(file: Path) -> None:
    """Write the database of another program, with a table of the same name."""
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE cache (theirs TEXT)")
        database.execute("INSERT INTO cache VALUES ('precious')")
    database.close()


def text(file: Path) -> None:
    """Write a file that is no database."""
    file.write_text("not a database at all " * 100)


def folder(file: Path) -> None:
    """Make a folder."""
    file.mkdir()


BROKEN_STORES = (corrupt, truncated, foreign, text, folder)
