"""Rounds: one command is killed in each, and what it leaves is compared with what it should."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic

from kills.commands import COMMANDS, Command
from kills.world import World
from support.builds import Files, different, files_of

_VICTIM = str(Path(__file__).with_name("victim.py"))


@dataclass(frozen=True)
class Outcome:
    """What one round did, and what was wrong then."""

    name: str
    moment: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name}, {self.moment}: {'; '.join(self.faults) or 'nothing lost'}"


@dataclass(frozen=True)
class _Run:
    """A run of a command that was not killed."""

    changes: int
    seconds: float
    content: Files
    """What it left."""


class Rounds:
    """Kills commands at moments that follow from a seed, in a site of its own in `folder`."""

    def __init__(self, folder: Path, seed: int, names: Sequence[str]) -> None:
        self._world, self._names = World(folder), names
        self._chance = random.Random(seed)
        self._whole: dict[str, _Run] = {}
        self.kills: Counter[str] = Counter()
        """The number of kills by command."""

    def play(self) -> Outcome:
        """Kill one command, and compare; a command that was faster than its kill runs again."""
        name = self._chance.choice(self._names)
        command, chance = COMMANDS[name], self._chance
        if name not in self._whole:
            self._measure(name, command)
        whole = self._whole[name]
        while True:
            command.prepare(self._world, chance)
            before = self._world.content()
            if is_by_change := chance.random() < 0.7:
                limit, delay = chance.randint(1, whole.changes), None
            else:
                limit, delay = 0, chance.uniform(0, whole.seconds)
            if self._run(command, limit, delay).returncode == -signal.SIGKILL:
                break
        self.kills[name] += 1
        moment = f"at change {limit}" if is_by_change else f"after {delay:.2f} s"
        return Outcome(name, moment, tuple(self._faults(command, before, whole)))

    def _measure(self, name: str, command: Command) -> None:
        """Run a command without a kill, until it finds something to change."""
        changes = 0
        while not changes:
            command.prepare(self._world, self._chance)
            started = monotonic()
            done = self._run(command)
            if done.returncode:
                raise RuntimeError(f"{name} fails by itself: {done.stdout}")
            seconds, changes = monotonic() - started, int(self._counted.read_text())
        self._whole[name] = _Run(changes, seconds, self._world.content())

    @property
    def _counted(self) -> Path:
        return self._world.folder / "count"

    def _run(
        self, command: Command, limit: int = 0, delay: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command until it ends, also by a kill at a change or after a delay."""
        world = self._world
        places = ":".join(f"{world.folder}/{place}" for place in command.places)
        options = ["-a", f"127.0.0.1:{_free_port()}"] if command.serves else []
        process = subprocess.Popen(
            [sys.executable, _VICTIM, str(limit), self._counted, places, *command.module, *options],
            cwd=world.root,
            env=world.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        timer = Timer(delay or 0, process.kill)
        if delay is not None:
            timer.start()
        with process:
            printed = "".join(self._watched(process, command))
        timer.cancel()
        return subprocess.CompletedProcess(command.module, process.returncode, printed)

    def _watched(self, process: subprocess.Popen[str], command: Command) -> Iterator[str]:
        """Yield what a command prints; a preview sees an edit, and is stopped after its rebuild."""
        edits = 0
        for line in process.stdout or ():
            yield line
            if command.serves and ("Serving on" in line or "Reloading browsers" in line):
                edits += 1
                if edits == 1:
                    self._world.edit()
                else:
                    process.send_signal(signal.SIGINT)

    def _faults(self, command: Command, before: Files, whole: _Run) -> Iterator[str]:
        """Yield what is wrong after a kill."""
        world, is_aged = self._world, self._chance.random() < 0.5
        if is_aged:
            world.age_leftovers()
        if command.serves:
            before = world.content()  # it was edited meanwhile
        yield from self._faults_of_build()
        found = world.content()
        allowed = (before, whole.content) if command.edits else (before,)
        if found not in allowed:
            yield f"content is neither as before nor as after: {sorted(different(found, before))}"
        if is_aged and (left := world.leftovers()):
            yield f"left behind: {left}"
        if command.edits and found == before:
            yield from self._fault_of_run(command)
            if different(world.content(), whole.content):
                yield "a second run of the command does something else"
            yield from self._faults_of_build()
        elif command.serves or "gh-deploy" in command.module:
            yield from self._fault_of_run(command)
        if is_aged and command.serves and (names := [*world.temporary.iterdir()]):
            yield f"left behind: {names}"
        if "gh-deploy" in command.module and different(world.deployed(), world.expected()):
            yield "what was deployed differs from a build from nothing"

    def _fault_of_run(self, command: Command) -> Iterator[str]:
        done = self._run(command)
        if done.returncode:
            yield f"the command fails when it is run again: {done.stdout[-500:]}"

    def _faults_of_build(self) -> Iterator[str]:
        """Yield what is wrong with the next build, and with its site."""
        done = self._run(COMMANDS["build"])
        if done.returncode:
            yield f"the next build fails: {done.stdout[-500:]}"
            return
        names = different(files_of(self._world.root / "site"), self._world.expected())
        if names:
            yield f"the site differs from a build from nothing: {sorted(names)[:5]}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
