"""The steps of a move: plan, try on a copy of the content, make it real."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit.content.words import WORDS
from sitekit.moving.paths import MoveError, renaming
from sitekit.moving.planning import Planner
from sitekit.moving.sections import SectionPlanner
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.transaction import Changes, commit
from sitekit.site import Site, read_site

_CONTENT = ("posts", "faq", "docs")


def move(site: Site, old: str, new: str) -> list[str]:
    """Move a file or folder to another path, or a section (`faq/x.md#old`) to another id.

    Returns a line for each change. Raises MoveError if the move is not possible, or would give the
    site a problem or lead a link elsewhere; then nothing was changed.
    """
    if site.unreadable:
        message = "cannot be read (`sitekit check`), so its links cannot be edited. Fix it first."
        raise MoveError(f"{site.unreadable[0].path} {message}")
    planner = _planner(site, old, new)
    changes = planner.changes()
    _try(site, planner, changes)
    try:
        commit(site.library.settings.root, changes)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MoveError(f"The files cannot be written ({reason}): nothing was moved.") from None
    return [*planner.report(), *(f"{path}: edited." for path in sorted(changes.writes))]


def _planner(site: Site, old: str, new: str) -> Planner | SectionPlanner:
    path, is_section, section = old.partition("#")
    new_path, _, new_section = new.partition("#")
    if not is_section:
        return Planner(site, renaming(site, old, new))
    if new_path not in ("", path) or not new_section:
        raise MoveError(f"A section stays in its file. Write the new id: {path}#new-id.")
    return SectionPlanner(site, path, section, new_section)


def _try(site: Site, planner: Planner | SectionPlanner, changes: Changes) -> None:
    """Make the changes on a copy of the content, and compare. Raises MoveError."""
    settings = site.library.settings
    with TemporaryDirectory(prefix=".sitekit-changes-", dir=settings.root) as folder:
        copy = Path(folder)
        for name in _CONTENT:
            if (settings.root / name).exists():
                shutil.copytree(settings.root / name, copy / name, copy_function=_link)
        for name in (settings.config_name, WORDS):
            (copy / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(settings.root / name, copy / name)
        commit(copy, changes)
        tried = replace(settings, root=copy, nav=planner.nav, other_cache=settings.cache)
        context = BuildContext(CacheStore(settings.cache / STORE_FILE, lambda _: None))
        after = read_site(tried, context)
        context.close()
    before = Counter((planner.path(p.path), p.key) for p in _problems(site))
    for problem in _problems(after):
        before[problem.path, problem.key] -= 1
        if before[problem.path, problem.key] < 0:
            raise MoveError(f"Nothing was moved, because of what would be wrong: {problem}")
    found = _targets(after)
    for path, targets in _targets(site).items():
        expected = {planner.target(address, name) for address, name in targets}
        if found.get(planner.path(path)) != expected:
            raise MoveError(f"Nothing was moved: a link in {path} would lead elsewhere.")


def _problems(site: Site) -> list[Problem]:
    return [*site.problems, *site.draft_problems]


def _targets(site: Site) -> dict[str, set[tuple[str, str]]]:
    """Return the addresses and ids that the links of each file lead to."""
    found = {}
    for entry in site.library.all_entries:
        urls = (*entry.body.links, *entry.body.own_pictures)
        targets = (site.links.find(entry.source.path, u) for u in urls if u[:4] != "cta:")
        found[entry.source.path] = {(t.address, t.fragment) for t in targets if t}
    return found


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where that is not possible."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
