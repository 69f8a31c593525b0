"""Files as texts that can be edited and written back as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def read(file: Path) -> tuple[str, Callable[[str], bytes]]:
    """Return a file's text as it is parsed, and what writes another like it.

    Line ends and a byte order mark are those of the file.
    """
    raw = file.read_bytes()
    text = raw.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"

    def encode(new: str) -> bytes:
        return new.replace("\n", newline).encode(encoding)

    return text.replace("\r\n", "\n").replace("\r", "\n"), encode
