"""Feeds, robots.txt, llms.txt, Markdown versions and social cards, made from the pages."""

from sitekit import mkdocs_adapter as adapter


def on_pre_build(config):
    """Begin to draw the social cards, as early as possible."""
    adapter.begin_cards(config)


@adapter.last
def on_files(files, config):
    """Add the files, once all pages are known."""
    build = adapter.build_of(config)
    adapter.add_pages(files, build.site.output_formats(list(build.pages)), config)
    build.end_stage("keys")
