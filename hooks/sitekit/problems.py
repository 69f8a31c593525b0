"""Problems of the content: the file, the line, what is wrong and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from sitekit.text import one_line


class Fix(NamedTuple):
    """The one certain remedy of a problem: what is written on its line, and what should be."""

    old: str
    """A word on the line, or the line without its end."""
    new: str
    is_key: bool = False
    """Whether the word is a key, and not a value."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem in one file, printed as `file:line: key: what is wrong and what to do`."""

    path: str
    """The file, relative to the site's root."""
    line: int
    """The line of the key or the text, counted from 1."""
    key: str
    message: str
    fix: Fix | None = field(default=None, compare=False, kw_only=True)

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}: {one_line(self.key)}: {self.message}"


@dataclass(frozen=True, order=True)
class Advice(Problem):
    """A recommendation; it never fails a build."""

    name: str = ""
    """The name by which it is switched off (`front_matter.advice_names`)."""

    def __str__(self) -> str:
        return f"{printable(self.path)}:{self.line}: {one_line(self.key)}: advice: {self.message}"


def with_name(problem: Problem) -> str:
    """Return the line of a problem; of advice, with the name that switches it off at its end."""
    name = problem.name if isinstance(problem, Advice) else ""
    return f"{problem} [{name}]" if name else str(problem)


def printable(path: str) -> str:
    """Return a path on one line, with bytes that are not UTF-8 escaped."""
    return " ".join(path.split()).encode("utf-8", "backslashreplace").decode()
