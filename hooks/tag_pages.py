"""Tag pages, and the other pages made from many files: listing, FAQ hub, authors, redirects."""

from sitekit import mkdocs_adapter as adapter


def on_files(files, config):
    """Add a page for each."""
    adapter.add_pages(files, adapter.site_of(config).listing_pages, config)
