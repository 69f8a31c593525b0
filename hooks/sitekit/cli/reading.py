"""What most verbs begin with: the site, read and checked."""

from __future__ import annotations

import click

from sitekit.content.settings import Settings
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.site import Site, read_site


def checked(settings: Settings) -> Site:
    """Return the site, read and checked; its caches are closed when the command ends."""
    context = BuildContext(
        CacheStore(settings.cache / STORE_FILE, lambda message: click.echo(message, err=True))
    )
    click.get_current_context().call_on_close(context.close)
    return read_site(settings, context)


def count_of_problems(problems: int) -> str:
    """Return a number of problems in words."""
    return f"{problems} problem{'s' if problems > 1 else ''}" if problems else "no problems"
