"""The calls to action around each page's text."""

from sitekit import mkdocs_adapter as adapter


def on_page_context(context, page, config, nav):
    """Give templates the page's calls to action by placement."""
    spec = adapter.spec_of(page)
    site = adapter.site_of(config)
    context["calls_to_action"] = site.composer(spec).calls_to_action() if spec else {}
