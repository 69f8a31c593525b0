"""Feeds, robots.txt, llms.txt, Markdown twins and cards, from the pages that are there by now."""

from sitekit import mkdocs_adapter as adapter


def on_pre_build(config):
    """Begin to draw the cards, as early as can be."""
    adapter.build_of(config).begin_cards()


@adapter.last
def on_files(files, config):
    """Add a file for each."""
    build = adapter.build_of(config)
    adapter.add_pages(files, build.site.output_formats(list(build.pages)), config)
    build.end_stage("keys")
