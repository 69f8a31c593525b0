"""Certain remedies of problems, for all files at once, tried on a copy of the content."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from sitekit.problems import Problem
from sitekit.runtime.editable import read
from sitekit.runtime.transaction import Changes
from sitekit.site import Site
from sitekit.trial import after, new_problems


@dataclass(frozen=True)
class Fixes:
    """What is to be written, and how it differs from what is there."""

    changes: Changes = field(default_factory=Changes)
    difference: str = ""
    """A unified diff."""
    count: int = 0


def plan_fixes(site: Site) -> Fixes:
    """Return the certain remedies of the problems of a site, drafts included.

    A file in which they would bring a new problem is left alone. Raises OSError.
    """
    by_path: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in (*site.problems, *site.draft_problems):
        if problem.fix:
            by_path[problem.path].append(problem)
    planned = [_of_one(site, path, problems) for path, problems in sorted(by_path.items())]
    sound = [plan for plan in planned if plan.count and _brings_nothing(site, plan.changes)]
    writes = {path: data for plan in sound for path, data in plan.changes.writes.items()}
    return Fixes(
        Changes(writes=writes),
        "".join(plan.difference for plan in sound),
        sum(plan.count for plan in sound),
    )


def _brings_nothing(site: Site, changes: Changes) -> bool:
    tried = after(site, changes, site.library.settings.nav)
    return next(new_problems(site, tried), None) is None


def _of_one(site: Site, path: str, problems: list[Problem]) -> Fixes:
    text, encode = read(site.library.settings.root / path)
    before = text.split("\n")
    lines = list(before)
    count = 0
    for problem in problems:
        line = _fixed(lines[problem.line - 1], problem)
        if line is not None:
            lines[problem.line - 1] = line
            count += 1
    difference = difflib.unified_diff(before, lines, path, path, lineterm="", n=1)
    shown = "".join(f"{line}\n" for line in difference)
    return Fixes(Changes(writes={path: encode("\n".join(lines))}), shown, count)


def _fixed(line: str, problem: Problem) -> str | None:
    """Return the line with the remedy, or None if it is not certain what is meant on it."""
    assert problem.fix
    old, new = problem.fix
    if line == old:
        return new
    pattern = rf"(?<![\w-]){re.escape(old)}(?![\w-])"
    return re.sub(pattern, lambda _: new, line) if len(re.findall(pattern, line)) == 1 else None
