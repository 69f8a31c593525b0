"""All that knows MkDocs: settings in, files and pages out, messages, errors, staging."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import mkdocs
import mkdocs.plugins
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from sitekit.building import Build, Process
from sitekit.influence import SETTINGS, named, others
from sitekit.keeping import KEPT, Keeper, why_not
from sitekit.keys import Keys, of_site
from sitekit.page_specs import PageSpec
from sitekit.progress import Progress
from sitekit.settings import Settings, SettingsError
from sitekit.site import Site, read_site
from sitekit.staging import Staging, WarningCounter
from sitekit.templating import prepare
from sitekit.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from jinja2 import BaseLoader, Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

last = mkdocs.plugins.event_priority(-100)
"""Marks an event's hook to run after those of every other hook and plugin."""
log = mkdocs.plugins.get_plugin_logger("site")
_LOGGER = logging.getLogger(mkdocs.plugins.__name__.partition(".")[0])
"""The logger of MkDocs, or of the fork that runs under its name."""


class SpecFile(File):
    """A file that becomes the page of one spec, whatever its name ends in."""

    def __init__(self, spec: PageSpec, config: MkDocsConfig, *, stands: bool) -> None:
        super().__init__(
            spec.source,
            str(_root(config)) if spec.from_file else None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=spec.file,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        if not spec.from_file:
            self.edit_uri = None
        self.stands = stands
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

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - likewise
        """Take the contents as they were made; links and anchors are checked already.

        Our templates ask the spec for its texts. For others, they are here: all at once, which is
        much to hold.
        """
        self.content = "" if build_of(config).keys.site else self.spec.texts.html
        self.toc = get_toc(cast("Any", list(self.spec.toc)))
        self.present_anchor_ids, self.links_to_anchors = set(), {}


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


def begin(config: MkDocsConfig, process: Process) -> None:
    """Read and check all content before anything is written.

    In a build, raises Abort after all problems are logged. In the preview problems are logged
    and shown on the pages concerned: what is raised there would end it. With `SITEKIT_FRESH=1`
    in the environment, nothing that an earlier build kept is used, and nothing is kept.
    """
    process.idle.drop()
    begun, settings = time.monotonic(), settings_of(config, preview=process.preview)
    if reason := why_not(settings.cache):
        log.info(f".cache/ is of no use ({reason}): all is made anew, and nothing is kept.")
    if reason or os.environ.get("SITEKIT_FRESH"):
        process.forget()
        settings = replace(settings, other_cache=process.new_cache())
    terminal = sys.stderr if sys.stderr.isatty() else None
    quiet = not _LOGGER.isEnabledFor(logging.INFO)
    workshop = Workshop(
        Keeper(settings.cache / KEPT, log.info),
        progress=Progress() if quiet else Progress(log.info, terminal),
        memory=process.memory,
    )
    site = read_site(settings, workshop)
    for problem in site.problems:
        log.error(str(problem))
    for path, reason in site.held_back():
        log.info(f"{path} is not published: {reason}")
    staging = Staging.beside(Path(config.site_dir))
    if site.problems and not process.preview:
        workshop.close()
        raise _abort(len(site.problems), staging)
    config["sitekit"] = build = Build(begun, process, site, staging, WarningCounter(_LOGGER))
    config.site_dir = str(staging.new)
    if not process.preview:
        build.warnings.listen()
    build.lap("reading")


def finish(config: MkDocsConfig) -> None:
    """Publish what was built; in a build, raise Abort where anything was wrong."""
    build = build_of(config)
    build.lap("pages")
    try:
        for problem in build.collect():
            log.error(str(problem))
        build.lap("cards, pictures, search")
        build.warnings.stop()
        if build.warnings.count:
            raise _abort(build.warnings.count, build.staging)
        build.publish()
        build.lap("writing")
        log.info(build.summary())
        if build.process.preview:
            build.process.idle.give(partial(_make_index, build))
    except OSError as error:
        raise Abort(f"The site could not be written: {error}. Build again.") from None
    finally:
        build.site.workshop.close()
    config.site_dir = str(build.staging.final)


def leave() -> None:
    """End the program without a last search for garbage, whose memory goes with it.

    Python would go through all objects several times: a tenth of a build that has nothing to do.
    """
    gc.freeze()


def _abort(count: int, staging: Staging) -> Abort:
    return Abort(f"{count} problem{'s' * (count > 1)}. {staging.outcome}")


def build_of(config: MkDocsConfig) -> Build:
    """Return the build under way."""
    build: Build = config["sitekit"]
    return build


def site_of(config: MkDocsConfig) -> Site:
    """Return the site that a build makes."""
    return build_of(config).site


def content_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's content, named by paths in the repository.

    The theme's own style sheets and scripts are left out: our templates use its icons alone. What
    MkDocs makes of templates by itself is among our pages.
    """
    build = build_of(config)
    config.theme.static_templates -= {"404.html", "sitemap.xml"}
    site = build.site
    build.keys = _keys(site, config)
    themes = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
    made = Files([file for file in files if file.src_dir not in {config.docs_dir, *themes}])
    root, directories, needed = str(_root(config)), config.use_directory_urls, _needed(config)
    for path, address in site.assets().items():
        if build.needs_file(address, _root(config) / path) or path in needed:
            asset = File(path, root, config.site_dir, directories, dest_uri=address)
            asset.inclusion = InclusionLevel.NOT_IN_NAV
            made.append(asset)
    add_pages(made, site.content_pages, config)
    build.derived.append(site.renditions())
    return made


def _needed(config: MkDocsConfig) -> set[str]:
    """Return what MkDocs must know, whether it stands or not.

    These are the pages that the navigation names, and templates of the writer's own.
    """
    return {*config.extra_templates, *named(config.nav)}


def _keys(site: Site, config: MkDocsConfig) -> Keys:
    """Return the keys of a build; nothing stands where others have a say in what becomes of it."""
    hooks = cast("dict[str, ModuleType]", config.hooks)
    if foreign := others(hooks, config.plugins.events):
        log.info(f"Everything is made anew: {', '.join(foreign)} may change any page.")
        return Keys("", site.library.settings.cache)
    needed, all_pages = _needed(config), [*site.content_pages, *site.listing_pages]
    pages = [page for page in all_pages if page.source in needed]
    program = mkdocs.plugins.__name__, mkdocs.__version__
    told = [program, sorted(dict(config.theme).items(), key=str), list(hooks)]
    told += [str(config[name]) for name in SETTINGS]
    templates = Path(config.theme.custom_dir or _root(config) / "overrides")
    return Keys(of_site(site, templates, told, pages), site.library.settings.cache)


def add_pages(files: Files, specs: Iterable[PageSpec], config: MkDocsConfig) -> None:
    """Add pages to the site; those that stand need no making."""
    build, needed = build_of(config), _needed(config)
    for spec in specs:
        if is_anew := build.needs(spec):
            build.to_render += 1
        if is_anew or spec.source in needed:
            files.append(SpecFile(spec, config, stands=not is_anew))


def drop_standing_pages(files: Files) -> None:
    """Leave out the pages that MkDocs had to know for the navigation alone."""
    for file in list(files):
        if isinstance(file, SpecFile) and file.stands:
            files.remove(file)


def add_search_index(env: Environment, config: MkDocsConfig) -> None:
    """Begin to make the search index, whose documents a template makes."""
    name = "machines/search-entry.html"
    template, loader = env.get_template(name), cast("BaseLoader", env.loader)
    build = build_of(config)
    begin_index = partial(
        build.site.search_index,
        lambda entry, language: template.render(entry=entry, language=language),
        loader.get_source(env, name)[0],
    )
    if build.process.preview:
        build.index_later = begin_index
    else:
        build.derived.append(begin_index())


def _make_index(build: Build) -> None:
    """Make the search index of a preview."""
    problems = build.publish_index()
    for problem in problems:
        log.error(str(problem))
    if not problems:
        log.info("Search is up to date.")


def spec_of(page: Page | None) -> PageSpec | None:
    """Return what a page was made from, where it is one of ours."""
    return page.spec if isinstance(page, SpecPage) else None


def quicken(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Let a preview hear of changes at once; `SITEKIT_POLL=1` leaves it to look for them.

    Shares of a network and folders of another system tell nothing of their changes.
    """
    if os.environ.get("SITEKIT_POLL"):
        return
    from sitekit.watching import hear_at_once  # loads what a build has no use for

    watched = [config.docs_dir, config.config_file_path, *config.theme.dirs]
    if not hear_at_once(server, watched, config.watch):
        log.info("The system cannot watch so many files: the preview looks for changes itself.")


def prepare_templates(env: Environment, config: MkDocsConfig) -> None:
    """Escape in the templates of overrides/, and give them our filters for addresses."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else _root(config)
    build = build_of(config)
    prepare(env, own, build.site.library.settings.site_url, build.process.compiled)
