"""Which generator a folder is of, and what reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from sitekit.importer.astro import is_astro, read_astro
from sitekit.importer.configs import site_and_base, text_at
from sitekit.importer.dates import read_moment
from sitekit.importer.eleventy import is_eleventy, read_eleventy
from sitekit.importer.ghost import is_ghost, read_ghost
from sitekit.importer.hugo import is_hugo, read_hugo
from sitekit.importer.jekyll import is_jekyll, read_jekyll
from sitekit.importer.material import is_material, read_material
from sitekit.importer.models import ForeignPost, ForeignSite, ForeignSiteError, Options, Reader
from sitekit.importer.obsidian import is_obsidian, read_obsidian
from sitekit.importer.permalinks import date_values, expand, part_of_address

GENERATORS: Mapping[str, tuple[Callable[[Path], bool], Reader]] = {
    "hugo": (is_hugo, read_hugo),
    "jekyll": (is_jekyll, read_jekyll),
    "material": (is_material, read_material),
    "astro": (is_astro, read_astro),
    "eleventy": (is_eleventy, read_eleventy),
    "ghost": (is_ghost, read_ghost),
    "obsidian": (is_obsidian, read_obsidian),
}


def read_folder(root: Path, options: Options) -> ForeignSite:
    """Read the posts of another generator's folder, which is found out or given by `options`.

    Raises ForeignSiteError if the folder is of no generator or of several, or has no posts.
    """
    name = options.generator or _detect(root)
    site = GENERATORS[name][1](root, options)
    if not site.posts and not site.problems:
        hint = " Name their folder: --posts FOLDER." if not options.posts else ""
        raise ForeignSiteError(f"{root} has no posts of {name.capitalize()}.{hint}")
    if options.permalink and name not in ("hugo", "jekyll"):  # which have more tokens
        posts = tuple(replace(p, address=_by_pattern(p, options.permalink)) for p in site.posts)
        site = replace(site, posts=posts)
    if options.old_site:
        url, base = site_and_base(options.old_site)
        if not url:
            raise ForeignSiteError(
                "--old-site must be a whole address, such as https://old.example/."
            )
        site = replace(site, url=url, base=base or site.base)
    return site


def _by_pattern(post: ForeignPost, pattern: str) -> str | None:
    given = post.date or text_at(post.data, "date") or text_at(post.data, "pubDate")
    slug = text_at(post.data, "slug") or part_of_address(post.name)
    title = part_of_address(text_at(post.data, "title"))
    values = date_values(read_moment(given, UTC)) | {"title": title, "slug": slug, "name": slug}
    return expand(pattern, values)


def _detect(root: Path) -> str:
    if not root.is_dir():
        raise ForeignSiteError(f"{root} is no folder.")
    found = [name for name, (fits, _) in GENERATORS.items() if fits(root)]
    if len(found) > 1 and "obsidian" in found:  # vaults hold sites of other generators
        found.remove("obsidian")
    if len(found) == 1:
        return found[0]
    options = " or ".join(f"--generator {name}" for name in found or GENERATORS)
    seen = f"looks like {' and '.join(found)}" if found else "is of no generator that is read here"
    raise ForeignSiteError(f"{root} {seen}. Say which: {options}.")
