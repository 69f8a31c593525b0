"""The verbs of writers: what can be done with the content without building the site."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console

from sitekit.content.address_history import AddressHistory, serialize
from sitekit.content.discovery import ADDRESSES
from sitekit.content.settings import Settings
from sitekit.importer.generators import GENERATORS
from sitekit.importer.importing import import_posts
from sitekit.importer.models import ForeignSiteError, Options
from sitekit.importer.reporting import printed
from sitekit.inventory.printing import COLUMNS, as_csv, as_json, print_table
from sitekit.inventory.rows import KINDS, STATUSES, arrange, rows, select
from sitekit.links.public_addresses import public_addresses
from sitekit.mkdocs_adapter import builds
from sitekit.moving.move import move
from sitekit.moving.paths import MoveError
from sitekit.problems import Problem, with_name
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.runtime.transaction import Changes, commit
from sitekit.site import Site, read_site

_NEXT_CHANGES = 3
"""How many changes by the clock follow a table."""


@click.group()
def content_commands() -> None:
    """Work with the site's content."""


@content_commands.command("list")
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
@click.option("--kind", type=click.Choice(KINDS), help="Only these texts.")
@click.option("--status", type=click.Choice(STATUSES), help="Only these texts.")
@click.option("--tag", help="Only texts with this tag.")
@click.option("--series", help="Only the posts of this series.")
@click.option("--author", help="Only posts by this author.")
@click.option("--offer", help="Only texts whose pages show this offer.")
@click.option("--sort", type=click.Choice(COLUMNS), help="The column to sort by.")
@click.option("--reverse", is_flag=True, help="Sort from the greatest to the least.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--next", "next_", is_flag=True, help="Show what the clock changes next instead.")
def list_(
    config_file: str | None,
    sort: str | None,
    reverse: bool,
    format_: str,
    next_: bool,
    **wanted: str | None,
) -> None:
    """List every post, FAQ set and page: when it changed, how long it is, what links to it.

    IN counts the other texts that link to it, OUT those that it links to; the age is in days.
    """
    site = checked(builds.settings_of(builds.read_config(config_file), preview=False))
    changes = site.forecast(timedelta.max)
    if next_:
        for change in changes:
            click.echo(str(change))
        for remark in site.advice_on_schedule():
            click.echo(with_name(remark), err=True)
        return
    every = rows(site)
    found = select(every, **wanted)
    found = arrange(found, sort, reverse=reverse) if sort else found
    if format_ == "table":
        print_table(found, Console())
        for change in changes[:_NEXT_CHANGES]:
            click.echo(str(change), err=True)
        click.echo(f"{len(found)} of {len(every)} texts.", err=True)
    else:
        click.echo(as_csv(found) if format_ == "csv" else as_json(found), nl=format_ == "json")


@content_commands.command()
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


@content_commands.command("move")
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


@content_commands.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
@click.option("--generator", type=click.Choice(list(GENERATORS)), help="What the folder is of.")
@click.option("--old-site", default="", help="The old site's address, https://old.example/.")
@click.option("--permalink", default="", help="The pattern of old addresses, /:year/:title/.")
@click.option("--posts", default="", help="The folder of the posts within FOLDER.")
@click.option("--tag", default="", help="The tag of posts that have none.")
@click.option("--opening", is_flag=True, help="Make missing descriptions of first sentences.")
@click.option("--dry-run", is_flag=True, help="Write nothing, only report.")
def import_(
    folder: Path,
    config_file: str | None,
    generator: str | None,
    old_site: str,
    permalink: str,
    posts: str,
    tag: str,
    opening: bool,
    dry_run: bool,
) -> None:
    """Import the posts of another generator's FOLDER; exit status 1 if nothing was imported.

    What is there already is never overwritten, and if a file cannot be written, none is. At the end
    the site is checked, and what the check says of the imported posts is part of the report.
    """
    settings = builds.settings_of(builds.read_config(config_file), preview=False)
    before = [] if dry_run else _findings(settings)
    options = Options(generator or "", old_site, permalink, posts.strip("/"), tag, opening)
    try:
        report = import_posts(settings.root, folder, settings.timezone, options, write=not dry_run)
    except ForeignSiteError as error:
        raise click.ClickException(str(error)) from None
    found = [] if dry_run else _findings(settings)
    for line in printed(report, folder, found, before):
        click.echo(line)


def _findings(settings: Settings) -> list[Problem]:
    """Return the problems and advice that `sitekit check` prints."""
    site = checked(settings)
    return [*site.problems, *site.advice()]


def checked(settings: Settings) -> Site:
    """Return the site, read and checked."""
    context = BuildContext(
        CacheStore(settings.cache / STORE_FILE, lambda message: click.echo(message, err=True))
    )
    site = read_site(settings, context)
    context.close()
    return site


def count_of_problems(problems: int) -> str:
    """Return a number of problems in words."""
    return f"{problems} problem{'s' if problems > 1 else ''}" if problems else "no problems"
