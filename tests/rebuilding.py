"""Builds in this process, many in a row: of one site, and from nothing, to compare them."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files as MkDocsFiles
from mkdocs.theme import Theme

from sitekit import card_drawing
from sites import ROOT, TemporarySite, make_site

Files = dict[str, bytes]
_draw, _get_env = cache(card_drawing.draw), Theme.get_env
_SOURCES = ("mkdocs.yml", "posts", "faq", "docs", "overrides")


class _Compiled(BytecodeCache):
    """Templates compiled before, as long as their texts are the same."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _env_with_compiled_templates(theme: Theme):
    env = _get_env(theme)
    env.bytecode_cache = _COMPILED
    return env


@dataclass
class Rebuilt:
    """A site that is built again and again."""

    site: TemporarySite

    @property
    def built(self) -> Path:
        return self.site.root / "site"

    def build(self, site_dir: Path | None = None, **environment: str) -> None:
        """Build the site. Raises Abort, which is a SystemExit, where it has mistakes."""
        with pytest.MonkeyPatch.context() as patch:
            for key, value in (self.site.environment() | environment).items():
                patch.setenv(key, value)
            # What takes most of the time shows nothing here: the same cards are drawn, the same
            # templates compiled, and 14,000 files of the theme listed, none of which is used.
            patch.setattr(card_drawing, "draw", _draw)
            patch.setattr(Theme, "get_env", _env_with_compiled_templates)
            patch.setattr(MkDocsFiles, "add_files_from_theme", lambda *_: None)
            config = str(self.site.root / "mkdocs.yml")
            build(load_config(config, site_dir=str(site_dir or self.built)))

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


def make_editable(root: Path) -> Rebuilt:
    """Lay out the base site with templates of its own."""
    site = make_site(root)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return Rebuilt(site)
