"""One build: the site it makes, what of it stands, and the folder for what does not."""

from __future__ import annotations

import gzip
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sitekit.build import output
from sitekit.build.cache_keys import CacheKeys
from sitekit.build.debounce import Debouncer
from sitekit.build.output import ManifestEntry, OutputTree
from sitekit.build.staging import Staging, WarningCounter
from sitekit.pages.spec import PageSpec
from sitekit.pages.templates import Compiled
from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.memo import MemoTable
from sitekit.search.index import INDEX
from sitekit.site import Site

_COUNTED = {
    "texts": "text",
    "cards": "card",
    "pictures": "picture",
    "search indexes": "search index",
}


@dataclass
class Session:
    """What lives as long as the program: one build, or a preview with all its rebuilds."""

    preview: bool = False
    manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    """Of the preview's site, which is gone when the preview ends."""
    index: dict[str, ManifestEntry] = field(default_factory=dict)
    """Of its search index, which is made when it is idle."""
    debouncer: Debouncer = field(default_factory=Debouncer)
    memo: MemoTable = field(default_factory=MemoTable)
    compiled: Compiled = field(default_factory=Compiled)
    own_cache: TemporaryDirectory[str] | None = None
    """Of a build that uses nothing of an earlier one."""

    def forget(self) -> None:
        """Let everything be made anew; what there is of the site is known, to be taken out."""
        self.manifest |= {address: replace(told, key="") for address, told in self.manifest.items()}
        self.memo = MemoTable()

    def new_cache(self) -> Path:
        """Return an empty folder that goes with the program, or with the next one."""
        # Of a build that fails, work under way may still write there.
        self.own_cache = TemporaryDirectory(prefix="sitekit-", ignore_cleanup_errors=True)
        return Path(self.own_cache.name)


@dataclass
class Build:
    """The state of one build; it dies with it."""

    begun: float
    """The moment on the monotonic clock, in seconds."""
    session: Session
    site: Site
    staging: Staging
    warnings: WarningCounter
    keys: CacheKeys = field(default_factory=lambda: CacheKeys("", Path()))
    pages: list[PageSpec] = field(default_factory=list)
    """Every page of the site, those that stand included."""
    to_render: int = 0
    rendered: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    """How many seconds each took, in their order."""
    artifacts: list[Iterator[Artifact]] = field(default_factory=list)
    """Files that are being made while pages are."""
    index_later: Callable[[], Iterator[Artifact]] = lambda: iter(())
    """Begins to make the search index of a preview."""

    def __post_init__(self) -> None:
        self._since = self.begun
        preview, folder = self.session.preview, self.staging.final
        store = self.site.context.store
        manifest = (
            output.load_manifest(store, folder) if store and not preview else self.session.manifest
        )
        self._before: Mapping[str, ManifestEntry] = dict(manifest)
        self.tree = OutputTree(folder, manifest, is_private=preview)

    def end_stage(self, stage: str) -> None:
        """End a stage, for which the seconds since the last one ended are counted."""
        now = time.monotonic()
        self.stages[stage], self._since = now - self._since, now

    def summary(self) -> str:
        """Return one line on what was made and what stands, and how long it took."""
        made, count = self.site.context.made, len(self.tree.manifest)
        anew = ", ".join(
            f"{made[many]:,} {one if made[many] == 1 else many}" for many, one in _COUNTED.items()
        )
        stages = ", ".join(f"{stage} {took:.1f}" for stage, took in self.stages.items())
        return (
            f"{count:,} files: {self.tree.published:,} written, the others stand. "
            f"Made anew: {anew}. {sum(self.stages.values()):.1f} s: {stages}."
        )

    def needs(self, page: PageSpec) -> bool:
        """Add a page to the site, and tell whether it is to be made."""
        self.pages.append(page)
        key = self.keys.page_key(page)
        current = [self.tree.is_current(file, key) for file in page.files]
        return not all(current)

    def needs_file(self, address: str, source: Path | bytes) -> bool:
        """Add a file to the site, and tell whether it is to be written."""
        return not self.tree.is_current(address, self.keys.file_key(source))

    def begin_cards(self) -> None:
        """Begin to draw the cards of all pages, while the pages are looked at."""
        pages = [*self.site.content_pages, *self.site.listing_pages]
        self.artifacts.append(self.site.cards(pages))

    def template_context(self, page: PageSpec | None) -> dict[str, Any]:
        """Return what templates show: a page, the site it is of, and its problems."""
        return {
            "spec": page,
            "view": self.site.view(page) if page else None,
            "texts": self.site.composer(page).texts() if page else None,
            "site": self.site.library.settings.metadata,
            "problems": self.site.problems,
        }

    def end_page(self, page: PageSpec | None, output: str) -> None:
        """Pack a page that is rendered, let go of it, and show how far the build is."""
        if page:
            for gzipped in page.files[1:]:
                place = self.staging.new / gzipped
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(gzip.compress(output.encode(), mtime=0))
        self.rendered += 1
        self.site.context.progress.show("Pages", self.rendered, self.to_render)

    def collect(self) -> Iterator[Problem]:
        """Wait for all artifacts files, and put those that do not stand into the staging folder.

        What could not be made is yielded as a problem.
        """
        return self._stage(chain.from_iterable(self.artifacts), self.tree, self.staging.new)

    def publish_index(self) -> list[Problem]:
        """Put a preview's search index into the site, apart from the pages that it may lag behind.

        Returns what could not be made.
        """
        site, index = self.staging.final, self.index_later()
        tree = OutputTree(site / INDEX, self.session.index, is_private=True)
        inner = (Artifact(address.removeprefix(INDEX), content) for address, content in index)
        try:
            with TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as new:
                problems = list(self._stage(inner, tree, Path(new)))
                if site.exists():
                    tree.publish(Path(new))
        except OSError as error:
            return [Problem("mkdocs.yml", 1, "search", f"the index cannot be written: {error}.")]
        return problems

    def _stage(
        self, artifacts: Iterable[Artifact], tree: OutputTree, folder: Path
    ) -> Iterator[Problem]:
        for address, made in artifacts:
            if isinstance(made, Problem):
                yield made
            elif not tree.is_current(address, self.keys.file_key(made)):
                place = folder / address
                place.parent.mkdir(parents=True, exist_ok=True)
                if isinstance(made, bytes):
                    place.write_bytes(made)
                else:
                    shutil.copyfile(made, place)

    def publish(self) -> None:
        """Put what was made into the site. Raises OSError where it cannot be written."""
        self.tree.publish(self.staging.new)
        store = self.site.context.store
        if store and not self.session.preview:
            manifest = self.tree.manifest
            output.save_manifest(store, self.tree.folder, self._before, manifest)
        self.staging.drop()
