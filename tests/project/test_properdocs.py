"""ProperDocs, the maintained continuation of MkDocs, builds the same site, alone as well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.sites import TemporarySite, make_site

_HIDE = """
import importlib.metadata, importlib.machinery, sys

class Finder(importlib.machinery.PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name in ("mkdocs", "material") else super().find_spec(name, path, target)

    @classmethod
    def find_distributions(cls, context=importlib.metadata.DistributionFinder.Context()):
        for found in super().find_distributions(context):
            if found.metadata["Name"] not in ("mkdocs", "mkdocs-material"):
                yield found

sys.meta_path[sys.meta_path.index(importlib.machinery.PathFinder)] = Finder
"""
"""Runs as each Python process starts, and makes two installed packages absent."""


_PRINT_PRESENT = """
from importlib import metadata, util
print(util.find_spec("mkdocs"), util.find_spec("material"))
print([d.name for d in metadata.distributions() if d.name in ("mkdocs", "mkdocs-material")])
"""


@pytest.fixture
def properdocs_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide MkDocs and Material from the processes that the test starts."""
    folder = tmp_path / "hiding"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_HIDE)
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    present = subprocess.check_output([sys.executable, "-c", _PRINT_PRESENT], text=True)
    assert present == "None None\n[]\n"


def _without_generator(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files without the program's name, and without the mark, a digest of pages with it."""
    pattern = re.compile(rb'<meta name="generator"[^>]*>')
    pages = {name: content for name, content in files.items() if name != "build.json"}
    return {name: pattern.sub(b"", content) for name, content in pages.items()}


def _assert_builds_the_same(root: Path, base_built: TemporarySite, theme: str) -> None:
    """Build the base site with ProperDocs and a theme, and compare all files."""
    site = make_site(root)
    site.now = base_built.now
    config = (root / "mkdocs.yml").read_text()
    assert "\n  name: material\n" in config
    site.write({"mkdocs.yml": config.replace("\n  name: material\n", f"\n  name: {theme}\n")})
    result = site.run("properdocs", "build", "--strict")
    assert result.returncode == 0, result.stdout
    built, expected = _without_generator(site.built()), _without_generator(base_built.built())
    assert built.keys() == expected.keys()
    assert [name for name in expected if built[name] != expected[name]] == []


def test_properdocs_builds_the_same_pages(base_built: TemporarySite, tmp_path: Path) -> None:
    _assert_builds_the_same(tmp_path / "site-under-test", base_built, theme="material")


@pytest.mark.usefixtures("properdocs_alone")
def test_properdocs_alone_builds_the_same_pages(base_built: TemporarySite, tmp_path: Path) -> None:
    _assert_builds_the_same(tmp_path / "site-under-test", base_built, theme="null")


@pytest.mark.usefixtures("properdocs_alone")
def test_properdocs_alone_suffices_to_check(site: TemporarySite) -> None:
    result = site.run("sitekit", "check")
    assert result.returncode == 0, result.stdout
    assert "no problems" in result.stdout
    site.write({"posts/wrong.md": "---\ntitle: Wrong\n---\n"})
    result = site.run("sitekit", "check")
    assert result.returncode == 1, result.stdout
    assert "posts/wrong.md:1: description: " in result.stdout
