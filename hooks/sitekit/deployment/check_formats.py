"""What `sitekit check` prints: for people, for GitHub Actions, and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sitekit.checks.forecast import Change
from sitekit.content.settings import SettingsError
from sitekit.problems import Advice, Problem, with_name


class CheckFormat(Protocol):
    """Writes what a check found as one text without a newline at its end."""

    def __call__(
        self, remarks: Sequence[Problem], changes: Sequence[Change], *, folder: Path
    ) -> str:
        """Return problems and advice, whose paths are relative to `folder`, and coming changes."""
        ...


def _text(remarks: Sequence[Problem], changes: Sequence[Change], *, folder: Path) -> str:
    return "\n".join(map(with_name, remarks))


def _github(remarks: Sequence[Problem], changes: Sequence[Change], *, folder: Path) -> str:
    """Return one workflow command a line; GitHub shows each at its line of a pull request.

    Source: GitHub Docs, "Workflow commands for GitHub Actions", error, warning and notice.
    """
    lines = []
    for remark in remarks:
        path = (folder / remark.path).absolute()
        inner = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        level = "warning" if isinstance(remark, Advice) else "error"
        properties = {"file": inner.as_posix(), "line": str(remark.line), "title": remark.key}
        lines.append(_command(level, properties, with_name(remark)))
    lines += [_command("notice", {"title": "The calendar"}, str(change)) for change in changes]
    return "\n".join(lines)


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    """Return a workflow command, escaped as `@actions/core` does it."""
    data = _escaped(message)
    inner = ",".join(
        f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}"
        for key, value in properties.items()
    )
    return f"::{name} {inner}::{data}"


def _escaped(text: str) -> str:
    """Return a text whose lines cannot begin another command."""
    text = text.encode("utf-8", "backslashreplace").decode()
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _json(remarks: Sequence[Problem], changes: Sequence[Change], *, folder: Path) -> str:
    """Return a list of objects: `level`, `message`, and where it is or when (ISO 8601).

    Advice has the `name` by which it is switched off.
    """
    found: list[dict[str, Any]] = [
        {
            "level": "advice" if isinstance(remark, Advice) else "problem",
            "file": remark.path,
            "line": remark.line,
            "key": remark.key,
            "message": remark.message,
            **({"name": remark.name} if isinstance(remark, Advice) and remark.name else {}),
        }
        for remark in remarks
    ]
    found += [
        {"level": "change", "moment": change.moment.isoformat(), "message": change.text}
        for change in changes
    ]
    return json.dumps(found, indent=1)


FORMATS: Mapping[str, CheckFormat] = {"text": _text, "github": _github, "json": _json}


def problems_of(error: SettingsError) -> list[Problem]:
    """Return what is wrong in the settings as problems, what has no line at the file's first."""
    return [
        problem if isinstance(problem, Problem) else Problem("mkdocs.yml", 1, "settings", problem)
        for problem in error.problems
    ]
