"""Content is read and checked before anything is written; each of its files becomes a page."""

from sitekit import mkdocs_adapter as adapter

session = adapter.Session()


def on_startup(command, dirty):
    """Remember whether this is a preview."""
    session.preview = command == "serve"


def on_pre_build(config):
    """Stop here, with every problem told, or know the whole site."""
    adapter.begin(config, session)


def on_files(files, config):
    """Replace the files of docs/ by all content."""
    return adapter.content_files(files, config)


def on_env(env, config, files):
    """Make the templates' environment ours, and leave out what stands."""
    adapter.prepare_templates(env, config)
    adapter.drop_current_pages(files)


def on_template_context(context, template_name, config):
    """Hand a template of the writer's own what belongs to no page."""
    context.update(adapter.build_of(config).template_context(None))


def on_page_context(context, page, config, nav):
    """Hand templates what the page shows, and in the preview what is wrong."""
    context.update(adapter.build_of(config).template_context(adapter.spec_of(page)))
