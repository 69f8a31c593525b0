"""The invitation to a discovery call at the end of each page that does not decline it."""

from sitekit.mkdocs_adapter import spec_of, spec_of_template


def on_page_context(context, page, config, nav):
    """Hand templates the page's invitation."""
    spec = spec_of(page)
    context["invitation"] = spec.composer.closing_invitation() if spec else None


def on_template_context(context, template_name, config):
    """Invite on the page for dead addresses, too."""
    spec = spec_of_template(template_name, config)
    context["invitation"] = spec.composer.closing_invitation() if spec else None
