"""Reads a folder of notes of Obsidian."""

from __future__ import annotations

from pathlib import Path

from sitekit.importer.foreign_files import ForeignFile, date_and_name, name_of, read_file, walk
from sitekit.importer.models import ForeignPost, ForeignSite, Options
from sitekit.problems import Problem

_NO = ("false", "no")


def is_obsidian(root: Path) -> bool:
    """Tell whether a folder is a vault of Obsidian, or lies in one."""
    return any((folder / ".obsidian").is_dir() for folder in (root, *root.resolve().parents))


def read_obsidian(root: Path, options: Options) -> ForeignSite:
    """Read the notes: those with `publish: true` if any has it, else all without `publish: false`.

    A note without a `title` is called as its file; that is how Obsidian shows it.
    """
    files, problems = [], []
    for path in walk(root, options.posts.strip("/")):
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
        else:
            files.append(file)
    chosen = [f for f in files if f.data.get("publish") in ("true", "yes")]
    chosen = chosen or [f for f in files if f.data.get("publish") not in _NO]
    remarks = [f"Notes that are not to be published, left out: {len(files) - len(chosen)}"]
    return ForeignSite(
        generator="obsidian",
        root=root,
        posts=tuple(_post(file) for file in chosen),
        static=(".",),
        problems=tuple(problems),
        remarks=tuple(remarks if len(files) > len(chosen) else ()),
    )


def _post(file: ForeignFile) -> ForeignPost:
    date, name = date_and_name(name_of(file.path))
    draft = file.data.get("draft") == "true"
    return ForeignPost(
        *(file.path, file.data, file.body, name, date, draft),
        lines=file.lines,
        default_title=name,
    )
