"""What is wrong with the content, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from sitekit.text import one_line


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file, printed as `file:line: key: what is wrong and what to do`."""

    path: str
    """The file, relative to the site's root."""
    line: int
    """The line of the key or the text, counted from 1."""
    key: str
    message: str

    def __str__(self) -> str:
        return f"{_path(self.path)}:{self.line}: {one_line(self.key)}: {self.message}"


class Advice(Problem):
    """Something worth a look that never fails a build."""

    def __str__(self) -> str:
        return f"{_path(self.path)}:{self.line}: {one_line(self.key)}: advice: {self.message}"


def _path(path: str) -> str:
    """Return a path as it can be printed, whatever bytes its name is made of."""
    return " ".join(path.split()).encode("utf-8", "backslashreplace").decode()
