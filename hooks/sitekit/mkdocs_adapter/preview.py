"""The preview's server: how it learns of saved files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitekit.mkdocs_adapter.builds import log

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer


def watch_files(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let the system notify a preview of changes; with `SITEKIT_POLL=1` MkDocs polls for them.

    Network drives, and folders of another system, send no notifications.
    """
    if os.environ.get("SITEKIT_POLL"):
        return
    from sitekit.mkdocs_adapter.watcher import install_watcher  # loads watchdog, unused in builds

    watched = [config.docs_dir, config.config_file_path, *config.theme.dirs]
    if not install_watcher(server, watched, config.watch):
        log.info("The system cannot watch so many files: the preview polls for changes.")
