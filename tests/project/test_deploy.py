"""`mkdocs gh-deploy` against a real git remote."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from support.content import post
from support.sites import ROOT, TemporarySite


def _git(folder: Path, *arguments: str) -> str:
    metadata = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    command = ["git", *metadata, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def remote(site: TemporarySite) -> Path:
    remote = site.root.parent / "remote.git"
    _git(site.root.parent, "init", "--bare", "--quiet", str(remote))
    site.write({".gitignore": "/site/\n"})
    _git(site.root, "init", "--quiet")
    _git(site.root, "config", "user.name", "Test")
    _git(site.root, "config", "user.email", "test@example.org")
    _git(site.root, "add", ".")
    _git(site.root, "commit", "--quiet", "-m", "Content")
    _git(site.root, "remote", "add", "origin", str(remote))
    return remote


def test_deploy_publishes_the_site_and_nothing_unpublished(site, remote: Path) -> None:
    site.write({"posts/secret.md": post(title="Xyzzy", more="draft: true\n")})
    result = site.run("mkdocs", "gh-deploy", "--message", "Publish")
    assert result.returncode == 0, result.stdout
    files = _git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert set(files) == {*site.built(), ".nojekyll"}
    assert "blog/first/index.html" in files
    page = _git(remote, "show", "gh-pages:blog/first/index.html")
    assert page.encode() == site.built()["blog/first/index.html"]
    everything = "".join(_git(remote, "show", f"gh-pages:{f}") for f in files if f.endswith("l"))
    assert "Xyzzy" not in everything


def test_deploy_with_a_mistake_publishes_nothing(site, remote: Path) -> None:
    site.write({"posts/x.md": post(tags="nonsense")})
    result = site.run("mkdocs", "gh-deploy")
    assert result.returncode == 1
    assert "posts/x.md:5: tags:" in result.stdout
    assert _git(remote, "branch", "--list") == ""


def test_workflow_pins_official_actions_and_takes_the_address_of_pages() -> None:
    workflow = yaml.load((ROOT / ".github/workflows/publish.yml").read_text(), yaml.BaseLoader)
    assert workflow["on"]["push"]["branches"] == ["main"]
    assert workflow["on"]["schedule"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert {name.partition("@")[0].split("/")[0] for name in used} == {"actions"}
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", name) for name in used)
    build = next(step for step in steps if "mkdocs build" in step.get("run", ""))
    assert build["env"]["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
