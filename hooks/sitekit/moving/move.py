"""The steps of a move: plan, try on a copy of the content, make it real."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit.moving.paths import MoveError, Renaming, renaming
from sitekit.moving.planning import Planner
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.transaction import Changes, commit
from sitekit.site import Site, read_site

_CONTENT = ("posts", "faq", "docs")


def move(site: Site, old: str, new: str) -> list[str]:
    """Move a file or folder of a site to another path; return a line for each change.

    Raises MoveError if that is not possible, or would give the site a problem or lead a link
    elsewhere; then nothing was changed.
    """
    settings = site.library.settings
    what = renaming(site, old, new)
    planner = Planner(site, what)
    changes = planner.changes()
    _try(site, planner, changes)
    try:
        commit(settings.root, changes)
    except OSError as error:
        reason = error.strerror or str(error)
        raise MoveError(f"The files cannot be written ({reason}): nothing was moved.") from None
    return [*_report(what, changes)]


def _report(what: Renaming, changes: Changes) -> Iterator[str]:
    yield f"{what.old} is {what.new} now."
    for entry in what.entries:
        if (address := what.address(entry)) != entry.address:
            leads = "" if entry.status in ("draft", "scheduled") else ", which redirects there"
            yield f"/{entry.address} is /{address} now{leads}."
    for path in sorted(changes.writes):
        yield f"{path}: edited."


def _try(site: Site, planner: Planner, changes: Changes) -> None:
    """Make the changes on a copy of the content, and compare. Raises MoveError."""
    settings, what = site.library.settings, planner.renaming
    with TemporaryDirectory(prefix=".sitekit-changes-", dir=settings.root) as folder:
        copy = Path(folder)
        for name in _CONTENT:
            if (settings.root / name).exists():
                shutil.copytree(settings.root / name, copy / name, copy_function=_link)
        shutil.copyfile(settings.root / settings.config_name, copy / settings.config_name)
        commit(copy, changes)
        tried = replace(settings, root=copy, nav=planner.nav, other_cache=settings.cache)
        context = BuildContext(CacheStore(settings.cache / STORE_FILE, lambda _: None))
        after = read_site(tried, context)
        context.close()
    before = Counter((what.path(p.path), p.key) for p in _problems(site))
    for problem in _problems(after):
        before[problem.path, problem.key] -= 1
        if before[problem.path, problem.key] < 0:
            raise MoveError(f"Nothing was moved, because of what would be wrong: {problem}")
    found = _targets(after)
    for path, targets in _targets(site).items():
        expected = {(planner.address(address), name) for address, name in targets}
        if found.get(what.path(path)) != expected:
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
