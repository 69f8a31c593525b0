"""The command `python tests/bench`, and the preview that it times."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import command
from bench.__main__ import main
from bench.contenders import BenchError, Contender, SiteConfig, environment
from bench.corpus import BenchPost
from bench.preview import time_preview
from bench.rounds import edit
from bench_support import copying_site, options, small_site
from support.sites import ROOT


def run_bench(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    bench = str(ROOT / "tests/bench")
    program = f"import runpy, sys; {before}runpy.run_path({bench!r}, run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_command_builds_and_prints_a_table() -> None:
    size = ("--posts", "4", "--words", "60", "--rounds", "1")
    done = run_bench(*size, "--contenders", "ours", "--no-serve")
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ours")]
    assert [row[0] for row in rows] == [
        "| ours, cold",
        "| ours, deploy",
        "| ours, nothing changed",
        "| ours, one post edited",
    ]
    assert all(int(row[3]) > 20 for row in rows)
    assert re.search(r"load \d+\.\d at the start\. Medians over 1 round,", done.stdout)


def test_readme_lists_every_option() -> None:
    readme = (ROOT / "tests/bench/README.md").read_text()
    for parameter in main.params:
        assert any(f"`{name}" in readme for name in [*parameter.opts, *parameter.secondary_opts])


def test_command_names_a_missing_package() -> None:
    done = run_bench(before="sys.modules['psutil'] = None; ")
    assert done.returncode == 1
    assert done.stderr == "Error: The benchmark needs psutil: pip install -e '.[bench]'\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--contenders", "ours,jekyll"), "There is no contender jekyll"),
        (("--contenders", "hugo+pagefind", "--without-search"), "There is no contender to measure"),
        (("--scaling", "500"), "two or more"),
        (("--scaling", "many,more"), "two or more"),
    ],
)
def test_command_rejects_what_it_cannot_measure(arguments: tuple[str, ...], message: str) -> None:
    done = run_bench(*arguments)
    assert done.returncode in (1, 2)
    assert message in done.stderr


@pytest.mark.parametrize("search", [True, False])
def test_hugo_with_pagefind_is_left_out_without_search(search, tmp_path, monkeypatch) -> None:
    def make(root: Path, config: SiteConfig, posts: Iterator[BenchPost]) -> Contender:
        return copying_site(root)

    names = ("hugo", "hugo+pagefind")
    monkeypatch.setattr(command, "MAKERS", dict.fromkeys(names, make))
    for program in ("hugo_binary", "pagefind_binary"):
        monkeypatch.setattr(command, program, Path)
    report = command.run(options(tmp_path / "work", contenders=names, search=search), print)
    rows = [line.split(" | ")[0] for line in report.splitlines() if line.startswith("| Hugo")]
    assert rows == ["| Hugo", "| Hugo + Pagefind"][: 1 + search]
    assert ("÷ Hugo + Pagefind" in report) == search


def test_scaling_compares_our_site_at_each_size(tmp_path: Path, monkeypatch) -> None:
    def make_ours(root: Path, config: SiteConfig, posts: Iterator[BenchPost]) -> Contender:
        sizes.append(len([*posts]))
        return copying_site(root)

    sizes: list[int] = []
    monkeypatch.setattr(command, "MAKERS", {"ours": make_ours})
    report = command.run(options(tmp_path / "work", scaling=(2, 3)), print)
    assert "Cost per post at 3 ÷ at 2, ours, one post edited: " in report
    assert {path.name for path in (tmp_path / "work").iterdir()} == {"ours-2", "ours-3"}
    assert sizes == [2, 3]


def test_work_folder_with_files_in_it_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    with pytest.raises(BenchError, match="is not empty"):
        command.run(options(tmp_path), pytest.fail)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_preview_is_timed_from_the_saved_file_to_the_updated_page(tmp_path: Path) -> None:
    site = small_site(tmp_path / "ours")
    times = time_preview(site, 0, edits=1)
    assert times.first_page > 0
    assert len(times.edits) == 1
    change = edit(site, 0)
    assert change.sentence in (site.root / "posts" / f"{change.slug}.md").read_text()


def test_preview_that_ends_shows_its_output(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/x.md").touch()
    with pytest.raises(BenchError, match=r"mkdocs serve(.|\n)*mkdocs.yml"):
        time_preview(Contender(tmp_path, (), "site", ()), 0)
