"""Builds of a site of plain files, to try how its output is published."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sitekit.build.manifest import ManifestEntry
from sitekit.build.output import OutputTree

PAGES = {"index.html": "home", "blog/index.html": "list", "blog/a/index.html": "one"}


@dataclass
class Outputs:
    """Builds of one site, one after another; a file's key is its text and what all depend on."""

    folder: Path
    manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    shared_inputs: str = ""

    @property
    def site(self) -> Path:
        """The published site."""
        return self.folder / "site"

    @property
    def new(self) -> Path:
        """The folder to build into."""
        return self.folder / "new"

    def tree(self, *, is_private: bool = False) -> OutputTree:
        """Return the site at the start of a build."""
        return OutputTree(self.site, self.manifest, is_private)

    def begin(self, files: dict[str, str]) -> tuple[OutputTree, set[str]]:
        """Build the stale files, and return the tree to publish and their addresses."""
        tree, stale = self.tree(), set()
        shutil.rmtree(self.new, ignore_errors=True)
        for address, text in files.items():
            if not tree.is_current(address, text + self.shared_inputs):
                stale.add(address)
                file = self.new / address
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        return tree, stale

    def build(self, files: dict[str, str]) -> set[str]:
        """Build and publish the site, and return the addresses that were stale."""
        tree, stale = self.begin(files)
        tree.publish(self.new)
        return stale

    def files(self) -> dict[str, str]:
        """Return the texts of the published files by their addresses."""
        found = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_text() for path in found}

    def inodes(self) -> dict[str, int]:
        """Return what tells whether a published file was replaced."""
        return {name: (self.site / name).stat().st_ino for name in self.files()}
