"""The verbs of the workflow: what is done with a site that was built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitekit.deployment.built_site import read_built_site
from sitekit.deployment.changes import as_markdown
from sitekit.deployment.indexnow import ENDPOINT, find_key, modified_pages, pages_of, submit
from sitekit.deployment.smoke import TIMEOUT_S, NotBuiltError
from sitekit.deployment.smoke import smoke as ask_live_site
from sitekit.links.routes import BUILD_MARK

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_site = click.option(
    "--site", type=_FOLDER, default="site", show_default=True, help="The folder of the built site."
)


@click.command()
@click.argument("url")
@_site
@click.option("--timeout", default=TIMEOUT_S, show_default=True, help="Seconds of retries.")
def smoke(url: str, site: Path, timeout: int) -> None:
    """Check that the site at URL is the one that was built; exit status 1 if it is not.

    Compared are the home page, the newest post, the feed, the sitemap, an address that leads
    nowhere, and the build's mark. What is wrong is tried again.
    """
    url = url.rstrip("/") + "/"
    try:
        wrong = ask_live_site(url, site, timeout_s=timeout)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from None
    for line in wrong:
        click.echo(line)
    click.echo(f"{url} is {'not ' if wrong else ''}the site in {site}.")
    sys.exit(1 if wrong else 0)


@click.command()
@click.argument("old", type=_FOLDER)
@click.argument("new", type=_FOLDER)
def changes(old: Path, new: Path) -> None:
    """Print which addresses are new, changed or gone in the built site NEW, as Markdown."""
    click.echo(as_markdown(read_built_site(old), read_built_site(new)), nl=False)


@click.command()
@click.argument("url")
@click.option(
    "--before",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"What {BUILD_MARK} said at URL before the deployment.",
)
@_site
@click.option("--endpoint", default=ENDPOINT, show_default=True, help="Where to submit.")
def indexnow(url: str, before: Path, site: Path, endpoint: str) -> None:
    """Tell search engines which pages of the site at URL changed; does nothing without a key.

    The key is a file docs/<key>.txt that holds its own name, of 8 to 128 hexadecimal digits.
    """
    url = url.rstrip("/") + "/"
    if not (key := find_key(site)):
        click.echo("There is no key of IndexNow (docs/<key>.txt): nothing is submitted.")
        return
    old, new = pages_of(before), pages_of(site / BUILD_MARK)
    if old is None or new is None:
        click.echo("There is nothing to compare with: the next deployment submits what changes.")
        return
    addresses = modified_pages(old, new)
    try:
        refused = list(submit(url, key, addresses, endpoint=endpoint))
    except OSError as error:
        raise click.ClickException(f"{endpoint} does not answer: {error}") from None
    if refused:
        raise click.ClickException("\n".join(refused))
    click.echo(f"{len(addresses)} addresses were submitted.")
