"""Feeds, robots.txt, llms.txt, Markdown twins and cards, from the pages that are there by now."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_files(files, config):
    """Add a file for each."""
    pages = [spec for file in files if (spec := adapter.spec_of(file.page))]
    adapter.add_pages(files, adapter.site_of(config).machine_pages(pages), config)
    adapter.add_cards(files, pages, config)
