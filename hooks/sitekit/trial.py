"""Changes tried on a copy of the content: what the site would be, and what would be wrong."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit.content.brand import SHEET
from sitekit.content.words import WORDS
from sitekit.problems import Problem
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.transaction import Changes, commit
from sitekit.site import Site, read_site

_CONTENT = ("posts", "faq", "docs")


def after(site: Site, changes: Changes, nav: tuple[tuple[str, int], ...]) -> Site:
    """Return the site as the changes would make it; `nav` is what its navigation would name.

    Raises OSError if they cannot be made.
    """
    settings = site.library.settings
    with TemporaryDirectory(prefix=".sitekit-changes-", dir=settings.root) as folder:
        copy = Path(folder)
        for name in _CONTENT:
            if (settings.root / name).exists():
                shutil.copytree(settings.root / name, copy / name, copy_function=_link)
        for name in (settings.config_name, WORDS, SHEET):
            (copy / name).parent.mkdir(exist_ok=True)
            if (settings.root / name).exists():
                shutil.copyfile(settings.root / name, copy / name)
        commit(copy, changes)
        tried = replace(settings, root=copy, nav=nav, other_cache=settings.cache)
        context = BuildContext(CacheStore(settings.cache / STORE_FILE, lambda _: None))
        result = read_site(tried, context)
        context.close()
    return result


def new_problems(before: Site, tried: Site, path: Callable[[str], str] = str) -> Iterator[Problem]:
    """Yield the problems of a changed site that it did not have; drafts' are among them.

    `path` tells where a file is after the changes.
    """
    counts = Counter((path(problem.path), problem.key) for problem in _problems(before))
    for problem in _problems(tried):
        counts[problem.path, problem.key] -= 1
        if counts[problem.path, problem.key] < 0:
            yield problem


def _problems(site: Site) -> list[Problem]:
    return [*site.problems, *site.draft_problems]


def _link(source: str, target: str) -> None:
    """Give a file a second name, or copy it where that is not possible."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
