"""`mkdocs gh-deploy` against a real git remote."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from support.content import post
from support.sites import TemporarySite


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


@pytest.fixture
def clone(site: TemporarySite, remote: Path) -> Path:
    """Another machine's clone of a site that was deployed, on which GitHub then put a CNAME."""
    assert site.run("mkdocs", "gh-deploy").returncode == 0
    clone = site.root.parent / "clone"
    _git(site.root.parent, "clone", "--quiet", "--branch", "gh-pages", str(remote), str(clone))
    (clone / "CNAME").write_text("www.example.org")
    _git(clone, "add", "CNAME")
    _git(clone, "commit", "--quiet", "-m", "Create CNAME")
    _git(clone, "push", "--quiet")
    return clone


def test_deploy_keeps_a_cname_and_commits_of_elsewhere(
    site: TemporarySite, remote: Path, clone: Path
) -> None:
    site.write({"posts/x.md": post()})
    result = site.run("mkdocs", "gh-deploy")
    assert result.returncode == 0, result.stdout
    assert "Traceback" not in result.stdout
    assert "has a CNAME, www.example.org, that docs/ lacks: it is kept" in result.stdout
    assert _git(remote, "show", "gh-pages:CNAME") == "www.example.org"
    assert "blog/x/index.html" in _git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split()
    assert "Create CNAME" in _git(remote, "log", "--format=%s", "gh-pages")
    site.write({"docs/CNAME": "blog.example.org\n"})
    result = site.run("mkdocs", "gh-deploy")
    assert "docs/CNAME says blog.example.org; the branch gh-pages said www.example.org." in (
        result.stdout
    )
    assert _git(remote, "show", "gh-pages:CNAME") == "blog.example.org\n"


def test_deploy_without_history_drops_what_was_withdrawn(
    site: TemporarySite, remote: Path, clone: Path
) -> None:
    _git(site.root, "update-ref", "-d", "refs/heads/gh-pages")  # as in a new clone of the sources
    result = site.run("mkdocs", "gh-deploy", "--no-history")
    assert result.returncode == 0, result.stdout
    assert len(_git(remote, "log", "--format=%s", "gh-pages").splitlines()) == 1
    assert _git(remote, "show", "gh-pages:CNAME") == "www.example.org"


def test_deploy_to_a_remote_that_is_not_there_says_so(site: TemporarySite, remote: Path) -> None:
    assert site.build().returncode == 0
    before = site.built()
    site.write({"posts/x.md": post()})
    _git(site.root, "remote", "set-url", "origin", str(remote.with_name("nowhere.git")))
    result = site.run("mkdocs", "gh-deploy")
    assert result.returncode == 1
    assert re.search(r"git ls-remote: .*nowhere\.git.* Nothing was published\.", result.stdout)
    assert "Traceback" not in result.stdout
    assert site.built() == before
    assert not list(site.root.glob(".sitekit-*"))


def test_deploy_leaves_the_cname_out_of_other_builds(site: TemporarySite, clone: Path) -> None:
    assert site.build().returncode == 0
    assert "CNAME" not in site.built()
