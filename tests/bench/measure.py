"""One run of a command: how long it took and how much memory its process tree held at most."""

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

from bench.rivals import BenchError

_BETWEEN = 0.05
"""Seconds between two looks at the least; looking takes a twentieth of the time at most."""
_TOLD = 3000
"""So many characters of what a failed command said are shown."""


@dataclass(frozen=True)
class Measured:
    """What one run took."""

    seconds: float
    peak: int
    """Bytes of the whole process tree, as `memory` counts them."""
    python_peak: int
    """Bytes of the Python processes in it."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measured:
    """Run a command to its end. Raises BenchError with its last words where it fails."""
    with tempfile.TemporaryFile("w+", errors="replace") as said:
        begin = time.perf_counter()
        process = start(command, folder, environment, said)
        watch = _Watch(process.pid)
        try:
            watch.start()
            status = process.wait()
            seconds = time.perf_counter() - begin
        finally:
            process.kill()
            process.wait()
            watch.stop()
        if status:
            raise failure(command, said)
        return Measured(seconds, watch.peak, watch.python_peak)


def start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], said: IO[str]
) -> subprocess.Popen[str]:
    """Start a command that writes what it says into a file."""
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT, text=True
    )


def failure(command: Sequence[str], said: IO[str]) -> BenchError:
    """Return the error that says which command ended and what it had said last."""
    said.seek(0)
    return BenchError(f"This ended in a failure: {' '.join(command)}\n{said.read()[-_TOLD:]}")


def memory(pid: int) -> tuple[int, int]:
    """Return the bytes a process and all below it hold, and those of the Python processes.

    On Linux the sum of proportional set sizes (PSS): a page that several processes share counts
    once. Elsewhere the sum of what each has for itself (USS).
    """
    everything = python = 0
    try:
        root = psutil.Process(pid)
        tree = [root, *root.children(recursive=True)]
    except psutil.Error:
        return 0, 0
    for process in tree:
        try:
            held = process.memory_full_info()
            size = getattr(held, "pss", held.uss)
            everything += size
            python += size if Path(process.exe()).name.startswith("python") else 0
        except psutil.Error:  # it has ended
            continue
    return everything, python


class _Watch(threading.Thread):
    """Looks at a process tree again and again, and keeps the most it saw."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = self.python_peak = 0
        self._pid, self._over = pid, threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        pause = 0.0
        while not self._over.wait(pause):
            begin = time.perf_counter()
            everything, python = memory(self._pid)
            self.peak = max(self.peak, everything)
            self.python_peak = max(self.python_peak, python)
            pause = max(_BETWEEN, 20 * (time.perf_counter() - begin))

    def stop(self) -> None:
        """Stop looking; what was seen stays."""
        self._over.set()
        self.join()
