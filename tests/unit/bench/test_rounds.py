"""The rounds of builds: their order, and what each leaves for the next."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.contenders import BenchError
from bench.rounds import cases_of_ours, cold_build, run_rounds
from support.bench import copying_site


def test_rounds_run_builds_in_turn_and_clean_before_cold_ones(tmp_path: Path) -> None:
    ours, other = copying_site(tmp_path / "ours"), copying_site(tmp_path / "other")
    log: list[str] = []
    cases = [*cases_of_ours(ours, 3), cold_build("Other", other, 3)]
    results = run_rounds(cases, 2, log.append)
    ours_built = ("cold", "cache alone", "deploy", "nothing changed", "sitekit check")
    names = [*(f"ours, {build}" for build in (*ours_built, "one post edited")), "Other"]
    assert [result.case.name for result in results] == names
    assert [line.split(", ", 2)[2].partition(":")[0] for line in log] == names * 2
    assert [len(result.runs) for result in results] == [2] * 7
    assert {result.pages for result in results} == {4}
    assert (ours.root / "runs.txt").read_text() == "00 10 11 11 11 " * 2
    assert (other.root / "runs.txt").read_text() == "00 00 "
    edited = [p for p in (ours.root / "posts").iterdir() if "This is edit" in p.read_text()]
    assert len(edited) == 2


def test_rounds_reject_a_build_that_does_not_update_the_edited_page(tmp_path: Path) -> None:
    site = copying_site(tmp_path / "ours", page="'always the same'")
    with pytest.raises(BenchError, match=r"one post edited: the page of .* was not updated"):
        run_rounds(cases_of_ours(site, 3), 1, print)


def test_rounds_reject_a_build_without_a_page_for_each_post(tmp_path: Path) -> None:
    site = copying_site(tmp_path / "x")
    with pytest.raises(BenchError, match="Other: there are 4 pages for 4 posts"):
        run_rounds([cold_build("Other", site, 4)], 1, print)
    empty = replace(site, commands=((sys.executable, "-c", ""),))
    with pytest.raises(BenchError, match="Empty: there are 0 pages for 3 posts"):
        run_rounds([cold_build("Empty", empty, 3), cold_build("Other", site, 3)], 1, print)
