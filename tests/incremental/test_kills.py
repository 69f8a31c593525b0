"""Commands that are killed lose nothing; `python tests/kills` kills hundreds."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from kills.commands import COMMANDS
from kills.rounds import Rounds

_ROUNDS = {"publish": 2, "import": 2}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
@pytest.mark.parametrize("name", COMMANDS)
def test_killed_command_loses_nothing(name: str, tmp_path: Path) -> None:
    trial = Rounds(tmp_path, 12, [name])
    outcomes = [trial.play() for _ in range(_ROUNDS.get(name, 1))]
    assert [str(outcome) for outcome in outcomes if outcome.faults] == []
    assert trial.kills == {name: len(outcomes)}
