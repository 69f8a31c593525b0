"""Reads the folder of a Hugo site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from sitekit.importer.configs import lookup, read_config, site_and_base, text_at
from sitekit.importer.dates import read_moment
from sitekit.importer.foreign_files import ForeignFile, date_and_name, read_file, unread_texts, walk
from sitekit.importer.models import ForeignPost, ForeignSite, Options
from sitekit.importer.permalinks import date_values, expand, part_of_address
from sitekit.problems import Problem

_CONFIGS = [
    f"{folder}{name}.{ending}"
    for folder in ("", "config/_default/")
    for name in ("hugo", "config")
    for ending in ("toml", "yaml", "yml", "json")
]
_SECTIONS = ("posts", "post", "blog", "articles")


def is_hugo(root: Path) -> bool:
    """Tell whether a folder is that of a Hugo site."""
    has_config = any((root / name).is_file() for name in _CONFIGS)
    return (root / "content").is_dir() and (has_config or (root / "archetypes").is_dir())


def read_hugo(root: Path, options: Options) -> ForeignSite:
    """Read the posts below content/: those of the main sections, in the site's language."""
    config = _config(root)
    url, base = site_and_base(text_at(config, "baseURL"))
    content = text_at(config, "contentDir") or "content"
    files, problems = [], []
    paths, remarks = _in_one_language([*walk(root, content)], config)
    for path in paths:
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
        elif not path.rpartition("/")[2].startswith("_index."):
            files.append(file)
    sections = _main_sections(config, content, files)
    folder = (options.posts or content).strip("/")
    posts, pages = [], {}
    for file in files:
        address = _address(file, content, config, options.permalink, base)
        is_post = _section(file.path, content) in sections or bool(options.posts)
        if is_post and file.path.startswith(f"{folder}/"):
            stem = _name_and_folder(file.path, content, _language(config))[0]
            posts.append(_post(file, stem, address))
        else:
            pages[file.path] = address or ""
    for section in [folder] if options.posts else sorted(sections):
        problems += unread_texts(root, section if options.posts else f"{content}/{section}")
    if not options.posts and sections:
        remarks.append(f"Sections whose pages are posts: {', '.join(sorted(sections))}")
    return ForeignSite(
        generator="hugo",
        root=root,
        posts=tuple(posts),
        url=url,
        base=base,
        static=("static", "assets"),
        pages={path: address for path, address in pages.items() if address},
        default_author=text_at(config, "params", "author")
        or text_at(config, "params", "author", "name")
        or text_at(config, "author", "name"),
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def _config(root: Path) -> dict[str, Any]:
    """Return the configuration, of which parts may have a file each in config/_default/."""
    config = read_config(root, _CONFIGS)
    for part in ("params", "permalinks", "languages"):
        names = [f"config/_default/{part}.{ending}" for ending in ("toml", "yaml", "yml", "json")]
        if values := read_config(root, names):
            config[part] = values
    return config


def _in_one_language(paths: list[str], config: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the paths of the site's language: without a suffix like `.de`, or with its own."""
    default = _language(config)
    given = lookup(config, "languages")
    languages = set(given) if isinstance(given, Mapping) else set()
    stems = {path.rpartition(".")[0] for path in paths}
    found, count = [], 0
    for path in paths:
        stem, _, language = path.rpartition(".")[0].rpartition(".")
        is_language = language in languages or (stem in stems and len(language) in (2, 5))
        if stem and is_language and language.lower() != default.lower():
            count += 1
        else:
            found.append(path)
    return found, [f"Files in other languages than {default}, left out: {count}"] * bool(count)


def _section(path: str, content: str) -> str:
    inner = path.removeprefix(f"{content}/")
    return inner.split("/")[0] if "/" in inner else ""


def _main_sections(
    config: Mapping[str, Any], content: str, files: list[ForeignFile]
) -> frozenset[str]:
    """Return the sections with posts: as configured, of a usual name, or the largest (Hugo's rule).

    https://gohugo.io/methods/site/mainsections/
    """
    given = lookup(config, "params", "mainSections") or lookup(config, "mainSections")
    if isinstance(given, list) and given:
        return frozenset(given)
    counts = Counter(_section(file.path, content) for file in files)
    usual = [section for section in _SECTIONS if counts[section]]
    most = [section for section, _ in counts.most_common(1)]
    return frozenset(usual or most)


def _language(config: Mapping[str, Any]) -> str:
    return text_at(config, "defaultContentLanguage") or "en"


def _post(file: ForeignFile, stem: str, address: str | None) -> ForeignPost:
    date, name = date_and_name(stem)
    draft = file.data.get("draft") == "true"
    return ForeignPost(
        file.path, file.data, file.body, name, date, draft, address, lines=file.lines
    )


def _name_and_folder(path: str, content: str, language: str) -> tuple[str, str]:
    """Return the name of a page's file or bundle, without a language, and its folder in content."""
    folder, _, file = path.removeprefix(f"{content}/").rpartition("/")
    stem = file.rpartition(".")[0].removesuffix(f".{language}")
    if stem != "index":
        return stem, folder
    outer, _, name = folder.rpartition("/")
    return name, outer


def _address(
    file: ForeignFile, content: str, config: Mapping[str, Any], permalink: str, base: str
) -> str | None:
    """Return the address of a page (https://gohugo.io/content-management/urls/)."""
    if given := text_at(file.data, "url"):
        return base + "/" + given.lstrip("/")
    section = _section(file.path, content)
    pattern = (
        permalink
        or text_at(config, "permalinks", section)
        or text_at(config, "permalinks", "page", section)
    )
    slug = text_at(file.data, "slug")
    stem, folder = _name_and_folder(file.path, content, _language(config))
    if not pattern:
        parts = [part_of_address(part) for part in (*folder.split("/"), slug or stem) if part]
        return f"{base}/{'/'.join(parts)}/"
    title = part_of_address(text_at(file.data, "title"))
    name = part_of_address(stem)
    date = text_at(file.data, "date") or date_and_name(stem)[0]
    values = date_values(read_moment(date, UTC))
    values |= {"section": section, "sections": folder, "filename": name, "contentbasename": name}
    values |= {"slugorfilename": slug or name, "slugorcontentbasename": slug or name}
    values |= {"title": title, "slug": slug or title} if title else {}
    address = expand(pattern, values)
    return base + address if address else None
