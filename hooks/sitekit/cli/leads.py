"""The owner's verb: what won the calls that a booking tool exports."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from sitekit.cli.reading import checked
from sitekit.leads.attribution import lead, pages_of
from sitekit.leads.bookings import ExportError, read_bookings
from sitekit.leads.chart import chart, is_chart
from sitekit.leads.counts import DIMENSIONS, calls_by_month, count, summary
from sitekit.leads.printing import as_csv, print_table
from sitekit.mkdocs_adapter import builds
from sitekit.runtime.files import write_atomically


class _BadFileError(click.ClickException):
    exit_code = 2


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
@click.option("--by", type=click.Choice(list(DIMENSIONS)), default="all", help="What to add up by.")
@click.option("--format", "format_", type=click.Choice(["table", "csv"]), default="table")
@click.option("--svg", type=click.Path(path_type=Path), help="Also write a chart to this file.")
def leads(file: Path, config_file: str | None, by: str, format_: str, svg: Path | None) -> None:
    """Tell from the booking tool's export FILE which pages, placements and offers won calls.

    FILE is the CSV that Calendly or Cal.com exports. It is read here, and nothing is sent.
    """
    settings = builds.settings_of(builds.read_config(config_file), preview=False)
    zone = settings.timezone
    try:
        bookings = read_bookings(file, zone)
    except ExportError as error:
        raise _BadFileError(str(error)) from None
    if svg and svg.exists() and not (svg.is_file() and is_chart(svg.read_bytes())):
        raise _BadFileError(f"{svg}: is there, and no chart of this command. Name another.")
    pages = pages_of(checked(settings))
    found = [lead(booking, pages) for booking in bookings]
    if svg:
        by_page = [(each.page, each.calls) for each in count(found, "page", zone)]
        if not write_atomically(svg, chart(calls_by_month(found, zone), by_page)):
            raise _BadFileError(f"{svg}: cannot be written.")
    counts = count(found, by, zone)
    if format_ == "csv":
        click.echo(as_csv(counts), nl=False)
    elif counts:
        print_table(counts, Console())
    click.echo(summary(found, zone), err=True)
