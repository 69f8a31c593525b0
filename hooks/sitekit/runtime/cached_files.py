"""Files in the cache that are published, each with its size and digest on record.

A power failure can cut a file short, or leave zeros in it. The size is compared whenever a file is
looked up, the content when it is published, since it is read then anyway. A file that is not as it
was written is removed, and made again.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sitekit.runtime.files import write_atomically
from sitekit.runtime.fingerprint import digest

_NAME = re.compile(r"(?P<stem>.+)-(?P<size>\d+)-(?P<digest>[0-9a-f]{40})(?P<ending>\.\w+)")


class DamagedFileError(Exception):
    """A file in the cache is not as it was written."""


class CachedFile(NamedTuple):
    """A file in the cache, as it was written."""

    path: Path
    size: int
    """In bytes."""
    digest: str
    """Of its content."""

    @property
    def has_its_size(self) -> bool:
        """Whether the file is there in its length."""
        try:
            return self.path.stat().st_size == self.size
        except OSError:
            return False

    def read_bytes(self) -> bytes:
        """Return the content. Raises DamagedFileError, and removes the file, if it is another."""
        try:
            data = self.path.read_bytes()
        except OSError:
            data = b""
        if len(data) != self.size or digest(data) != self.digest:
            with suppress(OSError):
                self.path.unlink()
            raise DamagedFileError(str(self.path))
        return data


def cached_files(folder: Path) -> dict[str, CachedFile]:
    """Return the files in a folder by the names under which they were cached.

    Size and digest are parts of a file's name on disk, so that one step writes all of it. Files of
    another size than their names say are left out.
    """
    found = {}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match and entry.stat().st_size == int(match["size"]):
                file = CachedFile(folder / entry.name, int(match["size"]), match["digest"])
                found[match["stem"] + match["ending"]] = file
    return found


def cache_file(folder: Path, name: str, data: bytes) -> CachedFile | None:
    """Cache a file under a name with an ending; None where it cannot be written."""
    stem, dot, ending = name.rpartition(".")
    content_digest = digest(data)
    path = folder / f"{stem}-{len(data)}-{content_digest}{dot}{ending}"
    is_written = write_atomically(path, data, to_disk=False)  # its readers compare the digest
    return CachedFile(path, len(data), content_digest) if is_written else None
