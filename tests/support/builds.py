"""Builds in this process, many in a row: of one site, and from nothing, to compare them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files as MkDocsFiles

from sitekit.build.debounce import Debouncer
from sitekit.build.session import Session
from sitekit.build.staging import Staging
from sitekit.pages.templates import CompiledTemplates
from sitekit.social_cards import drawing as card_drawing
from support.sites import ROOT, TemporarySite, make_site

Files = dict[str, bytes]
_beside, _draw, _compiled = Staging.next_to, cache(card_drawing.draw), CompiledTemplates()
_SOURCES = ("mkdocs.yml", "posts", "faq", "docs", "overrides")


@contextmanager
def _ended(session: Session) -> Iterator[Session]:
    """Leave nothing of a process behind."""
    try:
        yield session
    finally:
        if session.own_cache:
            session.own_cache.cleanup()


class WhenAsked(Debouncer):
    """Does the job of an idle preview when it is asked to."""

    job: Callable[[], None] | None = None

    def schedule(self, job: Callable[[], None]) -> None:
        self.job = job

    def cancel(self) -> None:
        self.job = None

    def do(self) -> None:
        if self.job:
            self.job()


@dataclass
class Rebuilt:
    """A site that is built again and again, each time as by a program of its own."""

    site: TemporarySite
    port: int = 8000
    """Of its preview."""

    @property
    def built(self) -> Path:
        return self.site.root / "site"

    def build(self, site_dir: Path | None = None, **environment: str) -> None:
        """Build the site. Raises Abort, which is a SystemExit, where it has mistakes."""
        loaded = self._loaded(site_dir or self.built, environment)
        with loaded as (config, hook), _ended(Session(templates=_compiled)) as hook.session:
            build(config)

    def serve(self, folder: Path, session: Session, **environment: str) -> None:
        """Build the preview of a program into the folder that it serves, as `mkdocs serve` does."""
        with self._loaded(folder, environment) as (config, hook):
            hook.session = session
            config.site_url = f"http://127.0.0.1:{self.port}/"
            build(config, serve_url=config.site_url)

    @contextmanager
    def served_fresh(self, folder: Path) -> Iterator[WhenAsked]:
        """Build what a preview serves when it starts; yield what it does when it is idle."""
        shutil.rmtree(folder, ignore_errors=True)
        idle = WhenAsked()
        with _ended(Session(preview=True, debouncer=idle, templates=_compiled)) as session:
            self.serve(folder, session, SITEKIT_FRESH="1")
            yield idle

    @contextmanager
    def _loaded(self, site_dir: Path, environment: dict[str, str]) -> Iterator[tuple]:
        """Load mkdocs.yml; yields it, and the hook that has the state of the program."""
        with pytest.MonkeyPatch.context() as patch:
            for key, value in (self.site.environment() | environment).items():
                patch.setenv(key, value)
            # What takes most of the time shows nothing here: the same cards are drawn, the same
            # templates compiled, and 14,000 files of the theme listed, none of which is used.
            patch.setattr(card_drawing, "draw", _draw)
            patch.setattr(MkDocsFiles, "add_files_from_theme", lambda *_: None)
            staged = list[Staging]()
            patch.setattr(
                Staging, "next_to", lambda place: staged.append(_beside(place)) or staged[-1]
            )
            try:
                config = load_config(str(self.site.root / "mkdocs.yml"), site_dir=str(site_dir))
                yield config, config.hooks["hooks/content.py"]
            finally:
                for staging in staged:  # what a program that failed leaves goes when it ends
                    staging.remove()

    def fresh(self) -> Files:
        """Return the files of a build from nothing."""
        place = self.site.root.parent / "fresh"
        shutil.rmtree(place, ignore_errors=True)
        self.build(place, SITEKIT_FRESH="1")
        return files_of(place)

    def sources(self) -> Files:
        """Return all files that the site is made of."""
        found: Files = {}
        for name in _SOURCES:
            place = self.site.root / name
            inside = files_of(place, f"{name}/") if place.is_dir() else {name: place.read_bytes()}
            found |= inside
        return found

    def restore(self, sources: Files) -> None:
        """Make the sources again what they were."""
        now = self.sources()
        self.site.write(dict.fromkeys(now.keys() - sources.keys()))
        self.site.write({n: data for n, data in sources.items() if now.get(n) != data})


def files_of(folder: Path, prefix: str = "") -> Files:
    """Return the files below a folder by their paths in it."""
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    return {prefix + file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def stamps_of(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what tells whether a file below a folder was written."""
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    told = ((file.relative_to(folder).as_posix(), file.lstat()) for file in found)
    return {name: (stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in told}


def different(one: dict, other: dict) -> set[str]:
    """Return the names of what two states of files do not have in common."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def wait_for_the_clock(folder: Path) -> None:
    """Wait until the file system tells a write that comes now from those before."""
    trial = folder / ".trial"
    trial.write_text("")
    first = trial.stat().st_ctime_ns
    while trial.stat().st_ctime_ns == first:
        trial.write_text("")
    trial.unlink()


def elsewhere(site: TemporarySite, root: Path) -> Rebuilt:
    """Return the same site in another folder, whose builds know nothing of this one's."""
    root.mkdir()
    for name in (*_SOURCES, "hooks"):
        (root / name).symlink_to(site.root / name)
    return Rebuilt(TemporarySite(root))


def make_editable(root: Path) -> Rebuilt:
    """Lay out the base site with templates of its own."""
    site = make_site(root)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return Rebuilt(site)
