"""Runs Python modules, each in a process of its own that has imported their packages already.

A process is forked for each run, from one that has done nothing but import: half of the time of a
small build is that of imports. Run as a program, this module is that process: it reads a run as a
line of JSON, and writes its exit code as another.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NoReturn

_IMPORTED = (
    *("mkdocs.__main__", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.localization"),
    *("babel.support", "jinja2.ext", "material.templates", "markdown.extensions.footnotes"),
    *("pymdownx.highlight", "pymdownx.superfences", "pymdownx.magiclink", "pymdownx.betterem"),
    *("sitekit.build.build", "sitekit.social_cards.drawing", "sitekit.markdown.renderer"),
    *("sitekit.moving.move", "sitekit.fixing.fixes", "sitekit.creation.create", "sitekit.schemas"),
    *("sitekit.deployment.changes", "sitekit.deployment.smoke", "rich.console"),
)
"""Not `sitekit.mkdocs_adapter`, which changes MkDocs when hooks or commands import it."""
_PROGRAMS = ("mkdocs", "sitekit", "-c")
_TIMEOUT_S = 120
_KILLED = 1000
"""Instead of the exit code of a run that took too long."""


def _settings_of_python(environment: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key.startswith("PYTHON")}


_LIBRARY = Path(__file__).parents[2] / "hooks/sitekit"
_SETTINGS_OF_PYTHON = _settings_of_python(os.environ)


def run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a module with arguments in a folder, as `python -m` does; its output is all in `stdout`.

    After `-c`, a text is run as a program. Python is started for other modules, for a folder with
    another copy of the library, for settings of Python itself (such as the seed of hashes, which
    all that are forked share), and where there is no fork (Windows).
    """
    own_library = folder / "hooks/sitekit"
    needs_start = (
        command[0] not in _PROGRAMS
        or (own_library.exists() and not own_library.samefile(_LIBRARY))
        or _settings_of_python(environment) != _SETTINGS_OF_PYTHON
        or not hasattr(os, "fork")
    )
    if needs_start:
        return subprocess.run(
            [sys.executable, *(["-m"] if command[0] != "-c" else []), *command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
    with NamedTemporaryFile() as output:
        server = _server()
        given = [command, str(folder), dict(environment), output.name]
        server.stdin.write(f"{json.dumps(given)}\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        printed = Path(output.name).read_text()
    if code == _KILLED:
        raise subprocess.TimeoutExpired(command, _TIMEOUT_S, printed)
    return subprocess.CompletedProcess(command, code, printed)


@cache
def _server() -> subprocess.Popen[str]:
    """Start the process that forks; it ends with this one, whose pipe it reads."""
    command = [sys.executable, __file__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _serve() -> None:
    for name in _IMPORTED:
        import_module(name)
    del sys.modules["mkdocs.__main__"]  # it is run
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(*json.loads(line))
        print(_exit_code(child, time.monotonic() + _TIMEOUT_S), flush=True)


def _exit_code(child: int, end: float) -> int:
    """Return the exit code of a process, which is killed if it runs for too long."""
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return _KILLED


def _become(command: list[str], folder: str, environment: dict[str, str], output: str) -> NoReturn:
    """Run a module in this process, and end it."""
    module, *arguments = command
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    nothing, printed = os.open(os.devnull, os.O_RDONLY), os.open(output, os.O_WRONLY)
    for opened, number in ((nothing, 0), (printed, 1), (printed, 2)):
        os.dup2(opened, number)
    sys.argv, sys.path[0] = [module, *arguments], folder
    if module == "-c":
        sys.argv = [module, *arguments[1:]]
        exec(arguments[0], {"__name__": "__main__"})
    else:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    _serve()
