"""Builds as MkDocs runs them: settings in, messages and errors out, and staging."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import mkdocs
import mkdocs.plugins
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from sitekit.build.build import Build
from sitekit.build.session import Session
from sitekit.build.staging import Staging, WarningCounter
from sitekit.content.settings import Settings, SettingsError
from sitekit.mkdocs_adapter.config_errors import report_config_errors, yaml_fault
from sitekit.mkdocs_adapter.folders import refuse_to_overwrite_the_project, root_of
from sitekit.pages.templates import position_in_templates, prepare
from sitekit.problems import with_name
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import why_not_writable
from sitekit.runtime.progress import Progress
from sitekit.runtime.store import STORE_FILE, CacheStore
from sitekit.site import Site, read_site

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from mkdocs.config.defaults import MkDocsConfig

last = mkdocs.plugins.event_priority(-100)
"""Marks an event's hook to run after those of every other hook and plugin."""
log = mkdocs.plugins.get_plugin_logger("site")
report_config_errors()
_LOGGER = logging.getLogger(mkdocs.plugins.__name__.partition(".")[0])
"""The logger of MkDocs, or of the fork that runs under its name."""


def settings_of(config: MkDocsConfig, *, preview: bool) -> Settings:
    """Return the settings of a build. Raises Abort, from SettingsError, for what is wrong there."""
    try:
        return read_settings(config, preview=preview)
    except SettingsError as error:
        raise Abort(str(error)) from error


def read_settings(config: MkDocsConfig, *, preview: bool) -> Settings:
    """Return the settings of a build. Raises SettingsError."""
    return Settings.from_config(root_of(config), config, os.environ, preview=preview)


def read_config(path: str | None) -> MkDocsConfig:
    """Load mkdocs.yml from a path, or from the current folder; its theme need not be installed.

    Raises Abort for a file that is no YAML.
    """
    try:
        return load_config(config_file=path, theme={"name": None, "custom_dir": "."})
    except MkDocsException as error:
        if fault := yaml_fault(error):
            raise Abort(fault) from error
        raise


def build_of(config: MkDocsConfig) -> Build:
    """Return the build under way."""
    build: Build = config["sitekit"]
    return build


def site_of(config: MkDocsConfig) -> Site:
    """Return the site that a build makes."""
    return build_of(config).site


def begin(config: MkDocsConfig, session: Session) -> None:
    """Read and check all content before anything is written.

    In a build, raises Abort after all problems are logged. In the preview problems are logged
    and shown on the pages concerned: what is raised there would end it. For a site folder that is,
    holds, or lies in one of the project's own, raises Abort before anything is touched. With
    `SITEKIT_FRESH=1` in the environment, nothing that an earlier build cached is used or added to.
    """
    if session.dirty:
        raise Abort("Leave out --dirty: each build already renders only what is not up to date.")
    session.lasts = session.preview and Path(config.site_dir).is_symlink()
    if not session.lasts:
        refuse_to_overwrite_the_project(config)
    session.debouncer.cancel()
    if not all((Path(config.site_dir) / address).exists() for address in session.oldest):
        session.invalidate()  # the system has cleaned its folder for temporary files
    started, settings = time.monotonic(), settings_of(config, preview=session.preview)
    config.site_url = settings.site_url
    if reason := why_not_writable(settings.cache):
        log.info(f".cache/ is unusable ({reason}): everything is rebuilt, and nothing is cached.")
    if reason or os.environ.get("SITEKIT_FRESH"):
        session.invalidate()
        settings = replace(settings, other_cache=session.new_cache())
    terminal = sys.stderr if sys.stderr.isatty() else None
    quiet = not _LOGGER.isEnabledFor(logging.INFO)
    context = BuildContext(
        CacheStore(settings.cache / STORE_FILE, log.info),
        progress=Progress() if quiet else Progress(log.info, terminal),
        memo=session.memo,
    )
    site = read_site(settings, context)
    _report(site)
    staging = Staging.next_to(Path(config.site_dir))
    if site.problems and not session.preview:
        context.close()
        raise _abort(len(site.problems), staging)
    config["sitekit"] = build = Build(started, session, site, staging, WarningCounter(_LOGGER))
    config.site_dir = str(staging.new)
    if not session.preview:
        build.warnings.listen()
    build.end_stage("reading")


def _report(site: Site) -> None:
    """Log the problems of a site, what it leaves out, and what is to be expected."""
    for problem in site.problems:
        log.error(str(problem))
    for path, reason in site.held_back():
        log.info(f"{path} is not published: {reason}")
    for remark in site.advice_on_publishing():
        log.info(with_name(remark))
    for change in () if site.library.settings.preview else site.forecast():
        log.info(str(change))


def prepare_templates(env: Environment, config: MkDocsConfig) -> None:
    """Escape in the templates of overrides/, and give them our filters for addresses."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else root_of(config)
    build = build_of(config)
    prepare(env, own, build.site.library, build.session.templates, build.site.context)


def begin_cards(config: MkDocsConfig) -> None:
    """Begin to draw the social cards, while the pages are looked at."""
    build = build_of(config)
    build.begin(build.site.cards)


def add_search_index(env: Environment, config: MkDocsConfig) -> None:
    """Begin to make the search index, whose documents a template renders."""
    name = "formats/search-entry.html"
    template, loader = env.get_template(name), cast("BaseLoader", env.loader)
    build = build_of(config)
    language = build.site.library.settings.metadata.language
    begin_index = partial(
        build.site.search_index,
        lambda entry, n: template.render(entry=entry, position=n, language=language),
        loader.get_source(env, name)[0],
    )
    if build.session.preview:
        build.begin_index = begin_index
    else:
        build.begin(begin_index)


def finish(config: MkDocsConfig) -> None:
    """Publish what was built; in a build, raise Abort if anything was wrong."""
    build = build_of(config)
    build.end_stage("pages")
    try:
        for problem in build.collect_artifacts():
            log.error(str(problem))
        build.end_stage("cards, pictures, search")
        build.warnings.stop()
        if build.warnings.count:
            raise _abort(build.warnings.count, build.staging)
        build.publish()
        build.end_stage("writing")
        log.info(build.summary())
        if build.session.preview:
            build.session.debouncer.schedule(partial(_publish_the_rest, build))
    except OSError as error:
        raise Abort(f"The site could not be written: {error}. Build again.") from None
    finally:
        build.site.context.close()
    config.site_dir = str(build.staging.final)
    del config["sitekit"]  # a preview holds the first one's settings for as long as it runs


def _publish_the_rest(build: Build) -> Iterator[None]:
    """Make and publish the search index of a preview, and the widths of new pictures."""
    build.save_manifest_of_preview()
    problems = build.publish_index()
    for problem in problems:
        log.error(str(problem))
    if not problems:
        log.info("Search is up to date.")
    yield
    is_published = False
    for _ in build.publish_pictures():
        is_published = True
        yield
    if is_published:
        log.info("Pictures are in all widths.")


def _abort(count: int, staging: Staging) -> Abort:
    return Abort(f"{count} problem{'s' * (count > 1)}. {staging.outcome}")


def explain(error: Exception) -> None:
    """Raise Abort for what ends a build, with the place in a template where that is known.

    MkDocs has logged the page.
    """
    if isinstance(error, MkDocsException):
        return
    log.debug("The build ended here:", exc_info=error)
    message = " ".join(str(error).split())
    position = position_in_templates(error)
    prefix = f"{position}: template: " if position else ""
    raise Abort(f"{prefix}{type(error).__name__}: {message}. Nothing was published.") from None
