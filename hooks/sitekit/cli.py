"""The command `sitekit`: what can be done with the content without building the site."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sitekit.mkdocs_adapter import builds
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.site import read_site


@click.group()
def _commands() -> None:
    """Work with the site's content."""


@_commands.command()
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
def check(config_file: str | None) -> None:
    """Validate all content without building; exit status 1 on problems, 0 on advice alone."""
    config = builds.read_config(config_file)
    settings = builds.settings_of(config, preview=False)
    context = BuildContext(
        CacheStore(settings.cache / STORE_FILE, lambda message: click.echo(message, err=True))
    )
    site = read_site(settings, context)
    context.close()
    for remark in [*site.problems, *site.advice()]:
        click.echo(str(remark))
    for path, reason in site.held_back():
        click.echo(f"{path} is not published: {reason}", err=True)
    for change in site.forecast():
        click.echo(str(change), err=True)
    posts, sets = len(site.library.all_posts), len(site.library.all_sets)
    click.echo(f"{posts} posts, {sets} FAQ sets: {_count(len(site.problems))}.", err=True)
    sys.exit(1 if site.problems else 0)


def _count(problems: int) -> str:
    return f"{problems} problem{'s' if problems > 1 else ''}" if problems else "no problems"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors of configuration are one line and exit status 1."""
    _commands(args=arguments, prog_name="sitekit")
