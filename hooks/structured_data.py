"""Structured data: one linked graph a page, which says what the page says."""

from sitekit.mkdocs_adapter import builds, pages


def on_page_context(context, page, config, nav):
    """Give templates the page's graph, to be serialised as JSON-LD."""
    context["graph"] = builds.site_of(config).graph(pages.spec_of(page))
