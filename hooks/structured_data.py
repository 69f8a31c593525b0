"""FAQ structured data, on the one page that is home to a question."""

from sitekit.mkdocs_adapter import spec_of


def on_page_context(context, page, config, nav):
    """Hand templates the page's structured data, to be serialised as JSON-LD."""
    spec = spec_of(page)
    context["structured_data"] = spec.structured_data if spec else None
