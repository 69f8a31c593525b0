"""The preview: what a writer sees while writing."""

from sitekit import mkdocs_adapter as adapter


def on_serve(server, config, builder):
    """Hear of saved files at once."""
    adapter.quicken(server, config)
