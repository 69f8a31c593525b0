"""Content is read and checked before anything is written; each of its files becomes a page."""

from sitekit.build.session import Session
from sitekit.mkdocs_adapter import builds, pages
from sitekit.runtime.garbage import collect_seldom

session = Session()


def on_startup(command, dirty):
    """Remember whether this is a preview."""
    session.preview, session.dirty = command == "serve", dirty
    collect_seldom()


def on_config(config):
    """Keep MkDocs from listing files that no page uses."""
    pages.list_own_files_alone(config.theme)


def on_pre_build(config):
    """Read and check all content; a build with problems ends here."""
    builds.begin(config, session)


def on_files(files, config):
    """Replace the files of docs/ by all content, docs/ included."""
    return pages.content_files(files, config)


def on_env(env, config, files):
    """Prepare the templates' environment, and leave out what is up to date."""
    builds.prepare_templates(env, config)
    pages.drop_current_pages(files)


def on_template_context(context, template_name, config):
    """Give a template of the writer's own what is of no page."""
    context.update(builds.build_of(config).template_context(None))


def on_page_context(context, page, config, nav):
    """Give templates what the page shows, and in the preview the problems."""
    context.update(builds.build_of(config).template_context(pages.spec_of(page)))
