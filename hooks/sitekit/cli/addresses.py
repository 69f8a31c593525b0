"""The verb `addresses`: what is public is recorded."""

from __future__ import annotations

import click

from sitekit.cli.reading import checked, count_of_problems
from sitekit.content.address_history import AddressHistory, serialize
from sitekit.content.discovery import ADDRESSES
from sitekit.links.public_addresses import public_addresses
from sitekit.mkdocs_adapter import builds
from sitekit.runtime.transaction import Changes, commit


@click.command()
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
def addresses(config_file: str | None) -> None:
    """Record the public addresses in posts/addresses.txt, so that none dies unnoticed.

    An address that is recorded stays, also when nothing is there any more.
    """
    settings = builds.settings_of(builds.read_config(config_file), preview=False)
    site = checked(settings)
    if problems := [problem for problem in site.problems if problem.path != ADDRESSES]:
        message = f"{problems[0]}\n{count_of_problems(len(problems))}: nothing was recorded."
        raise click.ClickException(message)
    history = site.library.history or AddressHistory({})
    recorded = history.lines.keys() | public_addresses(site.library)
    new = len(recorded) - len(history.lines)
    try:
        commit(settings.root, Changes(writes={ADDRESSES: serialize(recorded).encode()}))
    except OSError:
        raise click.ClickException(f"{ADDRESSES} cannot be written.") from None
    click.echo(f"{ADDRESSES}: {len(recorded)} addresses, {new} of them new.")
