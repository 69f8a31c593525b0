"""One build: how long its commands took, and the peak memory of their process trees."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from bench.contenders import BenchError, Command

_MIN_SAMPLE_INTERVAL_S = 0.05
_INTERVAL_PER_SAMPLE_TIME = 20
"""Sampling takes at most a twentieth of the time, so that it hardly slows the build down."""
_SHOWN_OUTPUT_CHARS = 3000


@dataclass(frozen=True)
class Measurement:
    """Time and memory of one build."""

    seconds: float
    peak: int
    """Bytes of the whole process tree, as `tree_memory` counts them."""
    python_peak: int
    """Bytes of the Python processes in it."""


def measure(
    commands: Sequence[Command], folder: Path, environment: Mapping[str, str]
) -> Measurement:
    """Run the commands of a build, one after another.

    Raises BenchError with the end of a command's output if it fails.
    """
    runs = [_measure(command, folder, environment) for command in commands]
    return Measurement(
        sum(run.seconds for run in runs),
        max(run.peak for run in runs),
        max(run.python_peak for run in runs),
    )


def _measure(command: Command, folder: Path, environment: Mapping[str, str]) -> Measurement:
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        begin = time.perf_counter()
        process = start(command, folder, environment, output)
        sampler = _MemorySampler(process.pid)
        try:
            sampler.start()
            status = process.wait()
            seconds = time.perf_counter() - begin
        finally:
            process.kill()
            process.wait()
            sampler.stop()
        if status:
            raise command_failed(command, output)
        return Measurement(seconds, sampler.peak, sampler.python_peak)


def start(
    command: Command, folder: Path, environment: Mapping[str, str], output: IO[str]
) -> subprocess.Popen[str]:
    """Start a command whose output and errors go to a file."""
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT, text=True
    )


def command_failed(command: Command, output: IO[str]) -> BenchError:
    """Return the error with the command and the end of its output."""
    output.seek(0)
    return BenchError(f"Failed: {' '.join(command)}\n{output.read()[-_SHOWN_OUTPUT_CHARS:]}")


def tree_memory(pid: int) -> tuple[int, int]:
    """Return the bytes of a process and its descendants, and of the Python processes among them.

    On Linux the sum of proportional set sizes (PSS): a page that several processes share counts
    once. Elsewhere the sum of unique set sizes (USS).
    """
    total = python = 0
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0, 0
    for process in tree:
        try:
            info = process.memory_full_info()
            size = getattr(info, "pss", info.uss)
            total += size
            python += size if Path(process.exe()).name.startswith("python") else 0
        except psutil.Error:  # it has ended
            continue
    return total, python


class _MemorySampler(threading.Thread):
    """Samples the memory of a process tree until it is stopped, for its peak."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = self.python_peak = 0
        self._pid, self._stopped = pid, threading.Event()

    def run(self) -> None:
        """Sample until `stop` is called."""
        interval = 0.0
        while not self._stopped.wait(interval):
            begin = time.perf_counter()
            total, python = tree_memory(self._pid)
            self.peak = max(self.peak, total)
            self.python_peak = max(self.python_peak, python)
            sample_time = time.perf_counter() - begin
            interval = max(_MIN_SAMPLE_INTERVAL_S, _INTERVAL_PER_SAMPLE_TIME * sample_time)

    def stop(self) -> None:
        """Stop sampling; the peaks remain."""
        self._stopped.set()
        self.join()
