"""The sites that are built: each is laid out in a folder and has its build commands."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

import yaml

from bench.corpus import BenchPost
from bench.sources import write_hugo_sources, write_material_sources, write_our_sources

HUGO_WITH_PAGEFIND = "hugo+pagefind"
INSTALL_COMMAND = "pip install -e '.[bench]'"
_ADDRESS = "https://bench.example/"
_PYTHON = (sys.executable, "-m")
_MKDOCS = (*_PYTHON, "mkdocs", "build", "--quiet")
_HUGO_SERVER = ("server", "--disableFastRender", "--bind", "127.0.0.1", "--port", "{port}")
"""All pages are rendered, as ours are, not only those that a browser has seen."""
_PAGEFIND_OPTIONS = ("--site", "public", "--silent", "--exclude-selectors", "pre")
"""Code blocks are not indexed, as in our index; the layout limits the rest to article text."""
_DUMMY_TEXT = "A page beside the articles, so that the site has as many such pages as the project."

Command = Sequence[str]


class BenchError(Exception):
    """Why nothing can be measured, and what to do."""


@dataclass(frozen=True)
class Contender:
    """A site that can be built."""

    root: Path
    commands: tuple[Command, ...]
    """What builds the site, in order."""
    output: str
    """The folder of the built site, below `root`."""
    caches: tuple[str, ...]
    """The folders below `root` in which builds store data for later ones."""
    serve: Command = (*_PYTHON, "mkdocs", "serve", "--quiet", "--dev-addr", "127.0.0.1:{port}")
    """What starts a preview, with `{port}` for its port."""
    posts: str = "posts"
    """The folder of the posts' files, below `root`."""
    check: Command = (*_PYTHON, "sitekit", "check")
    """What checks the content of our site."""

    def clean(self) -> None:
        """Remove what earlier builds wrote."""
        for name in (self.output, *self.caches):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def check_out(self, *, with_site: bool) -> None:
        """Leave what a fresh checkout with restored caches has.

        That is no bytecode, and source files with new modification times. The built site is gone,
        or restored as from an archive: other files with the same modification times.
        """
        site, restored = self.root / self.output, self.root / "restored"
        if with_site:
            shutil.copytree(site, restored)
        shutil.rmtree(site, ignore_errors=True)
        for folder in [*self.root.rglob("__pycache__")]:
            shutil.rmtree(folder)
        for path in self.root.rglob("*"):
            if path.relative_to(self.root).parts[0] not in (*self.caches, restored.name):
                path.touch()
        if with_site:
            restored.rename(site)

    def page_count(self) -> int:
        """Return the number of HTML files in the built site."""
        return sum(1 for _ in (self.root / self.output).rglob("*.html"))

    def page(self, slug: str) -> Path:
        """Return the path of a post's built page."""
        return self.root / self.output / "blog" / slug / "index.html"


@dataclass(frozen=True)
class SiteConfig:
    """What the sites have in common with a project."""

    project: Path
    """The folder of mkdocs.yml, hooks/, overrides/ and docs/."""
    search: bool


Maker = Callable[[Path, SiteConfig, Iterable[BenchPost]], Contender]


def environment(address: str = _ADDRESS) -> dict[str, str]:
    """Return the environment of every build: the caller's without the settings of generators.

    Python may write bytecode, as it does by default.
    """
    settings = ("SITE_", "SITEKIT_", "SOURCE_", "HUGO_", "PAGEFIND_", "PYTHONDONTWRITEBYTECODE")
    outer = {k: v for k, v in os.environ.items() if not k.startswith(settings)}
    return outer | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


