"""How far a build is, and what it did: said where it helps, and nowhere else."""

from __future__ import annotations

import io
import itertools
import re

import pytest

from sitekit.runtime import progress
from sitekit.runtime.progress import Progress
from support.content import post
from support.sites import TemporarySite


@pytest.fixture
def clock(monkeypatch):
    """A clock on which every look takes as many seconds as it is told."""

    def set_pace(seconds: float) -> None:
        ticks = itertools.count(step=seconds)
        monkeypatch.setattr(progress.time, "monotonic", lambda: next(ticks))

    return set_pace


def _through(shown: Progress, count: int) -> list[int]:
    return list(shown.track("Pages", range(count), count))


def test_a_log_gets_a_line_every_few_seconds_and_the_last(clock) -> None:
    clock(1.0)
    lines: list[str] = []
    assert _through(Progress(lines.append), 12) == list(range(12))
    assert lines == ["Pages: 6 of 12", "Pages: 11 of 12", "Pages: 12 of 12"]


def test_a_terminal_gets_a_bar(clock) -> None:
    clock(1.0)
    terminal, lines = io.StringIO(), list[str]()
    terminal.isatty = lambda: True
    _through(Progress(lines.append, terminal), 12)
    assert lines == []
    assert "Pages" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_what_takes_no_time_is_not_told(clock) -> None:
    clock(0.001)
    terminal, lines = io.StringIO(), list[str]()
    _through(Progress(lines.append, terminal), 500)
    _through(Progress(lines.append), 500)
    assert (terminal.getvalue(), lines) == ("", [])


def test_without_anyone_to_tell_it_is_silent(clock) -> None:
    clock(10.0)
    assert _through(Progress(), 5) == list(range(5))


def _summary(output: str) -> str:
    (line,) = [line for line in output.splitlines() if "Made: " in line]
    return line


def test_a_build_says_what_it_made_and_how_long_each_stage_took(site: TemporarySite) -> None:
    first = _summary(site.build().stdout)
    files, written = map(int, re.search(r"(\d+) files: (\d+) written", first).groups())
    assert files == written == len(site.built())
    assert not re.search(r"\b0 (texts|cards|pictures)", first)
    assert re.search(r"1 search index\b", first)
    assert re.search(r"[\d.]+ s: reading [\d.]+, keys [\d.]+, pages [\d.]+, .* writing", first)

    again = _summary(site.build().stdout)
    assert f"{files} files: 0 written" in again
    assert "Made: 0 texts, 0 cards, 0 pictures, 0 search indexes." in again

    site.write({"posts/new.md": post(title="Brand new")})
    edited = _summary(site.build().stdout)
    assert "Made: 1 text, 1 card, 0 pictures, 1 search index." in edited


def test_a_quiet_build_says_nothing(site: TemporarySite) -> None:
    assert site.build("--quiet").stdout == ""
