"""The invitations to a discovery call around each page's text."""

from sitekit import mkdocs_adapter as adapter


def on_page_context(context, page, config, nav):
    """Hand templates the page's invitations by placement."""
    spec = adapter.spec_of(page)
    site = adapter.site_of(config)
    context["calls_to_action"] = site.composer(spec).calls_to_action() if spec else {}
