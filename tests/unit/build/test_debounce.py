"""Work that a preview does when its writer is not waiting for it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest

from sitekit.build import debounce
from sitekit.build.debounce import Debouncer


class _ManualTimer:
    """A timer that elapses when the test says so."""

    started: list[_ManualTimer]

    def __init__(self, seconds: float, run: Callable, arguments: list) -> None:
        self.seconds, self._run, self._arguments = seconds, run, arguments
        self.cancelled = False

    def start(self) -> None:
        self.started.append(self)

    def cancel(self) -> None:
        self.cancelled = True

    def elapse(self) -> None:
        if not self.cancelled:
            self._run(*self._arguments)


@pytest.fixture
def timers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[_ManualTimer]]:
    """The timers that were started, in order."""
    _ManualTimer.started = []
    monkeypatch.setattr(debounce, "Timer", _ManualTimer)
    yield _ManualTimer.started
    gc.unfreeze()


def test_debouncer_runs_the_newest_job_alone(timers: list[_ManualTimer]) -> None:
    ran: list[str] = []
    debouncer = Debouncer()
    for job in ("first", "second"):
        debouncer.schedule(lambda job=job: ran.append(job))
    for timer in timers:
        timer.elapse()
    assert ran == ["second"]
    assert [timer.seconds for timer in timers] == [debounce.DELAY_S] * 2


def test_debouncer_runs_no_job_that_was_cancelled(timers: list[_ManualTimer]) -> None:
    debouncer = Debouncer()
    debouncer.cancel()
    debouncer.schedule(lambda: pytest.fail("the job ran"))
    debouncer.cancel()
    timers[0].elapse()


@pytest.mark.parametrize("then", ["cancel", "schedule"])
def test_debouncer_ends_a_job_after_the_step_under_way(
    then: str, timers: list[_ManualTimer]
) -> None:
    debouncer, steps = Debouncer(), list[int]()

    def job() -> Iterator[None]:
        for step in range(4):
            steps.append(step)
            if step == 1:
                debouncer.cancel() if then == "cancel" else debouncer.schedule(list)
            yield

    debouncer.schedule(job)
    timers[0].elapse()
    assert steps == [0, 1]


def test_debouncer_runs_jobs_one_after_another(timers: list[_ManualTimer]) -> None:
    """A job that has started cannot be cancelled; the next one waits for its end."""
    steps: list[str] = []
    debouncer, begun, may_end = Debouncer(), threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        assert may_end.wait(60)
        steps.append("slow")

    debouncer.schedule(slow)
    first = threading.Thread(target=timers[0].elapse)
    first.start()
    assert begun.wait(60)
    debouncer.schedule(lambda: steps.append("next"))
    second = threading.Thread(target=timers[1].elapse)
    second.start()
    second.join(0.1)
    assert second.is_alive()
    may_end.set()
    for thread in (first, second):
        thread.join()
    assert steps == ["slow", "next"]


def test_debouncer_collects_garbage_once_and_exempts_what_survives(
    timers: list[_ManualTimer],
) -> None:
    class Cycle:
        """An object that only the garbage collector frees."""

    cycle = Cycle()
    cycle.itself, freed = cycle, weakref.ref(cycle)
    debouncer = Debouncer()
    gc.disable()
    try:
        del cycle
        debouncer.schedule(lambda: None)
        timers[0].elapse()
        assert freed() is None
        assert gc.get_freeze_count()
    finally:
        gc.enable()
