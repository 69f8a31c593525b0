"""What lives as long as the program: one build, or a preview with all its rebuilds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit.build.debounce import Debouncer
from sitekit.build.manifest import ManifestEntry
from sitekit.pages.templates import CompiledTemplates
from sitekit.runtime.memo import MemoTable


@dataclass
class Session:
    """What a preview keeps in memory from one rebuild to the next."""

    preview: bool = False
    manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    """Of the preview's site."""
    saved_manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    """What the store has of it, for the next preview."""
    lasts: bool = False
    """Whether the folder of the preview's site is there for the next preview, too."""
    index_manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    """Of its search index, which is published apart from the pages."""
    debouncer: Debouncer = field(default_factory=Debouncer)
    memo: MemoTable = field(default_factory=MemoTable)
    templates: CompiledTemplates = field(default_factory=CompiledTemplates)
    dirty: bool = False
    """Whether MkDocs was asked to build only what changed, by its own rules."""
    own_cache: TemporaryDirectory[str] | None = None
    """The cache folder of a build that uses nothing of an earlier one."""

    @property
    def oldest(self) -> list[str]:
        """The address in the preview's site that was published first, if there is any."""
        return list(islice(self.manifest, 1))

    def invalidate(self) -> None:
        """Make everything stale; the manifest stays, so that old files are removed."""
        for manifest in (self.manifest, self.index_manifest):
            manifest |= {a: replace(e, key="", digest="") for a, e in manifest.items()}
        self.memo = MemoTable()

    def new_cache(self) -> Path:
        """Return an empty cache folder that is removed with the session, or by the next call."""
        # Work under way of a build that fails may still write there.
        self.own_cache = TemporaryDirectory(prefix="sitekit-", ignore_cleanup_errors=True)
        return Path(self.own_cache.name)
