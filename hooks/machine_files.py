"""Feeds, robots.txt, llms.txt, Markdown twins and cards, from the pages that are there by now."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_files(files, config):
    """Add a file for each."""
    site, pages = adapter.site_of(config), list(adapter.build_of(config).pages)
    adapter.add_pages(files, site.machine_pages(pages), config)
    adapter.add_cards(config)
