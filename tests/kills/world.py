"""A small site in known states, with what its commands need: a repository, its remote, a blog."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from support.builds import Files, files_of
from support.foreign_blogs import PNG
from support.foreign_blogs import write_files as write_blog
from support.images import encoded, photo
from support.sites import TemporarySite, make_site

CONTENT = ("mkdocs.yml", "posts", "faq", "docs")
_DAYS_S = 2 * 86_400
_GIT_NAMES = ("AUTHOR", "COMMITTER")
_PICTURED = """---
title: With a picture
description: A post with a picture of its own, so that builds make renditions of it.
date: 2026-02-01
tags: [cpp]
---
Words, and ![a field](field.jpg).
"""
_FOREIGN = """---
title: Number {n}
date: 2024-01-02
description: What the post says, in a line that is long enough for search engines.
tags: [Ada News, cpp]
author: Ada Byron
---
Words of post {n}, and ![a dot](/dot.png).
"""


class World:
    """A folder with a site, and everything outside of it that its commands use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site: TemporarySite = make_site(folder / "site")
        self.site.write(
            {
                "posts/pictured/index.md": _PICTURED,
                "posts/pictured/field.jpg": encoded(photo(700, 500), "JPEG"),
            }
        )
        blog = {f"_posts/2024-01-0{n}-number-{n}.md": _FOREIGN.format(n=n) for n in range(1, 6)}
        write_blog(folder / "blog", {"_config.yml": "title: x", "dot.png": PNG, **blog})
        self.temporary.mkdir()
        self._git("init", "-q", "--bare", "-b", "main", str(self.remote))
        self._git("init", "-q", "-b", "main")
        self._git("commit", "-q", "--allow-empty", "-m", "Start")
        self._git("remote", "add", "origin", str(self.remote))
        self._base = self.content()
        self._expected: dict[int, Files] = {}

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self.site.root

    @property
    def temporary(self) -> Path:
        """The folder for temporary files of the commands."""
        return self.folder / "tmp"

    @property
    def remote(self) -> Path:
        """The repository to deploy to."""
        return self.folder / "remote.git"

    def environment(self) -> dict[str, str]:
        """Return the environment of all commands."""
        git = {f"GIT_{who}_{of}": "a@b" for who in _GIT_NAMES for of in ("NAME", "EMAIL")}
        own = {"TMPDIR": str(self.temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        return self.site.environment() | git | own

    def _git(self, *arguments: str) -> None:
        command = ["git", *arguments]
        subprocess.run(command, cwd=self.root, env=self.environment(), check=True)

    def deployed(self) -> Files:
        """Return the files on the branch that `gh-deploy` pushes to."""
        out = self.folder / "deployed"
        shutil.rmtree(out, ignore_errors=True)
        clone = ["clone", "-q", "-b", "gh-pages", str(self.remote), str(out)]
        self._git(*clone)
        shutil.rmtree(out / ".git")
        (out / ".nojekyll").unlink()
        return files_of(out)

    def content(self) -> Files:
        """Return everything that writers have written, and what is beside it in their folders."""
        found: Files = {"mkdocs.yml": (self.root / "mkdocs.yml").read_bytes()}
        for name in CONTENT[1:]:
            found |= files_of(self.root / name, f"{name}/")
        return found

    def restore(self, content: Files | None = None) -> None:
        """Write content as it was, by default at the beginning."""
        content = self._base if content is None else content
        for name in CONTENT[1:]:
            shutil.rmtree(self.root / name)
        self.site.write({**content})

    def change(self, chance: random.Random) -> None:
        """Bring the site into another of its states."""
        self.restore()
        if chance.random() < 0.5:
            self.site.edit("posts/first.md", "Opening words.", "Opening lines.")
        if chance.random() < 0.5:
            self.site.edit("posts/tags.yml", "label: C++", "label: Cpp")  # on every page
        if chance.random() < 0.3:
            self.site.write({"posts/pictured/field.jpg": encoded(photo(500, 700), "JPEG")})
        if chance.random() < 0.3:
            self.site.write({"posts/pictured/index.md": None, "posts/pictured/field.jpg": None})

    def edit(self) -> None:
        """Edit a post, as its writer does while a preview runs."""
        post = self.root / "posts/first.md"
        post.write_text(post.read_text() + "More words.\n")

    def expected(self) -> Files:
        """Return the files of a build from nothing of the content as it is."""
        key = hash(tuple(sorted(self.content().items())))
        if key not in self._expected:
            fresh = self.folder / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(fresh)]
            environment = self.environment() | {"SITEKIT_FRESH": "1"}
            subprocess.run(command, cwd=self.root, env=environment, check=True)
            self._expected[key] = files_of(fresh)
        return self._expected[key]

    def age_leftovers(self) -> None:
        """Make what killed commands left look two days old."""
        old = time.time() - _DAYS_S
        for folder in (*self.root.glob(".sitekit-*"), *self.temporary.iterdir()):
            os.utime(folder, (old, old))

    def leftovers(self) -> list[str]:
        """Return what is in the site's folder and belongs neither to writers nor to builds."""
        known = {*CONTENT, "hooks", "overrides", "site", ".cache", ".git"}
        return sorted({path.name for path in self.root.iterdir()} - known)
