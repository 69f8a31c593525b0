"""The command `python tests/kills`: kill commands at random, and compare what comes after."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import click

if __name__ == "__main__":  # started by its folder's name: make the package importable
    sys.path[0] = str(Path(__file__).parents[1])


@click.command()
@click.option("--rounds", default=300, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--seed", default=1, show_default=True, help="Other seeds, other moments.")
@click.option("--only", default="", metavar="COMMAND", help="Kill one of the commands alone.")
def main(rounds: int, seed: int, only: str) -> None:
    """Kill builds, previews, deployments, moves and imports; exit status 1 if anything is lost."""
    from kills.commands import COMMANDS
    from kills.rounds import Rounds

    if only and only not in COMMANDS:
        raise click.BadParameter(f"is none of {', '.join(COMMANDS)}.", param_hint="--only")
    started, failed = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        trial = Rounds(Path(folder), seed, [only] if only else [*COMMANDS])
        for number in range(1, rounds + 1):
            outcome = trial.play()
            failed += bool(outcome.faults)
            click.echo(f"{number}: {outcome}")
    for name, kills in trial.kills.items():
        click.echo(f"{name}: {kills} kills")
    seconds = time.monotonic() - started
    click.echo(f"{sum(trial.kills.values())} kills, {failed} with faults, {seconds:.0f} s.")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(prog_name="python tests/kills")
