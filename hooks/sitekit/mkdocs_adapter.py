"""All that knows MkDocs: settings in, files and pages out, messages, errors, staging."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import mkdocs.plugins
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from sitekit.derived import Derived
from sitekit.keeping import KEPT, Keeper
from sitekit.pages import PageSpec
from sitekit.problems import Problem
from sitekit.settings import Settings, SettingsError
from sitekit.site import Site, read_site
from sitekit.staging import Staging, WarningCounter
from sitekit.stand_ins import NOT_FOUND
from sitekit.templating import prepare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

last = mkdocs.plugins.event_priority(-100)
"""Marks an event's hook to run after those of every other hook and plugin."""
log = mkdocs.plugins.get_plugin_logger("site")
_MKDOCS_LOGGER = logging.getLogger(mkdocs.plugins.__name__.partition(".")[0])
"""The logger of MkDocs, or of the fork that runs under its name."""


class SpecFile(File):
    """A file that becomes the page of one spec, whatever its name ends in."""

    def __init__(self, spec: PageSpec, config: MkDocsConfig) -> None:
        whole = spec.address.endswith("/") or not spec.address
        super().__init__(
            spec.source,
            str(_root(config)) if spec.from_file else None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{spec.address}index.html" if whole else spec.address,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        if not spec.from_file:
            self.edit_uri = None
        SpecPage(spec, self, config)


class SpecPage(Page):
    """A page whose content was made before MkDocs saw it."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig) -> None:
        super().__init__(spec.title, file, config)
        self.spec = spec
        if spec.canonical:
            self.canonical_url = spec.canonical

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs passes it
        """Take the front matter as it was validated."""
        spec = self.spec
        own = {"title": spec.title, "description": spec.description, "template": spec.template}
        self.markdown, self.meta = "", {**spec.extra_meta, **own}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take the HTML as it was made; links and anchors in it are checked already."""
        self.content = self.spec.html
        self.toc = get_toc(cast("Any", list(self.spec.toc)))
        self.present_anchor_ids, self.links_to_anchors = set(), {}


@dataclass
class Build:
    """The state of one build: it lives on the build's configuration and dies with it."""

    site: Site
    staging: Staging | None = None
    warnings: WarningCounter = field(default_factory=lambda: WarningCounter(_MKDOCS_LOGGER))


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def settings_of(config: MkDocsConfig, *, preview: bool) -> Settings:
    """Return the settings of a build. Raises Abort for what mkdocs.yml must say and does not."""
    try:
        return Settings.told(_root(config), config, os.environ, preview=preview)
    except SettingsError as error:
        raise Abort(str(error)) from None


def read_config(path: str | None) -> MkDocsConfig:
    """Load mkdocs.yml from a path, or from the current folder."""
    return load_config(config_file=path)


def begin(config: MkDocsConfig, *, preview: bool) -> None:
    """Read and check all content before anything is written.

    In a build, raises Abort after all problems are logged. In the preview problems are logged
    and shown on the pages concerned: what is raised there would end it.
    """
    settings = settings_of(config, preview=preview)
    with Keeper(settings.cache / KEPT, log.info) as keeper:
        site = read_site(settings, keeper)
    for problem in site.problems:
        log.error(str(problem))
    for path, reason in site.held_back():
        log.info(f"{path} is not published: {reason}")
    build = Build(site)
    config["sitekit"] = build
    if not preview:
        build.staging = Staging.beside(Path(config.site_dir))
        if site.problems:
            raise _abort(len(site.problems), build.staging)
        config.site_dir = str(build.staging.new)
        build.warnings.listen()


def finish(config: MkDocsConfig) -> None:
    """Publish a build, or raise Abort where anything was wrong. A preview has nothing to end."""
    build: Build = config["sitekit"]
    if build.staging is None:
        return
    build.warnings.stop()
    if build.warnings.count:
        raise _abort(build.warnings.count, build.staging)
    build.staging.finish()
    config.site_dir = str(build.staging.final)


def _abort(count: int, staging: Staging) -> Abort:
    return Abort(f"{count} problem{'s' * (count > 1)}. {staging.outcome}")


def site_of(config: MkDocsConfig) -> Site:
    """Return the site that a build makes."""
    build: Build = config["sitekit"]
    return build.site


def content_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's content, named by paths in the repository.

    The theme's own style sheets and scripts are left out: our templates use its icons alone.
    """
    site = site_of(config)
    themes = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
    kept = [file for file in files if file.src_dir not in {config.docs_dir, *themes}]
    root, directories = str(_root(config)), config.use_directory_urls
    for path, address in site.assets().items():
        asset = File(path, root, config.site_dir, directories, dest_uri=address)
        asset.inclusion = InclusionLevel.NOT_IN_NAV
        kept.append(asset)
    made = Files([*kept, *(SpecFile(spec, config) for spec in site.content_pages())])
    add_files(made, site.renditions(), config)
    return made


def add_pages(files: Files, specs: list[PageSpec], config: MkDocsConfig) -> None:
    """Add pages that are made from many files."""
    for spec in specs:
        files.append(SpecFile(spec, config))


def add_files(files: Files, derived: Iterable[Derived], config: MkDocsConfig) -> None:
    """Add files that were made for the site; what could not be made fails a build when it ends."""
    for address, made in derived:
        if isinstance(made, Problem):
            log.error(str(made))
            continue
        if isinstance(made, bytes):
            file = File.generated(config, address, content=made)
        else:
            file = File.generated(config, address, abs_src_path=str(made))
        file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)


def add_search_index(env: Environment, files: Files, config: MkDocsConfig) -> None:
    """Add the files of the search index, whose documents a template makes."""
    site, template = site_of(config), env.get_template("machines/search-entry.html")
    identity = site.library.settings.identity
    index = site.search_index(lambda entry: template.render(entry=entry, identity=identity))
    add_files(files, index, config)


def spec_of(page: Page | None) -> PageSpec | None:
    """Return what a page was made from, where it is one of ours."""
    return page.spec if isinstance(page, SpecPage) else None


def spec_of_template(name: str, config: MkDocsConfig) -> PageSpec | None:
    """Return the page of a template that MkDocs renders by itself, where it is one of ours."""
    return site_of(config).not_found() if name == NOT_FOUND else None


def graph_of(spec: PageSpec | None, config: MkDocsConfig) -> dict[str, Any] | None:
    """Return the structured data of a page, where it has any."""
    return site_of(config).graph(spec) if spec else None


def prepare_templates(env: Environment, config: MkDocsConfig) -> None:
    """Escape in the templates of overrides/, and give them our filters for addresses."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else _root(config)
    prepare(env, own, site_of(config).library.settings.site_url)
