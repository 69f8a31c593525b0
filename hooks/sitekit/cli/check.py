"""The verb `check`: what is wrong, for people and programs, and what can be put right at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitekit.cli.reading import checked, count_of_problems
from sitekit.content.settings import SettingsError
from sitekit.deployment.check_formats import FORMATS, problems_of
from sitekit.fixing.fixes import plan_fixes
from sitekit.mkdocs_adapter import builds
from sitekit.runtime.transaction import commit
from sitekit.site import Site


@click.command()
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="text; github: annotations of GitHub Actions; json: a list, also of advice.",
)
@click.option("--fix", is_flag=True, help="Write what has one certain remedy, shown first.")
@click.option("--yes", is_flag=True, help="Do not ask before it is written.")
def check(config_file: str | None, output_format: str, *, fix: bool, yes: bool) -> None:
    """Validate all content without building; exit status 1 on problems, 0 on advice alone.

    With --fix, a misspelt key or id that can only be meant as another, and slips in YAML, are put
    right: the difference is shown and, on a terminal, asked for.
    """
    write, config = FORMATS[output_format], builds.read_config(config_file)
    try:
        settings = builds.read_settings(config, preview=False)
    except SettingsError as error:
        click.echo(write(problems_of(error), [], folder=Path(config.config_file_path).parent))
        sys.exit(1)
    site = checked(settings)
    written = _fix(site, yes=yes) if fix else None
    site = checked(settings) if written else site
    changes = site.forecast()
    if printed := write([*site.problems, *site.advice()], changes, folder=settings.root):
        click.echo(printed)
    for path, reason in site.held_back():
        click.echo(f"{path} is not published: {reason}", err=True)
    for change in changes:
        click.echo(str(change), err=True)
    posts, sets = len(site.library.all_posts), len(site.library.all_sets)
    click.echo(
        f"{posts} posts, {sets} FAQ sets: {count_of_problems(len(site.problems))}.", err=True
    )
    sys.exit(1 if site.problems or written is False else 0)


def _fix(site: Site, *, yes: bool) -> bool | None:
    """Write the certain remedies of a site's problems.

    Returns whether they were written, None if there are none.
    """
    root = site.library.settings.root
    try:
        fixes = plan_fixes(site)
        if not fixes.changes.writes:
            click.echo("Nothing has one certain remedy.", err=True)
            return None
        click.echo(fixes.difference, err=True, nl=False)
        asks = sys.stdin.isatty() and sys.stderr.isatty()
        if not yes and not (asks and click.confirm("Write this?", err=True)):
            click.echo("Nothing was written. With --yes, this is.", err=True)
            return False
        if not fixes.is_current(root):
            raise click.ClickException("A file was changed meanwhile. Nothing was written.")
        commit(root, fixes.changes)
    except OSError as error:
        raise click.ClickException(f"Nothing was written: {error.strerror or error}.") from None
    click.echo(f"{fixes.count} fixed.", err=True)
    return True
