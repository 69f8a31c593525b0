"""Folders of other generators, and what an import makes of them."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from sitekit.importer.importing import import_posts
from sitekit.importer.models import Options, Report

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8ffff3f0005fe02fea735819d0000000049454e44ae426082"
)
"""A picture of one pixel."""


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder, and return the folder."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def files_below(root: Path) -> dict[str, str | bytes]:
    """Return the files below a folder; text as text."""
    found: dict[str, str | bytes] = {}
    for path in sorted(root.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            is_text = path.suffix in (".md", ".yml")
            found[path.relative_to(root).as_posix()] = data.decode() if is_text else data
    return found


class Blog:
    """A folder of another generator, and the folder of a site that it is imported into."""

    def __init__(self, tmp_path: Path, files: dict[str, str | bytes]) -> None:
        self.folder = write_files(tmp_path / "old", files)
        self.site = tmp_path / "new"
        self.site.mkdir(exist_ok=True)

    def import_(self, *, write: bool = True, **options) -> Report:
        """Import the posts; `options` are those of `Options`."""
        return import_posts(self.site, self.folder, UTC, Options(**options), write=write)

    def files(self) -> dict[str, str | bytes]:
        """Return the files of the site."""
        return files_below(self.site)

    def post(self, name: str) -> str:
        """Return the text of an imported post."""
        return (self.site / "posts" / name).read_text()

    def body(self, name: str) -> str:
        """Return the body of an imported post."""
        return self.post(name).partition("\n---\n\n")[2]


def import_one(tmp_path: Path, files: dict[str, str | bytes], name: str, **options) -> str:
    """Import a folder, and return the body of one post."""
    blog = Blog(tmp_path, files)
    blog.import_(**options)
    return blog.body(name)
