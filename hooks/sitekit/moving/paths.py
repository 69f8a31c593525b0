"""What a move renames: the files, and what each page is called before and after."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from sitekit.content.discovery import doc_address, slug_in_name
from sitekit.content.models import Doc, Entry, FaqSet, Post
from sitekit.site import Site
from sitekit.text import nearest_path, quote


class MoveError(Exception):
    """Why something cannot be moved, and what to do; nothing was changed."""


@dataclass(frozen=True)
class Renaming:
    """One file or folder that gets another path, and the entries in it."""

    old: str
    new: str
    entries: tuple[Entry, ...]

    def path(self, path: str) -> str:
        """Return the path that a file or folder has after the move."""
        inside = path == self.old or path.startswith(f"{self.old}/")
        return self.new + path[len(self.old) :] if inside else path

    def address(self, entry: Entry) -> str:
        """Return the address that a moved entry has after the move."""
        path = self.path(entry.source.path)
        if isinstance(entry, Doc):
            return doc_address(path)
        if isinstance(entry, FaqSet):
            return f"faq/{path[4:-3]}/"
        return entry.address if self.retains_slug(entry) else f"blog/{slug_in_name(path)}/"

    def retains_slug(self, post: Post) -> bool:
        """Tell whether a post's `slug` outlives the move: its name changes in the date alone."""
        path = post.source.path
        return bool(post.meta.slug) and slug_in_name(path) == slug_in_name(self.path(path))


def renaming(site: Site, old: str, new: str) -> Renaming:
    """Return what moving a file or folder to another path renames. Raises MoveError."""
    root, library = site.library.settings.root, site.library
    old, new = _inner(root, old), _inner(root, new)
    if old.endswith("/index.md") and new.endswith("/index.md") and old.startswith("posts/"):
        old, new = posixpath.dirname(old), posixpath.dirname(new)
    if not (root / old).exists():
        files = [entry.source.path for entry in library.all_entries]
        raise MoveError(f"{quote(old)} does not exist.{nearest_path(old, files)}")
    entries = tuple(e for e in library.all_entries if f"{e.source.path}/".startswith(f"{old}/"))
    if not entries:
        raise MoveError(f"{quote(old)} is no post, FAQ set or page, and has none in it.")
    if any(isinstance(entry, Doc) and not entry.address for entry in entries):
        raise MoveError("docs/index.md is the home page, which cannot move.")
    _check_place(old, new, is_file=(root / old).is_file())
    if (root / new).exists() and not (root / new).samefile(root / old):
        raise MoveError(f"{quote(new)} is there already. Choose another name.")
    return Renaming(old, new, entries)


def _inner(root: Path, path: str) -> str:
    """Return a path, which may be absolute or end with a slash, relative to the site's root."""
    given = Path(path)
    if given.is_absolute():
        try:
            path = given.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            raise MoveError(f"{quote(path)} is not in this site.") from None
    return posixpath.normpath(path.replace("\\", "/"))


def _check_place(old: str, new: str, *, is_file: bool) -> None:
    """Raise MoveError unless the new path is one for what is moved."""
    folder, _, inner = new.partition("/")
    if folder != old.partition("/")[0] or not inner:
        kind = old.partition("/")[0]
        raise MoveError(f"{quote(new)} is not in {kind}/. A page stays in the folder of its kind.")
    if is_file != new.endswith(".md"):
        fix = f"Write {quote(new + '.md')}." if is_file else "Write a folder's name."
        raise MoveError(f"{quote(new)} is not a name for what is moved. {fix}")
    patterns = {"posts": r"[^/]+(/index\.md)?", "faq": r"[^/]+\.md", "docs": r".+"}
    if not re.fullmatch(patterns[folder], inner) or any(p[0] == "." for p in new.split("/")):
        raise MoveError(f"{quote(new)} is no place for what is moved.")
