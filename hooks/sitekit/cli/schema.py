"""The verb `schema`: what editors and agents know of the content."""

from __future__ import annotations

import click

from sitekit.cli.reading import checked
from sitekit.mkdocs_adapter import builds
from sitekit.runtime.transaction import Changes, commit
from sitekit.schemas.editor_files import SettingsFileError, editor_files


class _RefusedError(click.ClickException):
    exit_code = 2


@click.command()
@click.option("-f", "--config-file", help="The site's mkdocs.yml, by default the one here.")
def schema(config_file: str | None) -> None:
    """Write what editors and agents know of the content, from the models and the ids there are.

    JSON Schemas and settings go to .vscode/, the rules in words to .github/. Run it after adding a
    tag, an author, an offer, a series or a question; VS Code does so when it opens the folder.
    """
    settings = builds.settings_of(builds.read_config(config_file), preview=False)
    root = settings.root
    try:
        files = editor_files(checked(settings).library)
    except SettingsFileError as error:
        raise _RefusedError(str(error)) from None
    stale = {
        path: text.encode()
        for path, text in files.items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    }
    try:
        commit(root, Changes(writes=stale))
    except OSError as error:
        raise _RefusedError(f"Nothing was written: {error.strerror or error}.") from None
    for path in stale:
        click.echo(path)
    click.echo(f"{len(files)} files, {len(stale)} of them written.", err=True)
