"""The preview's server."""

from sitekit import mkdocs_adapter as adapter


def on_serve(server, config, builder):
    """Learn of saved files from the system."""
    adapter.watch_files(server, config)
