"""All that knows MkDocs: `builds` (a build's events), `pages` (its files), `preview` (its server).

Hooks import from here alone. The package may import everything below it; nothing but the command
imports it, and nothing else imports MkDocs. Start reading with `builds.begin` and `builds.finish`.
"""

from sitekit.build.session import Session
from sitekit.mkdocs_adapter.builds import (
    add_search_index,
    begin,
    begin_cards,
    build_of,
    finish,
    last,
    leave,
    prepare_templates,
    read_config,
    settings_of,
    site_of,
)
from sitekit.mkdocs_adapter.pages import add_pages, content_files, drop_current_pages, spec_of
from sitekit.mkdocs_adapter.preview import watch_files

__all__ = [
    "Session",
    "add_pages",
    "add_search_index",
    "begin",
    "begin_cards",
    "build_of",
    "content_files",
    "drop_current_pages",
    "finish",
    "last",
    "leave",
    "prepare_templates",
    "read_config",
    "settings_of",
    "site_of",
    "spec_of",
    "watch_files",
]
