"""A finished build is published; one with problems leaves the site unchanged."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_post_page(output, page, config):
    """Write the other files of a rendered page."""
    adapter.build_of(config).end_page(adapter.spec_of(page), output)


@adapter.last
def on_post_build(config):
    """Publish, after every other hook and plugin has run."""
    adapter.finish(config)


def on_shutdown():
    """Skip work that the end of the program makes needless."""
    adapter.leave()
