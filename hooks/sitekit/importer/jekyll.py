"""Reads the folder of a Jekyll site; Hexo's has the same form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from typing import Any

from sitekit.importer.configs import lookup, read_config, site_and_base, text_at
from sitekit.importer.dates import read_moment
from sitekit.importer.foreign_files import (
    ForeignFile,
    date_and_name,
    name_of,
    read_file,
    unread_texts,
    walk,
)
from sitekit.importer.models import ForeignAuthor, ForeignPost, ForeignSite, Options
from sitekit.importer.permalinks import date_values, expand, part_of_address
from sitekit.problems import Problem

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
"""https://jekyllrb.com/docs/permalinks/#built-in-formats"""
_FOLDERS = ("_posts", "_drafts")


def is_jekyll(root: Path) -> bool:
    """Tell whether a folder is that of a Jekyll or Hexo site, or of its posts."""
    inner = [root / "_posts", root / "source" / "_posts", root / "_config.yml"]
    return any(path.exists() for path in inner) or any(root.glob("*/_posts"))


def read_jekyll(root: Path, options: Options) -> ForeignSite:
    """Read the posts in all folders `_posts` and `_drafts`."""
    config = read_config(root, ("_config.yml", "_config.yaml", "_config.toml"))
    is_hexo = (root / "source" / "_posts").is_dir()
    url, base = site_and_base(text_at(config, "url"))
    base = text_at(config, "root" if is_hexo else "baseurl").rstrip("/") or base
    source = "source" if is_hexo else text_at(config, "source").strip("./")
    pattern = options.permalink or text_at(config, "permalink")
    if not pattern and config and not is_hexo:
        pattern = "date"
    posts, problems, pages = [], [], {}
    for path in walk(root, source):
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
        elif any(f"/{name}/" in f"/{path}" for name in _FOLDERS):
            if not options.posts or path.startswith(options.posts.strip("/")):
                posts.append(_post(file, config, source, pattern, base))
        elif file.has_front_matter and not path.removeprefix(f"{source}/").startswith("_"):
            pages[path] = _page_address(file, source, base)
    for problem in unread_texts(root, source):
        if any(f"/{name}/" in f"/{problem.path}" for name in _FOLDERS):
            problems.append(problem)
    remarks = [] if pattern else ["No _config.yml has a `permalink`"]
    return ForeignSite(
        generator="jekyll",
        root=root,
        posts=tuple(posts),
        url=url,
        base=base,
        static=(source or ".",),
        pages=pages,
        authors=_authors(root, source),
        default_author=text_at(config, "author") or text_at(config, "author", "name"),
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def _authors(root: Path, source: str) -> dict[str, ForeignAuthor]:
    """Return the authors in `_data/authors.yml`."""
    data = read_config(root / source / "_data", ("authors.yml", "authors.yaml", "authors.json"))
    return {
        key: ForeignAuthor(
            text_at(entry, "name") or key,
            text_at(entry, "bio"),
            text_at(entry, "url") or text_at(entry, "website"),
        )
        for key, entry in data.items()
        if isinstance(entry, Mapping)
    }


def _post(
    file: ForeignFile, config: Mapping[str, Any], source: str, pattern: str, base: str
) -> ForeignPost:
    date, name = date_and_name(name_of(file.path))
    data = {**_defaults(config, file.path.removeprefix(f"{source}/")), **file.data}
    is_hexo = source == "source"
    for key in () if is_hexo else ("tags", "categories"):
        if isinstance(data.get(key), str):
            data[key] = [*_words(data, key)]
    draft = "/_drafts/" in f"/{file.path}" or data.get("draft") == "true"
    draft = draft or str(data.get("published", "")).lower() == "false"
    address = _address(file.path, data, (date, name), source, pattern)
    full = None if address is None else base + address
    return ForeignPost(
        *(file.path, data, file.body, name, date, draft, full),
        lines=file.lines,
        default_title=" ".join(word.capitalize() for word in name.replace("-", " ").split()),
    )


def _defaults(config: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Return what the configuration sets for a post (`defaults`), the last rule first."""
    values: dict[str, Any] = {}
    rules = lookup(config, "defaults")
    for rule in rules if isinstance(rules, list) else ():
        scope = text_at(rule, "scope", "path").strip("/")
        kind = text_at(rule, "scope", "type")
        given = lookup(rule, "values")
        if "*" not in scope and path.startswith(scope) and kind in ("", "posts", "post"):
            values |= given if isinstance(given, Mapping) else {}
    return values


def _address(
    path: str, data: Mapping[str, Any], name: tuple[str, str], source: str, pattern: str
) -> str | None:
    given = text_at(data, "permalink")
    pattern = _STYLES.get(pattern, pattern)
    if given:
        pattern = given
    if not pattern:
        return None
    date, stem = name
    categories = [*_folders_above(path, source), *_words(data, "categories", "category")]
    slug = text_at(data, "slug")
    values = date_values(read_moment(text_at(data, "date") or date, UTC))
    values |= {
        "categories": "/".join(dict.fromkeys(part_of_address(c) for c in categories)),
        "category": part_of_address(categories[0]) if categories else "",
        "title": slug or stem,
        "slug": part_of_address(slug or stem),
        "name": part_of_address(stem),
        "output_ext": ".html",
    }
    return expand(pattern, values)


def _folders_above(path: str, source: str) -> list[str]:
    """Return the folders above `_posts`, which are categories of the posts in it."""
    parts = path.removeprefix(f"{source}/").split("/")
    first = next(n for n, part in enumerate(parts) if part in _FOLDERS)
    return parts[:first]


def _words(data: Mapping[str, Any], *keys: str) -> Iterator[str]:
    """Yield the values at keys; text in the plural key is a list separated by spaces."""
    for key in keys:
        value = data.get(key)
        if isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
        elif isinstance(value, str) and value:
            yield from value.replace(",", " ").split() if key.endswith("s") else [value]


def _page_address(file: ForeignFile, source: str, base: str) -> str:
    if given := text_at(file.data, "permalink"):
        return base + "/" + given.lstrip("/")
    inner = file.path.removeprefix(f"{source}/")
    stem = inner.rpartition(".")[0]
    if stem == "index" or stem.endswith("/index"):
        return f"{base}/{stem.removesuffix('index')}"
    return f"{base}/{stem}.html"
