"""The command `sitekit check`."""

from __future__ import annotations

from pathlib import Path

from support.content import post
from support.sites import TemporarySite


def test_check_prints_the_problems_and_advice_of_a_build(site: TemporarySite) -> None:
    advice = site.run("sitekit", "check")
    assert advice.returncode == 0
    assert "posts/tags.yml:6: cpp: advice:" in advice.stdout
    assert advice.stdout.endswith("2 posts, 2 FAQ sets: no problems.\n")
    site.write({"posts/x.md": post(tags="nonsense", more="tag: x\n")})
    problems = site.messages()
    check, build = site.run("sitekit", "check"), site.build()
    assert (check.returncode, build.returncode) == (1, 1)
    assert len(problems) == 2
    for problem in problems:
        assert problem in check.stdout
        assert problem in build.stdout
    assert check.stdout.endswith("2 problems.\n")


def test_check_outside_a_site_prints_one_line(tmp_path: Path) -> None:
    result = TemporarySite(tmp_path).run("sitekit", "check")
    assert result.returncode == 1
    assert "mkdocs.yml" in result.stdout
    assert len(result.stdout.splitlines()) == 1
