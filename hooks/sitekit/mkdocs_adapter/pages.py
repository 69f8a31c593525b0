"""Our pages as MkDocs' files and pages; those that are current are left out."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

import mkdocs
import mkdocs.plugins
from jinja2 import Environment, FileSystemLoader
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from sitekit.build.cache_keys import CacheKeys, site_key
from sitekit.content.brand import SHEET
from sitekit.content.words import WORDS
from sitekit.links.routes import NOT_FOUND, SITEMAP
from sitekit.mkdocs_adapter.builds import build_of, log
from sitekit.mkdocs_adapter.folders import root_of
from sitekit.mkdocs_adapter.navigation import current_nav, pages_in_nav
from sitekit.mkdocs_adapter.third_party import SETTINGS, third_party_hooks
from sitekit.pages.spec import PageSpec
from sitekit.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme


_OWN_FILES = frozenset(PurePosixPath(path).name for path in (WORDS, SHEET))
"""What is no template in overrides/, and MkDocs would publish."""


class SpecFile(File):
    """A file that becomes the page of one spec, whatever its name ends in."""

    def __init__(self, spec: PageSpec, config: MkDocsConfig, *, is_current: bool) -> None:
        super().__init__(
            spec.source,
            str(root_of(config)) if spec.from_file else None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=spec.file,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        if not spec.from_file:
            self.edit_uri = None
        self.is_current = is_current
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
        self.markdown, self.meta = "", {"nav_title": spec.nav_title, **own}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - likewise
        """Take the table of contents; links and anchors are checked already.

        Our templates get the texts from the build. Third-party hooks, with which there are no
        cache keys, find them here: all at once, which takes much memory.
        """
        build = build_of(config)
        third_party = not build.keys.site_key
        self.content = build.site.composer(self.spec).texts().html if third_party else ""
        self.toc = get_toc(cast("Any", list(self.spec.contents)))
        self.present_anchor_ids, self.links_to_anchors = set(), {}


def spec_of(page: Page | None) -> PageSpec | None:
    """Return what a page was made from, None for a page that is not ours."""
    return page.spec if isinstance(page, SpecPage) else None


def list_own_files_alone(theme: Theme) -> None:
    """Let MkDocs publish the files in overrides/, but none of the theme, which no page uses.

    To list the theme's, most of them icons, takes 6 % of a build with nothing to do.
    """
    get_env, own = theme.get_env, FileSystemLoader(theme.custom_dir or ())

    def env_that_lists_own_files() -> Environment:
        env = get_env()
        env.list_templates = lambda filter_func: [*filter(filter_func, own.list_templates())]  # type: ignore[method-assign, assignment, misc]
        return env

    theme.get_env = env_that_lists_own_files  # type: ignore[method-assign]


def content_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's content, named by paths in the repository.

    What MkDocs makes of templates by itself is among our pages.
    """
    build, root = build_of(config), root_of(config)
    config.nav = current_nav(config.nav, build.site.library)
    build.keys = _cache_keys(build.site, config)
    config.theme.static_templates -= {NOT_FOUND, SITEMAP}
    content = Files(
        [f for f in files if f.src_dir != config.docs_dir and f.src_uri not in _OWN_FILES]
    )
    required = _required(config)
    for path, address in build.site.assets().items():
        if build.add_file(address, root / path) or path in required:
            directories = config.use_directory_urls
            asset = File(path, str(root), config.site_dir, directories, dest_uri=address)
            asset.inclusion = InclusionLevel.NOT_IN_NAV
            content.append(asset)
    add_pages(content, build.site.content_pages, config)
    build.begin(build.site.renditions)
    build.begin(build.site.icons)
    build.begin(build.site.minified)
    return content


def _required(config: MkDocsConfig) -> set[str]:
    """Return the files that MkDocs must know, current or not.

    These are the pages that the navigation names, and templates of the writer's own.
    """
    return {*config.extra_templates, *pages_in_nav(config.nav)}


def _cache_keys(site: Site, config: MkDocsConfig) -> CacheKeys:
    """Return the keys of a build; with third-party hooks there are none, so nothing is current."""
    hooks = cast("dict[str, ModuleType]", config.hooks)
    if third_party := third_party_hooks(hooks, config.plugins.events):
        log.info(f"Everything is rebuilt: {', '.join(third_party)} may change any page.")
        return CacheKeys()
    required = _required(config)
    in_nav = [page for page in site.pages if page.source in required]
    program = mkdocs.plugins.__name__, mkdocs.__version__
    settings = [program, sorted(dict(config.theme).items(), key=str), list(hooks)]
    settings += [str(config[name]) for name in SETTINGS]
    templates = Path(config.theme.custom_dir or root_of(config) / "overrides")
    return CacheKeys(site_key(site, templates, settings, in_nav))


def add_pages(files: Files, specs: Iterable[PageSpec], config: MkDocsConfig) -> None:
    """Add pages to the site; MkDocs gets those that are stale, or that it must know."""
    build, required = build_of(config), _required(config)
    for spec in specs:
        is_stale = build.add_page(spec)
        build.to_render += is_stale
        if is_stale or spec.source in required:
            files.append(SpecFile(spec, config, is_current=not is_stale))


def drop_current_pages(files: Files) -> None:
    """Leave out the pages that MkDocs had to know for the navigation alone."""
    for file in list(files):
        if isinstance(file, SpecFile) and file.is_current:
            files.remove(file)
