"""The invitations to a discovery call around each page's text."""

from sitekit.mkdocs_adapter import spec_of, spec_of_template


def on_page_context(context, page, config, nav):
    """Hand templates the page's invitations by placement."""
    spec = spec_of(page)
    context["invitations"] = spec.composer.frame() if spec else {}


def on_template_context(context, template_name, config):
    """Invite on the page for dead addresses, too."""
    spec = spec_of_template(template_name, config)
    context["invitations"] = spec.composer.frame() if spec else {}
