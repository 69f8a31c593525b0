"""A finished build takes the place of the old site; one with problems leaves it as it was."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_post_page(output, page, config):
    """Be done with a page."""
    adapter.build_of(config).end_page(adapter.spec_of(page), output)


@adapter.last
def on_post_build(config):
    """Swap, after every other hook and plugin has had its say."""
    adapter.finish(config)


def on_shutdown():
    """Let the program end at once."""
    adapter.leave()
