"""Structured data: one linked graph a page, which says what the page says."""

from sitekit import mkdocs_adapter as adapter


def on_page_context(context, page, config, nav):
    """Give templates the page's graph, to be serialised as JSON-LD."""
    context["graph"] = adapter.site_of(config).graph(adapter.spec_of(page))
