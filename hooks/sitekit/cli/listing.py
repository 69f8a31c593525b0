"""The verb `list`: every text at a glance, or what the clock changes next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import click
from rich.console import Console

from sitekit.cli.reading import checked
from sitekit.content.library import Library
from sitekit.inventory.printing import COLUMNS, as_csv, as_json, print_table
from sitekit.inventory.rows import KINDS, STATUSES, arrange, rows, select
from sitekit.mkdocs_adapter import builds
from sitekit.problems import with_name
from sitekit.text import quote, which_of

_NEXT_CHANGES = 3
"""How many changes by the clock follow a table."""


@click.command("list")
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
    _refuse_unknown(site.library, wanted)
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


def _refuse_unknown(library: Library, wanted: Mapping[str, str | None]) -> None:
    """Raise BadParameter for an id that the site does not have."""
    by_option = {
        "tag": library.tags,
        "series": library.series,
        "author": library.authors,
        "offer": library.offers,
    }
    for name, ids in by_option.items():
        if (value := wanted[name]) and value not in ids:
            message = f"the site has no {name} {quote(value)}.{which_of(value, ids)}"
            raise click.BadParameter(message, param_hint=f"--{name}")
