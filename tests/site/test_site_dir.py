"""The folder a site is built into: never one of the project's own, and what stays in it."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest

from support.builds import files_of
from support.sites import ROOT, TemporarySite

OWN_FOLDERS = [
    "posts",
    "faq",
    "docs",
    "hooks",
    "overrides",
    ".git",
    ".cache",
    "themes/mine",
    "extra",
]
REFUSED = [*OWN_FOLDERS, "posts/second", "hooks/new/site", ".git/site", ".", "..", "linked"]


@pytest.mark.parametrize("target", REFUSED)
def test_site_dir_among_the_projects_own_folders_is_refused(
    target: str, site: TemporarySite, tmp_path: Path
) -> None:
    for name in ("hooks", "overrides"):
        (site.root / name).unlink()
        shutil.copytree(ROOT / name, site.root / name)
    site.write({f"{name}/precious.txt": "precious" for name in OWN_FOLDERS})
    site.edit("mkdocs.yml", "custom_dir: overrides", "custom_dir: themes/mine")
    site.edit("mkdocs.yml", "docs_dir: docs", "docs_dir: docs\nwatch: [extra]")
    shutil.copytree(site.root / "overrides", site.root / "themes/mine", dirs_exist_ok=True)
    (site.root / "linked").symlink_to("posts")
    before = files_of(tmp_path)
    result = site.build("-d", target)
    assert result.returncode == 1, result.stdout
    assert re.search(r"(The site cannot be built into|site_dir)", result.stdout), result.stdout
    assert "Traceback" not in result.stdout
    after = files_of(tmp_path)
    assert {name for name in before if after.get(name) != before[name]} == set()


@pytest.mark.parametrize("target", ["public", "out/site", "../elsewhere/site"])
def test_site_dir_may_be_any_other_folder(target: str, site: TemporarySite) -> None:
    for _ in range(2):
        result = site.build("-d", target)
        assert result.returncode == 0, result.stdout
    assert (site.root / target / "blog/first/index.html").is_file()


def test_site_dir_leaves_folders_alone_that_are_named_like_its_staging(
    site: TemporarySite,
) -> None:
    """A folder that a build left is removed after a day; nothing else beside the site ever is."""
    long_ago = time.time() - 3 * 86_400
    for name in (".site-backup", ".site-x1y2", ".sitekit", ".sitekit-builds"):
        site.write({f"{name}/precious.txt": "precious"})
        os.utime(site.root / name, (long_ago, long_ago))
    for name in (".sitekit-build-left", ".sitekit-build-empty", ".sitekit-build-recent"):
        (site.root / name).mkdir()
    site.write({".sitekit-build-left/new/index.html": "", ".sitekit-build-left/old": ""})
    for name in (".sitekit-build-left", ".sitekit-build-empty"):
        os.utime(site.root / name, (long_ago, long_ago))
    assert site.build().returncode == 0
    left = {path.name for path in site.root.glob(".site*")}
    assert left == {
        ".site-backup",
        ".site-x1y2",
        ".sitekit",
        ".sitekit-builds",
        ".sitekit-build-recent",
    }
    assert (site.root / ".site-backup/precious.txt").read_text() == "precious"


def test_site_dir_keeps_hidden_files_of_the_old_site_alone(site: TemporarySite) -> None:
    site.write({"site/.nojekyll": "", "site/gone.html": "old"})
    assert site.build().returncode == 0
    assert ".nojekyll" in site.built()
    assert "gone.html" not in site.built()
