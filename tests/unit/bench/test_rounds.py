"""The benchmark's measurements: time and memory of a command, and the rounds of builds."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench.contenders import BenchError, Contender
from bench.measure import measure, tree_memory
from bench.rounds import cases_of_ours, cold_build, run_rounds
from bench_support import copying_site


def test_memory_includes_the_child_of_a_child() -> None:
    leaf = "import time; held = bytearray(120_000_000); time.sleep(1.5)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {leaf!r}])"
    root = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    small_root = root.replace("120_000_000", "1")
    big = measure([[sys.executable, "-c", root]], Path.cwd(), os.environ)
    small = measure([[sys.executable, "-c", small_root]], Path.cwd(), os.environ)
    assert big.peak > 120_000_000
    assert big.peak - small.peak > 100_000_000
    assert big.python_peak == big.peak
    assert big.seconds > 1.5


def test_memory_of_an_ended_process_is_zero() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert tree_memory(ended.pid) == (0, 0)


def test_commands_of_a_build_run_in_order_and_count_together(tmp_path: Path) -> None:
    program = "import time; time.sleep(0.2); open('order.txt', 'a').write('{}')"
    commands = [[sys.executable, "-c", program.format(step)] for step in "12"]
    assert measure(commands, tmp_path, os.environ).seconds > 0.4
    assert (tmp_path / "order.txt").read_text() == "12"


def test_failure_shows_the_end_of_the_output() -> None:
    with pytest.raises(BenchError, match="what went wrong"):
        measure([[sys.executable, "-c", "raise SystemExit('what went wrong')"]], Path.cwd(), {})


def test_rounds_run_builds_in_turn_and_clean_before_cold_ones(tmp_path: Path) -> None:
    ours, other = copying_site(tmp_path / "ours"), copying_site(tmp_path / "other")
    log: list[str] = []
    cases = [*cases_of_ours(ours, 3), cold_build("Other", other, 3)]
    results = run_rounds(cases, 2, log.append)
    names = [f"ours, {build}" for build in ("cold", "deploy", "nothing changed", "one post edited")]
    names.append("Other")
    assert [result.case.name for result in results] == names
    assert [line.split(", ", 2)[2].partition(":")[0] for line in log] == names * 2
    assert [len(result.runs) for result in results] == [2] * 5
    assert {result.pages for result in results} == {4}
    assert (ours.root / "runs.txt").read_text() == "00 10 11 11 " * 2
    assert (other.root / "runs.txt").read_text() == "00 00 "
    edited = [p for p in (ours.root / "posts").iterdir() if "This is edit" in p.read_text()]
    assert len(edited) == 2


def test_check_out_leaves_new_sources_and_the_cache(tmp_path: Path) -> None:
    names = ["hooks/x.py", "hooks/__pycache__/x.pyc", ".cache/store", "site/index.html"]
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (0, 0))
    Contender(tmp_path, (), "site", (".cache",)).check_out()
    paths = {name: tmp_path / name for name in names}
    times = {name: path.stat().st_mtime for name, path in paths.items() if path.exists()}
    assert times.pop(".cache/store") == 0
    assert times.keys() == {"hooks/x.py"}
    assert times["hooks/x.py"] > 0


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
