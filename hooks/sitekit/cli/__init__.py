"""The command `sitekit`: verbs of writers, of the owner (`leads`) and of workflows (`deployment`).

It may import everything. Start reading at `main`. A module is imported for its own verb alone: with
those of the others, a check of few posts takes a third longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

import sitekit.mkdocs_adapter  # noqa: F401 - before all else: where MkDocs is absent, it is aliased
from sitekit.runtime.garbage import collect_seldom

_VERBS = {
    "addresses": "addresses:addresses",
    "changes": "deployment:changes",
    "check": "check:check",
    "import": "importing:import_",
    "indexnow": "deployment:indexnow",
    "leads": "leads:leads",
    "list": "listing:list_",
    "move": "move:move_",
    "new": "new:new",
    "schema": "schema:schema",
    "smoke": "deployment:smoke",
}
"""The module here and the command in it."""


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module, _, name = _VERBS.get(cmd_name, "").partition(":")
        if not module:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


@click.command(cls=_Verbs)
def _sitekit() -> None:
    """Work with the site's content."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors of configuration are one line and exit status 1."""
    collect_seldom()
    _sitekit(args=arguments, prog_name="sitekit")
