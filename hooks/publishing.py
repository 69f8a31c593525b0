"""A finished build is published; one with problems leaves the site unchanged."""

from sitekit.mkdocs_adapter import builds, gh_deploy, pages
from sitekit.runtime.garbage import skip_last_collection


def on_startup(command, dirty):
    """Remember whether the site is deployed."""
    gh_deploy.announce(command)


@builds.last
def on_post_page(output, page, config):
    """Write the other files of a rendered page."""
    builds.build_of(config).end_page(pages.spec_of(page), output)


@builds.last
def on_post_build(config):
    """Publish, after every other hook and plugin has run."""
    gh_deploy.prepare(config)
    builds.finish(config)


def on_build_error(error):
    """Say in one sentence what has ended the build, and where."""
    builds.explain(error)


def on_shutdown():
    """Skip work that the end of the program makes needless."""
    skip_last_collection()
