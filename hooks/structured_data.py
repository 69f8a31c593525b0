"""Structured data: one linked graph a page that says what the page says."""

from sitekit import mkdocs_adapter as adapter


def on_page_context(context, page, config, nav):
    """Hand templates the page's graph, to be serialised as JSON-LD."""
    context["graph"] = adapter.site_of(config).graph(adapter.spec_of(page))


def on_template_context(context, template_name, config):
    """Describe the page for dead addresses, too."""
    spec = adapter.spec_of_template(template_name, config)
    context["graph"] = adapter.site_of(config).graph(spec)
