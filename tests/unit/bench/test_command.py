"""The command `python tests/bench`: its options, and the report of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench import command
from bench.__main__ import main
from bench.contenders import BenchError, Contender, SiteConfig
from bench.corpus import BenchPost
from support.bench import copying_site, options
from support.sites import ROOT


def test_readme_lists_every_option() -> None:
    readme = (ROOT / "tests/bench/README.md").read_text()
    for parameter in main.params:
        assert any(f"`{name}" in readme for name in [*parameter.opts, *parameter.secondary_opts])


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
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code in (1, 2)
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
