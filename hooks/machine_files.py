"""Feeds, robots.txt, llms.txt, Markdown twins and cards, from the pages that are there by now."""

from sitekit import mkdocs_adapter as adapter


@adapter.last
def on_files(files, config):
    """Add a file for each."""
    build = adapter.build_of(config)
    adapter.add_pages(files, build.site.machine_pages(list(build.pages)), config)
    build.add_cards()
