"""The site's search: an index beside the pages, fetched by readers who search."""

from sitekit.mkdocs_adapter import builds


@builds.last
def on_env(env, config, files):
    """Index what this build shows."""
    builds.add_search_index(env, config)
