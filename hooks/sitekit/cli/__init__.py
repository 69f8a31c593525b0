"""The command `sitekit`: verbs of writers (`content`), owners (`leads`), workflows (`deployment`).

It may import everything. Start reading at `main`.
"""

from __future__ import annotations

from collections.abc import Sequence

import sitekit.mkdocs_adapter  # noqa: F401 - before all else: where MkDocs is absent, it is aliased
from sitekit.cli.check import check
from sitekit.cli.content import content_commands
from sitekit.cli.deployment import changes, indexnow, smoke
from sitekit.cli.leads import leads
from sitekit.cli.new import new
from sitekit.cli.schema import schema


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors of configuration are one line and exit status 1."""
    for command in (check, new, schema, leads, smoke, changes, indexnow):
        content_commands.add_command(command)
    content_commands(args=arguments, prog_name="sitekit")
