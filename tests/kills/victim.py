"""Runs a Python module, and kills the process at one of its changes of files.

Usage: victim.py LIMIT FILE PLACES MODULE ARGUMENTS... The changes below PLACES (paths, separated
by colons) are counted. With a LIMIT of 0 nothing is killed, and the count is written into FILE.
"""

from __future__ import annotations

import atexit
import os
import runpy
import signal
import sys
from pathlib import Path

_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link")
_WRITING = os.O_WRONLY | os.O_RDWR
_limit, _file, _places = int(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3].split(":"))
_count = 0


def _is_change(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        return isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
    return event in _CHANGES


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    global _count
    if not _is_change(event, arguments):
        return
    paths = [os.path.abspath(path) for path in arguments[:2] if isinstance(path, str)]  # noqa: PTH100
    if any(path.startswith(_places) for path in paths):
        _count += 1
        if _count == _limit:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    atexit.register(lambda: _file.write_text(str(_count)))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what shells start with &
    sys.argv[:] = sys.argv[4:]
    sys.addaudithook(_watch)
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
