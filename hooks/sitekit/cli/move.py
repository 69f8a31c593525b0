"""The verb `move`: a text or a section gets another address."""

from __future__ import annotations

import click

from sitekit.cli.reading import checked
from sitekit.mkdocs_adapter import builds
from sitekit.moving.move import move
from sitekit.moving.paths import MoveError


@click.command("move")
@click.argument("old")
@click.argument("new")
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
def move_(old: str, new: str, config_file: str | None) -> None:
    """Move the post, FAQ set or page OLD to the path NEW, with all links to it.

    A section or question moves to another id: faq/x.md#old faq/x.md#new. The old address leads on.
    All of that is done or, with exit status 1, nothing.
    """
    settings = builds.settings_of(builds.read_config(config_file), preview=False)
    try:
        lines = move(checked(settings), old, new)
    except MoveError as error:
        raise click.ClickException(str(error)) from None
    for line in lines:
        click.echo(line)
