"""One build: the site it makes, which files of it are current, and where stale ones are built."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sitekit.build.cache_keys import CacheKeys
from sitekit.build.manifest import Manifest, load_manifest, save_manifest
from sitekit.build.mark import build_mark
from sitekit.build.output import OutputTree
from sitekit.build.session import Session
from sitekit.build.staging import Staging, WarningCounter
from sitekit.pages.content_policy import content_policy
from sitekit.pages.preview_remarks import PreviewRemarks, remark_views
from sitekit.pages.spec import PageSpec
from sitekit.problems import Advice, Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.cached_files import DamagedFileError
from sitekit.runtime.files import write_atomically
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.search.index import INDEX
from sitekit.site import Site

_COUNTED = {
    "texts": "text",
    "cards": "card",
    "pictures": "picture",
    "search indexes": "search index",
}


Beginner = Callable[[], Iterator[Artifact]]
"""Begins to make artifacts; the iterator waits for them."""


@dataclass
class Build:
    """The state of one build."""

    started: float
    """On the monotonic clock, in seconds."""
    session: Session
    site: Site
    staging: Staging
    warnings: WarningCounter
    keys: CacheKeys = field(default_factory=CacheKeys)
    pages: list[PageSpec] = field(default_factory=list)
    """Every page of the site, current ones included."""
    to_render: int = 0
    rendered: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    """How many seconds each took, in their order."""
    begin_index: Beginner = lambda: iter(())
    """Begins to make the search index of a preview."""
    _begun: list[tuple[Beginner, Iterator[Artifact]]] = field(default_factory=list)
    """Files that are being made while pages are rendered."""

    def __post_init__(self) -> None:
        self._stage_started = self.started
        session, store, folder = self.session, self.site.context.store, self.staging.final
        manifest: Manifest = session.manifest if session.preview else {}
        is_private = session.preview and bool(manifest or not session.lasts)
        if store and not is_private:  # a preview's files may have changed since the one before it
            manifest |= load_manifest(store, folder)
            session.saved_manifest = dict(manifest)
        self.tree = OutputTree(folder, manifest, is_private)

    def end_stage(self, stage: str) -> None:
        """End a stage, and record the seconds since the one before it ended."""
        now = time.monotonic()
        self.stages[stage], self._stage_started = now - self._stage_started, now

    def summary(self) -> str:
        """Return one line: what was built, what was up to date, and how long it took."""
        counts, files = self.site.context.counts, len(self.tree.manifest)
        built = ", ".join(
            f"{counts[many]:,} {one if counts[many] == 1 else many}"
            for many, one in _COUNTED.items()
        )
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.stages.items())
        return (
            f"{files:,} files: {self.tree.published:,} written, "
            f"{files - self.tree.published:,} up to date. Made: {built}. "
            f"{sum(self.stages.values()):.1f} s: {stages}."
        )

    def add_page(self, page: PageSpec) -> bool:
        """Add a page to the site, and tell whether it is stale."""
        self.pages.append(page)
        key = self.keys.page_key(page, self._remarks.get(page.source, ()))
        current = [self.tree.is_current(file, key) for file in page.files]
        return not all(current)

    def add_file(self, address: str, source: Path | bytes) -> bool:
        """Add a file to the site, and tell whether it is stale."""
        return not self.tree.is_current(address, self.keys.file_key(source))

    def template_context(self, page: PageSpec | None) -> dict[str, Any]:
        """Return what templates show: a page, the site it is of, and what is wrong with it."""
        settings = self.site.library.settings
        composer = self.site.composer(page) if page else None
        texts = composer.texts() if composer else None
        forms = tuple(composer.form_actions(texts)) if composer and texts else ()
        return {
            "spec": page,
            "view": self.site.view(page) if page else None,
            "texts": texts,
            "site": settings.metadata,
            "has_faq": self.site.library.has_faq,
            "policy": partial(content_policy, settings, forms=forms),
            "remarks": self._remarks_on(page.source if page else ""),
        }

    @cached_property
    def _remarks(self) -> Mapping[str, Sequence[Problem]]:
        """In the preview, the problems of drafts and all advice, by file."""
        remarks: dict[str, list[Problem]] = {}
        if self.session.preview:
            for remark in (*self.site.draft_problems, *self.site.recommendations):
                remarks.setdefault(remark.path, []).append(remark)
        return remarks

    def _remarks_on(self, path: str) -> PreviewRemarks:
        """Return what the page of a file shows in the preview."""
        settings = self.site.library.settings
        views = partial(remark_views, root=settings.root, editor=settings.metadata.editor)
        remarks = (*self.site.problems, *self._remarks.get(path, ()))
        return PreviewRemarks(
            own=views(r for r in remarks if r.path == path and not isinstance(r, Advice)),
            elsewhere=views(r for r in self.site.problems if r.path != path),
            advice=views(r for r in remarks if isinstance(r, Advice)),
        )

    def end_page(self, page: PageSpec | None, output: str) -> None:
        """Write the gzipped file of a rendered page, if it has one, and show the progress."""
        for file in page.files[1:] if page else ():
            target = self.staging.new / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(gzip.compress(output.encode(), mtime=0))
        self.rendered += 1
        self.site.context.progress.show("Pages", self.rendered, self.to_render)

    def begin(self, beginner: Beginner) -> None:
        """Begin to make artifacts, while the caller goes on."""
        self._begun.append((beginner, beginner()))

    def collect_artifacts(self) -> Iterator[Problem]:
        """Wait for all artifacts, and put the stale ones into the staging folder.

        What could not be made is yielded as a problem.
        """
        for beginner, artifacts in self._begun:
            yield from self._stage(artifacts, beginner, self.tree, self.staging.new)

    def publish_index(self) -> list[Problem]:
        """Publish a preview's search index, apart from the pages, which do not wait for it.

        Returns what could not be made.
        """
        site = self.staging.final
        tree = OutputTree(site / INDEX, self.session.index_manifest, is_private=True)

        def begin() -> Iterator[Artifact]:
            index = self.begin_index()
            return (Artifact(made.address.removeprefix(INDEX), made.content) for made in index)

        try:
            with TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as new:
                problems = list(self._stage(begin(), begin, tree, Path(new)))
                if site.exists():
                    tree.publish(Path(new))
        except OSError as error:
            return [Problem("mkdocs.yml", 1, "search", f"the index cannot be written: {error}.")]
        return problems

    def publish_pictures(self) -> Iterator[str]:
        """Publish the pictures for which something else stands in a preview; yields addresses.

        A rebuild meanwhile may have removed one, or published it.
        """
        for address, content in self.site.remaining_renditions():
            target = self.staging.final / address
            if target.exists() and not isinstance(content, Problem):
                with suppress(DamagedFileError):  # the next rebuild makes it again
                    data = content if isinstance(content, bytes) else content.read_bytes()
                    write_atomically(target, data)
            yield address

    def _stage(
        self, begun: Iterator[Artifact], beginner: Beginner, tree: OutputTree, folder: Path
    ) -> Iterator[Problem]:
        """Write stale artifacts into a folder; if cached ones are damaged, make them again.

        What could not be made is yielded as a problem.
        """
        damaged = yield from self._write(begun, tree, folder)
        if damaged and (damaged := (yield from self._write(beginner(), tree, folder))):
            message = "is not on the disk as it was written. Check the disk."
            yield Problem(damaged, 1, "file", message)

    def _write(
        self, artifacts: Iterator[Artifact], tree: OutputTree, folder: Path
    ) -> Generator[Problem, None, str]:
        """Write stale artifacts; returns the path of a damaged one, which is removed."""
        damaged = ""
        for address, content in artifacts:
            if isinstance(content, Problem):
                yield content
            elif not tree.is_current(address, self.keys.file_key(content)):
                target = folder / address
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    data = content if isinstance(content, bytes) else content.read_bytes()
                    target.write_bytes(data)
                except DamagedFileError as error:
                    damaged = str(error)
        return damaged

    def publish(self) -> None:
        """Publish what was built. Raises OSError if the site cannot be written."""
        self.tree.publish(self.staging.new, None if self.session.preview else build_mark)
        if self.site.context.store and not self.session.preview:
            self._save_manifest(self.site.context.store)
        self.staging.remove()

    def save_manifest_of_preview(self) -> None:
        """Save the manifest for the next preview, if the folder is there for it."""
        if self.session.lasts:
            file = self.site.library.settings.cache / STORE_FILE
            with CacheStore(file, lambda _: None) as store:  # SQLite's are for one thread each
                self._save_manifest(store)

    def _save_manifest(self, store: CacheStore) -> None:
        now = dict(self.tree.manifest)
        save_manifest(store, self.tree.folder, self.session.saved_manifest, now)
        self.session.saved_manifest = now
