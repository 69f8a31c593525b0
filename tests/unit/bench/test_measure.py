"""The time and the memory of commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.contenders import BenchError
from bench.measure import measure, tree_memory


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
