"""Temporary sites: the base site with a case's files laid over it, read or built for real."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from mkdocs.config import load_config

from sitekit.content.settings import Settings
from sitekit.content.site_metadata import SiteMetadata
from sitekit.site import Site, read_site
from support import fork_server
from support.images import encoded, photo

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
MARKDOWN = load_config(str(ROOT / "mkdocs.yml"))

_SETTINGS = """site_name: Engine Works
site_url: !ENV [SITE_URL, 'https://engines.example/']
site_description: A small site that the tests build.
copyright: © Engine Works
"""
_EXTRA = """extra:
  timezone: Europe/Berlin
  feed_authority: engines.example,2026
  training_crawlers: true
  profiles:
    - label: Forum
      url: https://social.example/@engines
    - label: X
      url: https://x.com/engines
"""
METADATA = SiteMetadata(
    site_name="Engine Works",
    site_description="A small site that the tests build.",
    feed_authority="example.org,2026",
)

_SMALL_POST = """---
title: Small post {n}
description: One of many posts of a single line, which are there to make the site a large one.
date: {day}
tags: [vendors]
---
What a vendor of engine {n} said about the sprint to the station.
"""


@dataclass
class TemporarySite:
    """A site in a temporary folder, read and built at a fixed moment."""

    root: Path
    url: str = "https://example.org/"
    now: datetime = NOW

    def write(self, files: dict[str, str | bytes | None]) -> None:
        """Write files; None removes one."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that a file must have."""
        text = (self.root / name).read_text()
        assert old in text
        self.write({name: text.replace(old, new)})

    def settings(self, **changes) -> Settings:
        """Return the settings of a build in this process."""
        given = {
            "root": self.root,
            "now": self.now,
            "timezone": ZoneInfo("Europe/Berlin"),
            "site_url": self.url,
            "metadata": METADATA,
            "extensions": MARKDOWN.markdown_extensions,
            "extension_configs": MARKDOWN.mdx_configs,
        }
        return Settings(**(given | changes))

    def read(self, **changes) -> Site:
        return read_site(self.settings(**changes))

    def messages(self, **changes) -> list[str]:
        """Return the problems of the content, as they are printed."""
        return [str(problem) for problem in self.read(**changes).problems]

    def environment(self) -> dict[str, str]:
        """Return the environment variables of a build in another process."""
        outer = {k: v for k, v in os.environ.items() if not k.startswith(("SITE_", "SOURCE_"))}
        given = {"SITE_URL": self.url, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
        return outer | given | {"SOURCE_DATE_EPOCH": str(int(self.now.timestamp()))}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a Python module in the site's folder; its output is all in `stdout`."""
        return fork_server.run(command, self.root, self.environment())

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("mkdocs", "build", *options)

    def built(self) -> dict[str, bytes]:
        """Return every file of the built site."""
        site = self.root / "site"
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }

    def page(self, address: str) -> BeautifulSoup:
        """Return the built page at an address."""
        return parse(self.root / "site" / address / "index.html")


def parse(path: Path) -> BeautifulSoup:
    """Return a page parsed as browsers parse it."""
    return BeautifulSoup(path.read_bytes(), "html5lib")


def pages_of(site: Path) -> dict[str, BeautifulSoup]:
    """Return every HTML page of a built site by its path."""
    return {p.relative_to(site).as_posix(): parse(p) for p in sorted(site.rglob("*.html"))}


def with_digest(site: Path, address: str) -> str:
    """Return where a built site has a style sheet or script of docs/."""
    stem, _, ending = address.rpartition(".")
    [file] = site.glob(f"{stem}.{'[0-9a-f]' * 8}.{ending}")
    return file.relative_to(site).as_posix()


def make_site(root: Path) -> TemporarySite:
    """Lay out the base site with the project's hooks and templates."""
    return _lay_out(root, "base_site", nav=("about",))


def make_showcase(root: Path, small_posts: int = 12) -> TemporarySite:
    """Lay out a site with every kind of page and every element that writers may use.

    `small_posts` is how many older posts of one line each it has, for lists of several pages.
    """
    site = _lay_out(root, "showcase", nav=("services", "about"), footer=("imprint",))
    for n in range(small_posts):
        day = date(2020, 1, 1) + timedelta(days=n)
        site.write({f"posts/small-{n}.md": _SMALL_POST.format(n=n, day=day)})
    site.write({"posts/pictured/loop.png": encoded(photo(1600, 1060), "PNG")})
    return site


def _lay_out(
    root: Path, content: str, nav: Sequence[str], footer: Sequence[str] = ()
) -> TemporarySite:
    """Copy a folder of content, with the project's hooks, templates, assets, theme and Markdown."""
    shutil.copytree(ROOT / "tests" / content, root)
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    pages = ["docs/index.md", "pages/blog/index.md", "pages/faq/index.md"]
    pages += [f"docs/{name}.md" for name in nav]
    lines = ["nav:", *(f"  - {page}" for page in pages)]
    if footer:
        lines += ["  - Footer:", *(f"      - docs/{name}.md" for name in footer)]
    own = (ROOT / "mkdocs.yml").read_text()
    hooks = own[own.index("docs_dir:") : own.index("nav:\n")]
    markdown = own[own.index("markdown_extensions:") : own.index("extra:\n")]
    parts = (_SETTINGS, hooks.rstrip(), "\n".join(lines), markdown.rstrip(), _EXTRA)
    (root / "mkdocs.yml").write_text("\n\n".join(parts))
    return TemporarySite(root)


def make_own_site(root: Path) -> TemporarySite:
    """Lay out the project's own content."""
    root.mkdir()
    for name in ("mkdocs.yml", "docs", "faq", "hooks", "overrides", "posts"):
        (root / name).symlink_to(ROOT / name)
    return TemporarySite(root, now=datetime.now(UTC))


def not_here(reason: str) -> NoReturn:
    """Skip a test whose tool is missing; in CI, fail it."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