def make_ours(root: Path, config: SiteConfig, posts: Iterable[BenchPost]) -> Contender:
    """Lay out the project's hooks, templates and settings with the corpus instead of its content.

    Pages of docs/ keep their names, because the navigation lists them; their text is replaced,
    because it may link to the project's posts.
    """
    root.mkdir(parents=True)
    for name in ("hooks", "overrides"):
        shutil.copytree(config.project / name, root / name)
    docs = config.project / "docs"
    shutil.copytree(docs, root / "docs", ignore=shutil.ignore_patterns("*.md"))
    for page in docs.rglob("*.md"):
        title = page.stem.replace("-", " ").capitalize()
        text = f"---\ntitle: {title}\ndescription: {_DUMMY_TEXT}\n---\n\n{_DUMMY_TEXT}\n"
        (root / "docs" / page.relative_to(docs)).write_text(text, encoding="utf-8")
    _write_mkdocs_yml(root, config, {} if config.search else {"extra": {"search": False}})
    write_our_sources(root, posts)
    return Contender(root, (_MKDOCS,), "site", (".cache",))


def make_material(root: Path, config: SiteConfig, posts: Iterable[BenchPost]) -> Contender:
    """Lay out a site of Material's own plugins with the project's theme and Markdown extensions.

    The plugins have their default settings: the blog has an archive by year where our site has
    pages of tags and of authors.
    """
    (root / "overrides").mkdir(parents=True)  # empty, but the settings refer to it
    plugins: dict[str, dict[str, object]] = {"blog": {"post_url_format": "{slug}"}, "tags": {}}
    if config.search:
        plugins["search"] = {}
    changes = {
        "plugins": [{name: options} for name, options in plugins.items()],
        "hooks": [],
        "nav": None,
        "extra_css": [],
    }
    _write_mkdocs_yml(root, config, changes)
    write_material_sources(root, posts)
    return Contender(root, (_MKDOCS,), "site", (".cache",))


def _write_mkdocs_yml(root: Path, config: SiteConfig, changes: Mapping[str, object]) -> None:
    """Copy the project's mkdocs.yml; with changes, as a base that mkdocs.yml inherits from."""
    name = "project.yml" if changes else "mkdocs.yml"
    shutil.copy(config.project / "mkdocs.yml", root / name)
    if changes:
        text = yaml.safe_dump({"INHERIT": name, **changes}, sort_keys=False)
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def make_hugo(root: Path, config: SiteConfig, posts: Iterable[BenchPost]) -> Contender:
    """Lay out a site with the layouts in hugo/. Hugo makes no search index."""
    shutil.copytree(Path(__file__).parent / "hugo", root)
    write_hugo_sources(root, posts)
    options = ("--quiet", "--cacheDir", str(root / "cache"))
    program = str(hugo_binary())
    serve = (program, *_HUGO_SERVER, *options)
    caches = ("cache", "resources")
    return Contender(root, ((program, *options),), "public", caches, serve, "content/blog")


def make_hugo_with_pagefind(
    root: Path, config: SiteConfig, posts: Iterable[BenchPost]
) -> Contender:
    """Lay out the same site as `make_hugo`, built by Hugo and then indexed by Pagefind."""
    site = make_hugo(root, config, posts)
    return replace(site, commands=(*site.commands, (str(pagefind_binary()), *_PAGEFIND_OPTIONS)))


def hugo_binary() -> Path:
    """Return Hugo's program. Raises BenchError if its package is not installed."""
    return _binary("Hugo", "hugo", "hugo/binaries/hugo*")


def pagefind_binary() -> Path:
    """Return Pagefind's program. Raises BenchError if its package is not installed."""
    return _binary("Pagefind", "pagefind_bin", "pagefind_bin/pagefind*")


def _binary(title: str, package: str, pattern: str) -> Path:
    """Return the program in a package.

    The commands that such packages install are Python wrappers, which add a tenth of a second.
    """
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        files = []
    for path in files:
        if path.match(pattern):
            return Path(str(path.locate()))
    raise BenchError(f"{title} is not installed: {INSTALL_COMMAND}, or omit it from --contenders.")


MAKERS: Mapping[str, Maker] = {
    "ours": make_ours,
    "material": make_material,
    "hugo": make_hugo,
    HUGO_WITH_PAGEFIND: make_hugo_with_pagefind,
}
TITLES: Mapping[str, str] = {
    "material": "Material",
    "hugo": "Hugo",
    HUGO_WITH_PAGEFIND: "Hugo + Pagefind",
}
"""What tables call the other generators' sites."""
