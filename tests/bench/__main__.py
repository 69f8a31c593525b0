"""The command `python tests/bench`: time our builds and those of other generators."""

from __future__ import annotations

import sys
from pathlib import Path

import click

if __name__ == "__main__":  # started by its folder's name: make the package importable
    sys.path[0] = str(Path(__file__).parents[1])


def _names(
    context: click.Context,
    parameter: click.Parameter,
    value: str,
) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _sizes(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    names = _names(context, parameter, value)
    if not all(name.isdecimal() and int(name) for name in names) or len(set(names)) == 1:
        raise click.BadParameter("give two or more numbers of posts, such as 500,5000.")
    return tuple(int(name) for name in names)


@click.command()
@click.option(
    "-f",
    "--config-file",
    default="mkdocs.yml",
    show_default=True,
    help="The mkdocs.yml of the project to measure.",
)
@click.option(
    "--posts",
    default=1000,
    show_default=True,
    type=click.IntRange(2, 24_000),
    help="Number of posts.",
)
@click.option(
    "--words",
    default=2000,
    show_default=True,
    type=click.IntRange(50, 5000),
    help="Approximate length of a post.",
)
@click.option(
    "--rounds",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help="How often each build runs.",
)
@click.option(
    "--contenders",
    default="ours,material,hugo,hugo+pagefind",
    show_default=True,
    callback=_names,
    metavar="LIST",
    help="The sites to build.",
)
@click.option(
    "--without-search", is_flag=True, help="Build no search index; leaves out hugo+pagefind."
)
@click.option("--serve/--no-serve", default=True, show_default=True, help="Time a preview too.")
@click.option(
    "--scaling",
    default="",
    callback=_sizes,
    metavar="LIST",
    help="Compare our site at these numbers of posts instead.",
)
@click.option(
    "--keep",
    "work_folder",
    type=click.Path(path_type=Path),
    help="Work in this new folder and leave the sites there.",
)
def main(config_file: str, *, without_search: bool, **options: object) -> None:
    """Time our builds and those of other generators, on the same generated posts."""
    try:
        from bench.command import Options, run
        from bench.contenders import BenchError
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"The benchmark needs {error.name}: pip install -e '.[bench]'"
        ) from None
    project = Path(config_file).resolve().parent
    try:
        report = run(
            Options(project=project, search=not without_search, **options),  # type: ignore[arg-type]
            lambda line: click.echo(line, err=True),
        )
    except BenchError as error:
        raise click.ClickException(str(error)) from None
    click.echo(report)


if __name__ == "__main__":
    main(prog_name="python tests/bench")
