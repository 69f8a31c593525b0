"""What `sitekit check` prints for GitHub Actions and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sitekit.checks.forecast import Change
from sitekit.content.settings import SettingsError
from sitekit.deployment.check_formats import FORMATS, problems_of
from sitekit.problems import Advice, Problem

CHANGE = Change(datetime(2026, 12, 2, tzinfo=UTC), "6 pages show the default offer.")


@pytest.mark.parametrize(
    ("remark", "line"),
    [
        (
            Problem("posts/x.md", 4, "tags", "is wrong."),
            "::error file=posts/x.md,line=4,title=tags::posts/x.md:4: tags: is wrong.",
        ),
        (
            Advice("posts/a, b: 50%.md", 1, "k", "100 % of it"),
            "::warning file=posts/a%2C b%3A 50%25.md,line=1,title=k::"
            "posts/a, b: 50%25.md:1: k: advice: 100 %25 of it",
        ),
        (
            Problem("posts/x.md", 2, "a: b, c", "one\r\n::error::two\nthree"),
            "::error file=posts/x.md,line=2,title=a%3A b%2C c::"
            "posts/x.md:2: a: b, c: one%0D%0A::error::two%0Athree",
        ),
        (
            Problem("posts/\udcff.md", 1, "file", "is not UTF-8."),
            "::error file=posts/\\udcff.md,line=1,title=file::posts/\\udcff.md:1: file: "
            "is not UTF-8.",
        ),
    ],
)
def test_github_command_is_one_escaped_line(
    remark: Problem, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert FORMATS["github"]([remark], [], folder=tmp_path) == line


def test_github_paths_are_relative_to_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remark = Problem("posts/x.md", 1, "k", "m")
    monkeypatch.chdir(tmp_path)
    printed = FORMATS["github"]([remark], [CHANGE], folder=tmp_path / "web").splitlines()
    assert printed[0].startswith("::error file=web/posts/x.md,line=1,")
    assert printed[1] == (
        "::notice title=The calendar::from 2026-12-02: 6 pages show the default offer."
    )


def test_json_has_every_remark_and_change(tmp_path: Path) -> None:
    remarks = [Problem("posts/x.md", 4, "tags", 'a "quoted" word'), Advice("a.md", 1, "k", "m")]
    problem, advice, change = json.loads(FORMATS["json"](remarks, [CHANGE], folder=tmp_path))
    assert problem == {
        "level": "problem",
        "file": "posts/x.md",
        "line": 4,
        "key": "tags",
        "message": 'a "quoted" word',
    }
    assert (advice["level"], advice["file"]) == ("advice", "a.md")
    assert change["moment"] == "2026-12-02T00:00:00+00:00"


def test_settings_that_are_wrong_are_problems() -> None:
    error = SettingsError(Problem("mkdocs.yml", 3, "site_url", "m"), "SOURCE_DATE_EPOCH is wrong.")
    assert [str(problem) for problem in problems_of(error)] == [
        "mkdocs.yml:3: site_url: m",
        "mkdocs.yml:1: settings: SOURCE_DATE_EPOCH is wrong.",
    ]
