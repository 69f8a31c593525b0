"""Builds of one site at the same time."""

from __future__ import annotations

import subprocess
import sys

from support.builds import RebuiltSite, files_of
from support.sites import TemporarySite
from support.warm_builds import FIRST, assert_equal


def _start_build(site: TemporarySite) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=site.root,
        env=site.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _wait_for(*builds: subprocess.Popen[str]) -> bool:
    """Tell whether all builds succeeded; one that failed must have printed what to do."""
    for build in builds:
        printed, _ = build.communicate(timeout=60)
        assert "Traceback" not in printed
        assert build.returncode == 0 or "Build again." in printed, printed
    return not any(build.returncode for build in builds)


def test_two_builds_at_once_leave_a_whole_site(site: TemporarySite) -> None:
    warm = RebuiltSite(site)
    if _wait_for(_start_build(site), _start_build(site)):
        assert_equal(files_of(warm.built), warm.fresh())
    first = _start_build(site)
    site.edit(FIRST, "Opening words.", "Second words.")
    _wait_for(first, _start_build(site))  # either of the two texts may be published
    result = site.build()
    assert result.returncode == 0, result.stdout
    assert_equal(files_of(warm.built), warm.fresh())
