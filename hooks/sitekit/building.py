"""One build: the site it makes, what of it stands, and the folder for what does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sitekit import standing
from sitekit.keeping import Keeper
from sitekit.keys import Keys
from sitekit.pages import PageSpec
from sitekit.site import Site
from sitekit.staging import Staging, WarningCounter
from sitekit.standing import Record, Standing


@dataclass
class Process:
    """What lives as long as the program: one build, or a preview with all its rebuilds."""

    preview: bool = False
    records: dict[str, Record] = field(default_factory=dict)
    """Of the preview's site, which is gone when the preview ends."""
    own_cache: TemporaryDirectory[str] | None = None
    """Of a build that uses nothing of an earlier one."""


@dataclass
class Build:
    """The state of one build; it dies with it."""

    process: Process
    site: Site
    keeper: Keeper
    staging: Staging
    warnings: WarningCounter
    keys: Keys = field(default_factory=lambda: Keys("", Path()))
    pages: list[PageSpec] = field(default_factory=list)
    """Every page of the site, those that stand included."""

    def __post_init__(self) -> None:
        preview, folder = self.process.preview, self.staging.final
        records = self.process.records if preview else standing.load(self.keeper, folder)
        self._before: Mapping[str, Record] = dict(records)
        self.standing = Standing(folder, records)

    def needs(self, page: PageSpec) -> bool:
        """Add a page to the site, and tell whether it is to be made."""
        self.pages.append(page)
        return not self.standing.stands(page.file, self.keys.of_page(page))

    def needs_file(self, address: str, source: Path | bytes) -> bool:
        """Add a file to the site, and tell whether it is to be written."""
        return not self.standing.stands(address, self.keys.of_file(source))

    def publish(self) -> None:
        """Put what was made into the site. Raises OSError where it cannot be written."""
        self.standing.publish(self.staging.new)
        if not self.process.preview:
            records = self.standing.records
            standing.save(self.keeper, self.standing.folder, self._before, records)
        self.staging.drop()
