"""A content file's text: decoded, split into front matter and body, with its line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from sitekit.problems import Problem
from sitekit.yaml_lines import Document, FormatError, load

_HANDLER = YAMLHandler()
_BOUNDARY = YAMLHandler.FM_BOUNDARY
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that neither HTML nor XML 1.0 (§2.2, Char) may hold."""


@dataclass(frozen=True)
class Source:
    """A Markdown file: its front matter as data, its body as text."""

    path: str
    """Relative to the site's root, with forward slashes."""
    meta: Document
    body: str
    body_line: int
    """The line of the file on which the body starts, counted from 1."""

    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.body.split("\n")))

    def problem(self, key: str, message: str, line: int | None = None) -> Problem:
        """Return a problem of this file, at the key's own line unless another is given."""
        return Problem(self.path, line or self.meta.line(key), key, message)

    def line_of(self, text: str, nth: int = 0) -> int:
        """Return the line on which the body says `text` for the nth time, or starts."""
        found = [n for n, line in enumerate(self.lines) if text in line]
        return self.body_line + (found[min(nth, len(found) - 1)] if found else 0)

    def line_of_heading(self, heading: str, nth: int = 0) -> int:
        """Return the line of the nth heading of this text, whatever markup it carries."""
        wanted = _letters(heading)
        found = [n for n, line in enumerate(self.lines) if _letters(line).startswith(wanted)]
        marked = [n for n in found if self._is_heading(n)] or found
        return self.body_line + (marked[min(nth, len(marked) - 1)] if marked and wanted else 0)

    def _is_heading(self, n: int) -> bool:
        below = self.lines[n + 1] if n + 1 < len(self.lines) else ""
        return self.lines[n].lstrip().startswith("#") or bool(re.match(r"\s*(=+|-+)\s*$", below))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def read_text(root: Path, path: str) -> str | Problem:
    """Read a content file: UTF-8, with or without a byte order mark, any kind of line end."""
    try:
        raw = (root / path).read_bytes()
    except FileNotFoundError:
        return Problem(path, 1, "file", "is missing. Add it, or see the README for its form.")
    except OSError as error:
        return Problem(path, 1, "file", f"cannot be read ({error.strerror}).")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(path, line, "file", "is not UTF-8. Save it again in that encoding.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Problem(path, 1, "file", "is empty. Write it, or delete it.")
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        code = f"U+{ord(bad.group()):04X}"
        return Problem(path, line, "file", f"holds the control character {code}. Remove it.")
    return text


def read_source(root: Path, path: str) -> Source | Problem:
    """Read a Markdown file with front matter."""
    text = read_text(root, path)
    if isinstance(text, Problem):
        return text
    opening = _BOUNDARY.match(text)
    if not opening:
        return Problem(path, 1, "front matter", 'is missing. Start the file with a line "---".')
    try:
        front, body = _HANDLER.split(text)
    except ValueError:
        message = 'is never closed. Put a line "---" below its last key.'
        return Problem(path, 1, "front matter", message)
    first_line = text.count("\n", 0, opening.end()) + 1
    try:
        meta = load(front, first_line)
    except FormatError as error:
        return Problem(path, error.line, "front matter", error.message)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Source(path, meta, body, body_line)
