"""The calls to action around each page's text."""

from sitekit.mkdocs_adapter import builds, pages


def on_page_context(context, page, config, nav):
    """Give templates the page's calls to action by placement."""
    spec = pages.spec_of(page)
    site = builds.site_of(config)
    context["calls_to_action"] = site.composer(spec).calls_to_action() if spec else {}
