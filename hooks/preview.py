"""The preview's server."""

from sitekit.mkdocs_adapter import preview


def on_serve(server, config, builder):
    """Learn of saved files from the system."""
    preview.watch_files(server, config)
