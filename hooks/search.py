"""The site's search: an index beside the pages, fetched by readers who search."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_env(env, config, files):
    """Index what this build shows."""
    adapter.add_search_index(env, config)
