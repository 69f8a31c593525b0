"""Output formats for programs and social cards, made from the pages."""

from sitekit.mkdocs_adapter import builds, pages


def on_pre_build(config):
    """Begin to draw the social cards, as early as possible."""
    builds.begin_cards(config)


@builds.last
def on_files(files, config):
    """Add the files, once all pages are known."""
    build = builds.build_of(config)
    pages.add_pages(files, build.site.output_formats(list(build.pages)), config)
    build.end_stage("keys")
