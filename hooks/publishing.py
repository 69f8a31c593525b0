"""A finished build takes the place of the old site; one with problems leaves it as it was."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_post_build(config):
    """Swap, after every other hook and plugin has had its say."""
    adapter.finish(config)
