"""Reads the folder of a site made with MkDocs and the blog plugin of Material."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sitekit.importer.configs import lookup, read_config, site_and_base, text_at
from sitekit.importer.dates import read_moment
from sitekit.importer.foreign_files import ForeignFile, date_and_name, name_of, read_file, walk
from sitekit.importer.models import ForeignAuthor, ForeignPost, ForeignSite, Options
from sitekit.importer.permalinks import part_of_address
from sitekit.problems import Problem

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
_TITLE = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)
_DATE_FORMATS = {"yyyy": "%Y", "yy": "%y", "MM": "%m", "dd": "%d"}


def is_material(root: Path) -> bool:
    """Tell whether a folder is that of a site with Material's blog plugin."""
    return _blog_settings(read_config(root, _CONFIGS)) is not None


def _blog_settings(config: Mapping[str, Any]) -> dict[str, Any] | None:
    plugins = lookup(config, "plugins")
    entries: list[Any] = (
        plugins
        if isinstance(plugins, list)
        else [{k: v} for k, v in plugins.items()]
        if isinstance(plugins, Mapping)
        else []
    )
    for entry in entries:
        if entry in ("blog", "material/blog"):
            return {}
        for name in ("blog", "material/blog"):
            if isinstance(entry, Mapping) and name in entry:
                return entry[name] if isinstance(entry[name], dict) else {}
    return None


def read_material(root: Path, options: Options) -> ForeignSite:
    """Read the posts below `post_dir` (https://squidfunk.github.io/mkdocs-material/plugins/blog/)."""
    config = read_config(root, _CONFIGS)
    settings = _blog_settings(config) or {}
    url, base = site_and_base(text_at(config, "site_url"))
    docs = text_at(config, "docs_dir") or "docs"
    blog = (text_at(settings, "blog_dir") or "blog").strip("./")
    post_dir = (text_at(settings, "post_dir") or "{blog}/posts").replace("{blog}", blog)
    folder = options.posts.strip("/") or f"{docs}/{post_dir}".replace("//", "/")
    posts, problems, pages = [], [], {}
    for path in walk(root, docs):
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
        elif path.startswith(f"{folder}/"):
            posts.append(_post(file, settings, blog, base))
        else:
            inner = path.removeprefix(f"{docs}/").rpartition(".")[0]
            inner = re.sub(r"(^|/)(?:index|README)$", r"\1", inner).rstrip("/")
            pages[path] = f"{base}/{inner}/".replace("//", "/")
    authors = (text_at(settings, "authors_file") or "{blog}/.authors.yml").replace("{blog}", blog)
    return ForeignSite(
        generator="material",
        root=root,
        posts=tuple(posts),
        url=url,
        base=base,
        static=(docs,),
        pages=pages,
        authors=_authors(root / docs, authors),
        problems=tuple(problems),
    )


def _authors(docs: Path, path: str) -> dict[str, ForeignAuthor]:
    entries = lookup(read_config(docs, (path,)), "authors")
    return {
        key: ForeignAuthor(
            text_at(entry, "name") or key, text_at(entry, "description"), text_at(entry, "url")
        )
        for key, entry in (entries.items() if isinstance(entries, Mapping) else ())
        if isinstance(entry, Mapping)
    }


def _post(file: ForeignFile, settings: Mapping[str, Any], blog: str, base: str) -> ForeignPost:
    date, name = date_and_name(name_of(file.path))
    draft = file.data.get("draft") == "true"
    address = _address(file, settings)
    full = f"{base}/{blog}/{address}/".replace("//", "/") if address else None
    return ForeignPost(
        *(file.path, file.data, file.body, name, date, draft, full),
        lines=file.lines,
        title_in_text=True,
    )


def _address(file: ForeignFile, settings: Mapping[str, Any]) -> str | None:
    pattern = text_at(settings, "post_url_format") or "{date}/{slug}"
    date = file.data.get("date", "")
    moment = read_moment(date if isinstance(date, str) else text_at(date, "created"), UTC)
    found = _TITLE.search(file.body)
    title = text_at(file.data, "title") or (found[1] if found else "")
    values = {
        "slug": text_at(file.data, "slug") or part_of_address(title),
        "file": name_of(file.path),
        "date": _date(moment, text_at(settings, "post_url_date_format") or "yyyy/MM/dd"),
        "categories": "",
    }
    tokens = re.findall(r"\{(\w+)\}", pattern)
    if any(not values.get(token) for token in tokens):
        return None
    return re.sub(r"\{(\w+)\}", lambda token: values[token[1]], pattern)


def _date(moment: datetime | None, form: str) -> str:
    """Return a date in a Unicode format, nothing where a part of that is unusual."""
    parts = re.split(r"([A-Za-z]+)", form)
    known_parts = all(part in _DATE_FORMATS for part in parts[1::2])
    if moment is None or not known_parts:
        return ""
    return "".join(f"{moment:{_DATE_FORMATS[p]}}" if p in _DATE_FORMATS else p for p in parts)
