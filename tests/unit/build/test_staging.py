"""The folder beside the site that a build writes to, and which site folders are refused."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

import pytest

from sitekit.build.staging import Staging, WarningCounter, conflict_with

_DAY_S = 86_400


def test_staging_is_beside_the_site_and_removed(tmp_path: Path) -> None:
    staging = Staging.next_to(tmp_path / "out/site")
    assert staging.final == tmp_path / "out/site"
    assert staging.new.parent.parent == tmp_path / "out"
    assert not staging.new.exists()
    staging.remove()
    assert [*(tmp_path / "out").iterdir()] == []


def test_staging_of_a_mounted_site_is_in_it() -> None:
    mounted = Path("/dev/shm")
    if not mounted.is_dir() or mounted.stat().st_dev == mounted.parent.stat().st_dev:
        pytest.skip("there is no folder here that is a file system of its own")
    staging = Staging.next_to(mounted)
    staging.new.mkdir()
    assert staging.new.parent.parent == mounted
    assert staging.new.stat().st_dev == mounted.stat().st_dev
    staging.remove()
    assert not staging.new.parent.exists()


def test_staging_of_a_linked_site_is_beside_its_target(tmp_path: Path) -> None:
    (tmp_path / "disk/site").mkdir(parents=True)
    (tmp_path / "site").symlink_to(tmp_path / "disk/site")
    staging = Staging.next_to(tmp_path / "site")
    assert staging.new.parent.parent == tmp_path / "disk"
    staging.remove()


@pytest.mark.parametrize(("exists", "outcome"), [(True, "site/ is un"), (False, "Nothing was b")])
def test_outcome_of_a_failed_build_depends_on_an_earlier_one(
    exists: bool, outcome: str, tmp_path: Path
) -> None:
    staging = Staging.next_to(tmp_path / "site")
    if exists:
        (tmp_path / "site").mkdir()
    assert staging.outcome.startswith(outcome)
    staging.remove()


@pytest.mark.parametrize("name", ["site", "[a]*"])
def test_abandoned_staging_is_removed_after_a_day(name: str, tmp_path: Path) -> None:
    site = tmp_path / name
    running, old, young = (Staging.next_to(site) for _ in range(3))
    for staging, age_s in ((old, _DAY_S + 60), (young, _DAY_S - 60)):
        written = time.time() - age_s
        os.utime(staging.new.parent, (written, written))
    unmarked, other = tmp_path / f".{name}-backup", tmp_path / ".other-site"
    for folder in (unmarked, other):
        folder.mkdir()
        (folder / "precious.txt").touch()
        os.utime(folder, (0, 0))
    newest = Staging.next_to(site)
    left = {staging.new.parent for staging in (running, young, newest)}
    assert {*tmp_path.iterdir()} == {*left, unmarked, other}
    for staging in (running, old, young, newest):
        staging.remove()


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    posts = tmp_path / "project/posts"
    (posts / "inner").mkdir(parents=True)
    return posts


@pytest.mark.parametrize(
    "site", ["project/posts", "project/posts/inner", "project/posts/new/site", "project", "."]
)
def test_site_conflicts_with_a_folder_that_it_is_holds_or_lies_in(
    site: str, posts: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    own = [tmp_path / "missing", tmp_path / "elsewhere/none", posts]
    assert conflict_with(tmp_path / site, own) == posts


@pytest.mark.parametrize("site", ["project/site", "project/posts-site", "site", "elsewhere/posts"])
def test_site_conflicts_with_no_other_folder(site: str, posts: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert conflict_with(tmp_path / site, [posts, tmp_path / "missing"]) is None
        (tmp_path / site).mkdir(parents=True, exist_ok=True)


def test_site_conflicts_with_a_folder_behind_a_link(posts: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(posts)
    assert conflict_with(tmp_path / "link", [posts]) == posts
    assert conflict_with(tmp_path / "link/site", [posts]) == posts
    assert conflict_with(posts, [tmp_path / "link"]) == tmp_path / "link"
    (tmp_path / "deep").symlink_to(posts / "inner")
    assert conflict_with(tmp_path / "deep", [posts]) == posts


def test_warnings_and_errors_are_counted_while_a_build_listens() -> None:
    logger = logging.getLogger("tests.staging")
    counter = WarningCounter(logger)
    logger.warning("before")
    counter.listen()
    for level in (logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        logger.log(level, "during")
    counter.stop()
    logger.warning("after")
    assert counter.count == 3


def test_warnings_are_no_longer_counted_by_an_aborted_build() -> None:
    logger = logging.getLogger("tests.staging")
    aborted, counter = WarningCounter(logger), WarningCounter(logger)
    aborted.listen()
    counter.listen()
    logger.warning("during")
    counter.stop()
    assert (aborted.count, counter.count) == (0, 1)
    assert logger.handlers == []
