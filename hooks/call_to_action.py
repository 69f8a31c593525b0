"""The invitations to a discovery call around each page's text."""

from sitekit.mkdocs_adapter import spec_of


def on_page_context(context, page, config, nav):
    """Hand templates the page's invitations by placement."""
    spec = spec_of(page)
    context["calls_to_action"] = spec.composer.calls_to_action() if spec else {}
