"""All that knows MkDocs: the one door between its events and this library."""

from sitekit.build.build import Session
from sitekit.mkdocs_adapter.builds import (
    add_search_index,
    begin,
    build_of,
    finish,
    last,
    leave,
    prepare_templates,
    quicken,
    read_config,
    settings_of,
    site_of,
)
from sitekit.mkdocs_adapter.pages import (
    add_pages,
    content_files,
    drop_current_pages,
    spec_of,
)

__all__ = [
    "Session",
    "add_pages",
    "add_search_index",
    "begin",
    "build_of",
    "content_files",
    "drop_current_pages",
    "finish",
    "last",
    "leave",
    "prepare_templates",
    "quicken",
    "read_config",
    "settings_of",
    "site_of",
    "spec_of",
]
