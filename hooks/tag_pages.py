"""Tag pages, and the other pages made from many files: listing, FAQ hub, authors, redirects."""

from sitekit.mkdocs_adapter import builds, pages


def on_files(files, config):
    """Add a page for each."""
    pages.add_pages(files, builds.site_of(config).listing_pages, config)
