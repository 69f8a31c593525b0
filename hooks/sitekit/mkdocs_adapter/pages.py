"""Pages and files as MkDocs knows them, made of ours; those that stand are left out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import mkdocs
import mkdocs.plugins
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from sitekit.build.cache_keys import CacheKeys, site_key
from sitekit.links.routes import NOT_FOUND, SITEMAP
from sitekit.mkdocs_adapter.builds import build_of, log, root_of
from sitekit.mkdocs_adapter.third_party import SETTINGS, pages_in_nav, third_party_hooks
from sitekit.pages.spec import PageSpec
from sitekit.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from mkdocs.config.defaults import MkDocsConfig


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
        self.markdown, self.meta = "", {**spec.extra_meta, **own}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - likewise
        """Take the contents as they were made; links and anchors are checked already.

        Our templates ask the spec for its texts. For others, they are here: all at once, which is
        much to hold.
        """
        build = build_of(config)
        self.content = "" if build.keys.site else build.site.composer(self.spec).texts().html
        self.toc = get_toc(cast("Any", list(self.spec.contents)))
        self.present_anchor_ids, self.links_to_anchors = set(), {}


def spec_of(page: Page | None) -> PageSpec | None:
    """Return what a page was made from, where it is one of ours."""
    return page.spec if isinstance(page, SpecPage) else None


def content_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's content, named by paths in the repository.

    The theme's own style sheets and scripts are left out: our templates use its icons alone. What
    MkDocs makes of templates by itself is among our pages.
    """
    build = build_of(config)
    config.theme.static_templates -= {NOT_FOUND, SITEMAP}
    site = build.site
    build.keys = _keys(site, config)
    themes = {folder for folder in config.theme.dirs if folder != config.theme.custom_dir}
    made = Files([file for file in files if file.src_dir not in {config.docs_dir, *themes}])
    root, directories, needed = str(root_of(config)), config.use_directory_urls, _needed(config)
    for path, address in site.assets().items():
        if build.needs_file(address, root_of(config) / path) or path in needed:
            asset = File(path, root, config.site_dir, directories, dest_uri=address)
            asset.inclusion = InclusionLevel.NOT_IN_NAV
            made.append(asset)
    add_pages(made, site.content_pages, config)
    build.artifacts.append(site.renditions())
    return made


def _needed(config: MkDocsConfig) -> set[str]:
    """Return what MkDocs must know, whether it stands or not.

    These are the pages that the navigation names, and templates of the writer's own.
    """
    return {*config.extra_templates, *pages_in_nav(config.nav)}


def _keys(site: Site, config: MkDocsConfig) -> CacheKeys:
    """Return the keys of a build; nothing stands where others have a say in what becomes of it."""
    hooks = cast("dict[str, ModuleType]", config.hooks)
    if third_party := third_party_hooks(hooks, config.plugins.events):
        log.info(f"Everything is made anew: {', '.join(third_party)} may change any page.")
        return CacheKeys("", site.library.settings.cache)
    needed, all_pages = _needed(config), [*site.content_pages, *site.listing_pages]
    pages = [page for page in all_pages if page.source in needed]
    program = mkdocs.plugins.__name__, mkdocs.__version__
    told = [program, sorted(dict(config.theme).items(), key=str), list(hooks)]
    told += [str(config[name]) for name in SETTINGS]
    templates = Path(config.theme.custom_dir or root_of(config) / "overrides")
    return CacheKeys(site_key(site, templates, told, pages), site.library.settings.cache)


def add_pages(files: Files, specs: Iterable[PageSpec], config: MkDocsConfig) -> None:
    """Add pages to the site; those that stand need no making."""
    build, needed = build_of(config), _needed(config)
    for spec in specs:
        if is_anew := build.needs(spec):
            build.to_render += 1
        if is_anew or spec.source in needed:
            files.append(SpecFile(spec, config, is_current=not is_anew))


def drop_current_pages(files: Files) -> None:
    """Leave out the pages that MkDocs had to know for the navigation alone."""
    for file in list(files):
        if isinstance(file, SpecFile) and file.is_current:
            files.remove(file)
