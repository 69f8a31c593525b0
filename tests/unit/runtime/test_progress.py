"""The progress of long stages: a bar on a terminal, lines in a log."""

from __future__ import annotations

import io
import itertools

import pytest

from sitekit.runtime import progress
from sitekit.runtime.progress import Progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that advances by a number of seconds each time it is read."""

    def set_pace(seconds: float) -> None:
        ticks = itertools.count(step=seconds)
        monkeypatch.setattr(progress.time, "monotonic", lambda: next(ticks))

    return set_pace


def _tracked(shown: Progress, count: int) -> list[int]:
    return list(shown.track("Pages", range(count), count))


def test_log_gets_a_line_every_five_seconds_and_the_last(clock) -> None:
    clock(1.0)
    lines: list[str] = []
    assert _tracked(Progress(lines.append), 12) == list(range(12))
    assert lines == ["Pages: 6 of 12", "Pages: 11 of 12", "Pages: 12 of 12"]


def test_terminal_gets_a_bar(clock) -> None:
    clock(1.0)
    terminal, lines = io.StringIO(), list[str]()
    terminal.isatty = lambda: True
    _tracked(Progress(lines.append, terminal), 12)
    assert lines == []
    assert "Pages" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


def test_short_stage_shows_nothing(clock) -> None:
    clock(0.001)
    terminal, lines = io.StringIO(), list[str]()
    _tracked(Progress(lines.append, terminal), 500)
    _tracked(Progress(lines.append), 500)
    assert (terminal.getvalue(), lines) == ("", [])


def test_progress_without_log_and_terminal_is_silent(clock) -> None:
    clock(10.0)
    assert _tracked(Progress(), 5) == list(range(5))
