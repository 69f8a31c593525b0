"""The command `sitekit`: what can be done with the content without building the site."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sitekit import mkdocs_adapter as adapter
from sitekit.keeping import KEPT, Keeper
from sitekit.site import read_site
from sitekit.workshop import Workshop


@click.group()
def _commands() -> None:
    """Work with the site's content."""


@_commands.command()
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
def check(config_file: str | None) -> None:
    """Validate all content without building; exit status 1 on problems, 0 on advice alone."""
    config = adapter.read_config(config_file)
    settings = adapter.settings_of(config, preview=False)
    workshop = Workshop(Keeper(settings.cache / KEPT, lambda told: click.echo(told, err=True)))
    site = read_site(settings, workshop)
    workshop.close()
    for remark in [*site.problems, *site.advice()]:
        click.echo(str(remark))
    for path, reason in site.held_back():
        click.echo(f"{path} is not published: {reason}", err=True)
    posts, sets = len(site.library.all_posts), len(site.library.all_sets)
    click.echo(f"{posts} posts, {sets} FAQ sets: {_count(len(site.problems))}.", err=True)
    sys.exit(1 if site.problems else 0)


def _names(
    context: click.Context,
    parameter: click.Parameter,
    value: str,
) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _sizes(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    names = _names(context, parameter, value)
    if not all(name.isdecimal() and int(name) for name in names) or len(set(names)) == 1:
        raise click.BadParameter("name two or more numbers of posts, such as 500,5000.")
    return tuple(int(name) for name in names)


@_commands.command()
@click.option("-f", "--config-file", default="mkdocs.yml", show_default=True, help="Whose site.")
@click.option("--posts", default=1000, show_default=True, type=click.IntRange(2, 24_000))
@click.option("--words", default=2000, show_default=True, type=click.IntRange(50, 5000))
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(1))
@click.option(
    "--contenders", default="ours,material,hugo", show_default=True, callback=_names, metavar="LIST"
)
@click.option("--without-search", is_flag=True, help="Build no search index, nor Material's.")
@click.option("--serve/--no-serve", default=True, show_default=True, help="Time a preview too.")
@click.option(
    "--scaling",
    default="",
    callback=_sizes,
    metavar="LIST",
    help="Compare our site at these sizes.",
)
@click.option("--keep", type=click.Path(path_type=Path), help="Work in this folder and leave it.")
def bench(config_file: str, *, without_search: bool, **more: object) -> None:
    """Time our builds beside Material's and Hugo's, on the same made-up posts."""
    try:
        from sitekit.bench.command import Options, run
        from sitekit.bench.rivals import BenchError
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"The benchmark needs {error.name}: pip install -e '.[bench]'"
        ) from None
    project = Path(config_file).resolve().parent
    options = Options(project=project, search=not without_search, **more)  # type: ignore[arg-type]
    try:
        click.echo(run(options, lambda line: click.echo(line, err=True)))
    except BenchError as error:
        raise click.ClickException(str(error)) from None


def _count(problems: int) -> str:
    return f"{problems} problem{'s' if problems > 1 else ''}" if problems else "no problems"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; errors of configuration are one line and exit status 1."""
    _commands(args=arguments, prog_name="sitekit")
