"""The verb `import`: posts of another generator."""

from __future__ import annotations

from pathlib import Path

import click

from sitekit.cli.reading import checked
from sitekit.content.settings import Settings
from sitekit.importer.generators import GENERATORS
from sitekit.importer.importing import import_posts
from sitekit.importer.models import ForeignSiteError, Options
from sitekit.importer.reporting import printed
from sitekit.mkdocs_adapter import builds
from sitekit.problems import Problem


@click.command("import")
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
