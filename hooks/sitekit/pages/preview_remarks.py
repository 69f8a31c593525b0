"""What a page of the preview shows of problems and advice, each a link that opens the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sitekit.problems import Problem, with_name


@dataclass(frozen=True)
class RemarkView:
    """A problem or an advice, and the URL that opens an editor at its line."""

    text: str
    url: str


@dataclass(frozen=True)
class PreviewRemarks:
    """What one page shows: what keeps it from being published, and what else is to be said."""

    own: tuple[RemarkView, ...] = ()
    """Problems of the page's own file."""
    elsewhere: tuple[RemarkView, ...] = ()
    """Problems of other files."""
    advice: tuple[RemarkView, ...] = ()
    """On the page's own file."""


def remark_views(found: Iterable[Problem], root: Path, editor: str) -> tuple[RemarkView, ...]:
    """Return what is shown of problems in files below `root`.

    In `editor`, a URL, `{file}` stands for the file's absolute path and `{line}` for the line.
    """
    return tuple(RemarkView(with_name(problem), _url(problem, root, editor)) for problem in found)


def _url(problem: Problem, root: Path, editor: str) -> str:
    file = quote(f"/{(root / problem.path).as_posix().lstrip('/')}", errors="surrogateescape")
    return editor.replace("{file}", file).replace("{line}", str(problem.line))
