"""Builds in this process, many in a row: of one site, and from nothing, to compare them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import mkdocs.utils
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files as MkDocsFiles

from sitekit.build.debounce import Debouncer, Job
from sitekit.build.session import Session
from sitekit.build.staging import Staging
from sitekit.mkdocs_adapter.builds import settings_of
from sitekit.pages.spec import PageSpec
from sitekit.pages.templates import CompiledTemplates
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.search.pagefind import SearchIndex, cached_index, make_index
from sitekit.site import Site, read_site
from sitekit.social_cards import drawing as card_drawing
from support.sites import ROOT, TemporarySite, make_site

Files = dict[str, bytes]
SOURCES = ("mkdocs.yml", "posts", "faq", "docs", "overrides")
"""The files and folders that a site is made of."""
_next_to, _draw, _compiled = Staging.next_to, cache(card_drawing.draw), CompiledTemplates()
_themes = cache(mkdocs.utils.get_themes)


@lru_cache(16)
def _index_of(documents: tuple[tuple[str, str], ...]) -> Files:
    with TemporaryDirectory() as folder:
        return files_of(make_index(dict(documents), Path(folder) / "index").folder)


def _copy_index(documents: Mapping[str, str], folder: Path) -> SearchIndex | None:
    """Do what `make_index` does, but run Pagefind once for equal documents."""
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, _index_of(tuple(documents.items())))
    return cached_index(folder)


@contextmanager
def _ended(session: Session) -> Iterator[Session]:
    """Remove what a session leaves on disk when its process ends."""
    try:
        yield session
    finally:
        if session.own_cache:
            session.own_cache.cleanup()


class ManualDebouncer(Debouncer):
    """Runs the job of an idle preview when `run` is called."""

    job: Job | None = None

    def schedule(self, job: Job) -> None:
        self.job = job

    def cancel(self) -> None:
        self.job = None

    def run(self) -> None:
        for _ in (self.job and self.job()) or ():
            pass


@dataclass
class RebuiltSite:
    """A site that is built many times, each time as by a process of its own."""

    site: TemporarySite
    port: int = 8000
    """The port of its preview."""

    @property
    def built(self) -> Path:
        """The folder of the built site."""
        return self.site.root / "site"

    def build(self, site_dir: Path | None = None, **environment: str) -> None:
        """Build the site. Raises Abort, which is a SystemExit, for a site with mistakes."""
        loaded = self._loaded(site_dir or self.built, environment)
        with loaded as (config, hook), _ended(Session(templates=_compiled)) as hook.session:
            build(config)

    def serve(self, folder: Path, session: Session, **environment: str) -> None:
        """Build the preview of a session into a folder, as `mkdocs serve` does."""
        with self._loaded(folder, environment) as (config, hook):
            hook.session = session
            config.site_url = f"http://127.0.0.1:{self.port}/"
            build(config, serve_url=config.site_url)

    @contextmanager
    def served_fresh(self, folder: Path) -> Iterator[ManualDebouncer]:
        """Build what a preview serves when it starts; yield its debouncer."""
        shutil.rmtree(folder, ignore_errors=True)
        idle = ManualDebouncer()
        with _ended(Session(preview=True, debouncer=idle, templates=_compiled)) as session:
            self.serve(folder, session, SITEKIT_FRESH="1")
            yield idle

    @contextmanager
    def _loaded(self, site_dir: Path, environment: dict[str, str]) -> Iterator[tuple]:
        """Load mkdocs.yml; yields the settings, and the hook that holds the session."""
        with pytest.MonkeyPatch.context() as patch:
            for key, value in (self.site.environment() | environment).items():
                patch.setenv(key, value)
            # The slowest steps are taken once for equal input: drawing cards, compiling templates,
            # indexing documents, asking the environment for its themes. The theme's 14,000 files,
            # none of which is used, are not listed.
            patch.setattr(card_drawing, "draw", _draw)
            patch.setattr(mkdocs.utils, "get_themes", _themes)
            patch.setattr("sitekit.search.index.make_index", _copy_index)
            patch.setattr(MkDocsFiles, "add_files_from_theme", lambda *_: None)
            staged = list[Staging]()
            patch.setattr(
                Staging, "next_to", lambda place: staged.append(_next_to(place)) or staged[-1]
            )
            try:
                config = load_config(str(self.site.root / "mkdocs.yml"), site_dir=str(site_dir))
                yield config, config.hooks["hooks/content.py"]
            finally:
                for staging in staged:  # of builds that failed: their process would remove it
                    staging.remove()

    def read(self, memo: MemoTable) -> tuple[Site, dict[str, PageSpec]]:
        """Read the site as a preview with a memo table does; return it, and its pages."""
        with self._loaded(self.built, {}) as (config, _):
            settings = settings_of(config, preview=True)
        context = BuildContext(memo=memo)
        site = read_site(settings, context)
        pages = {page.address: page for page in site.pages}
        pages |= {page.address: page for page in site.output_formats(pages.values())}
        context.close()
        return site, pages

    def fresh(self) -> Files:
        """Return the files of a build from nothing."""
        folder = self.site.root.parent / "fresh"
        shutil.rmtree(folder, ignore_errors=True)
        self.build(folder, SITEKIT_FRESH="1")
        return files_of(folder)

    def sources(self) -> Files:
        """Return all files that the site is made of."""
        found: Files = {}
        for name in SOURCES:
            path = self.site.root / name
            found |= files_of(path, f"{name}/") if path.is_dir() else {name: path.read_bytes()}
        return found

    def restore(self, sources: Files) -> None:
        """Undo all edits since the sources were these."""
        now = self.sources()
        self.site.write(dict.fromkeys(now.keys() - sources.keys()))
        self.site.write({n: data for n, data in sources.items() if now.get(n) != data})


def files_of(folder: Path, prefix: str = "") -> Files:
    """Return the files below a folder by their paths in it."""
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    return {prefix + file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


def write_files(folder: Path, files: Files) -> None:
    """Write files below a folder."""
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def without_index(files: Files) -> Files:
    """Return files without those of the search index, which a preview publishes later."""
    return {name: data for name, data in files.items() if not name.startswith("pagefind/")}


def stamps_of(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return, for each file below a folder, numbers that change whenever it is written."""
    found = (Path(place) / name for place, _, names in os.walk(folder) for name in names)
    status = {file.relative_to(folder).as_posix(): file.lstat() for file in found}
    return {name: (of.st_ino, of.st_mtime_ns, of.st_ctime_ns) for name, of in status.items()}


def different(one: dict, other: dict) -> set[str]:
    """Return the names whose values differ, or that only one of two mappings has."""
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def moved(files: Files, old: Path, new: Path) -> Files:
    """Return the files of a preview whose links open files in the folder `new`, not in `old`."""
    return {name: data.replace(bytes(old), bytes(new)) for name, data in files.items()}


def wait_for_the_clock(folder: Path) -> None:
    """Wait until the file system gives a new write another time than those before."""
    trial = folder / ".trial"
    trial.write_text("")
    first = trial.stat().st_ctime_ns
    while trial.stat().st_ctime_ns == first:
        trial.write_text("")
    trial.unlink()


def make_linked_copy(site: TemporarySite, root: Path) -> RebuiltSite:
    """Return the same site in another folder, whose builds share no cache with this one's."""
    root.mkdir()
    for name in (*SOURCES, "hooks"):
        (root / name).symlink_to(site.root / name)
    return RebuiltSite(TemporarySite(root))


def make_editable(root: Path) -> RebuiltSite:
    """Lay out the base site with templates of its own, and without fonts, which take time."""
    site = make_site(root)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    shutil.rmtree(root / "docs/assets/fonts")
    return RebuiltSite(site)
