"""Certain remedies of problems, for all files at once, tried on a copy of the content."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitekit.problems import Problem
from sitekit.runtime.editable import read
from sitekit.runtime.transaction import Changes
from sitekit.site import Site
from sitekit.trial import after, new_problems

_COMMENT = re.compile(r"(?=\s#)")
"""Where a comment starts (YAML 1.2.2, §6.6): text in quotes that looks like one is left alone."""


@dataclass(frozen=True)
class Fixes:
    """What is to be written, and how it differs from what is there."""

    changes: Changes = field(default_factory=Changes)
    difference: str = ""
    """A unified diff."""
    count: int = 0
    planned_from: Mapping[str, bytes] = field(default_factory=dict)
    """What the files hold that are to be written."""

    def is_current(self, root: Path) -> bool:
        """Return whether the files still hold what the fixes were planned from."""
        return all((root / path).read_bytes() == data for path, data in self.planned_from.items())


def plan_fixes(site: Site) -> Fixes:
    """Return the certain remedies of the problems of a site, drafts included.

    They end these problems and bring no other: where all together do not, they are taken file by
    file, and a file in which they do not is left alone. Raises OSError.
    """
    by_path: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in (*site.problems, *site.draft_problems):
        if problem.fix:
            by_path[problem.path].append(problem)
    every = (_in_file(site, path, problems) for path, problems in sorted(by_path.items()))
    plans = [plan for plan in every if plan.count]
    taken, together = Fixes(), _joined(plans)
    if not plans or _ends_them(site, together, by_path):
        return together
    for plan in plans:
        joined = _joined([taken, plan])
        if _ends_them(site, joined, by_path):
            taken = joined
    return taken


def _joined(plans: Sequence[Fixes]) -> Fixes:
    return Fixes(
        Changes(writes={p: data for plan in plans for p, data in plan.changes.writes.items()}),
        "".join(plan.difference for plan in plans),
        sum(plan.count for plan in plans),
        {path: data for plan in plans for path, data in plan.planned_from.items()},
    )


def _ends_them(site: Site, fixes: Fixes, by_path: Mapping[str, list[Problem]]) -> bool:
    """Return whether fixes end as many problems as they say, and bring none."""
    tried = after(site, fixes.changes, site.library.settings.nav)
    if next(new_problems(site, tried), None):
        return False
    left = Counter((p.path, p.message) for p in (*tried.problems, *tried.draft_problems))
    ended = Counter((p.path, p.message) for path in fixes.changes.writes for p in by_path[path])
    return sum((ended - left).values()) >= fixes.count


def _in_file(site: Site, path: str, problems: list[Problem]) -> Fixes:
    """Return the fixes of one file; those whose words are not clear on their lines are left out."""
    file = site.library.settings.root / path
    raw = file.read_bytes()
    text, encode = read(file)
    before = text.split("\n")
    lines = list(before)
    count = 0
    for problem in problems:
        line = _fixed_line(lines[problem.line - 1], problem) if problem.line <= len(lines) else None
        if line is not None:
            lines[problem.line - 1] = line
            count += 1
    difference = difflib.unified_diff(before, lines, path, path, lineterm="", n=1)
    shown = "".join(f"{line}\n" for line in difference)
    return Fixes(Changes(writes={path: encode("\n".join(lines))}), shown, count, {path: raw})


def _fixed_line(line: str, problem: Problem) -> str | None:
    """Return the line with the remedy, or None if it is not certain what is meant on it."""
    assert problem.fix
    old, new, is_key = problem.fix
    if line == old:
        return new
    content = _COMMENT.split(line, maxsplit=1)[0]
    before_colon = r"(?=\s*:(?:\s|$))" if is_key else r"(?!\s*:(?:\s|$))"
    pattern = rf"(?<![\w-]){re.escape(old)}(?![\w-]){before_colon}"
    if len(re.findall(pattern, content)) != 1:
        return None
    return re.sub(pattern, lambda _: new, content) + line[len(content) :]
