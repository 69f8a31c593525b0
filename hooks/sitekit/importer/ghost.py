"""Reads the JSON export of Ghost."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitekit.importer.foreign_files import plain_values, walk
from sitekit.importer.models import (
    ForeignAuthor,
    ForeignPost,
    ForeignSite,
    ForeignSiteError,
    Options,
)

_URL = "__GHOST_URL__"
"""Stands in exports for the address of the site."""


def is_ghost(root: Path) -> bool:
    """Tell whether a folder holds an export of Ghost."""
    return bool(_exports(root))


def _exports(root: Path) -> list[Path]:
    files = [root / path for path in walk(root, "", (".json",)) if "/" not in path]
    return [file for file in files if _tables(file)]


def _tables(file: Path) -> Mapping[str, Any]:
    """Return the tables of an export by name, nothing for another JSON file."""
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}
    if isinstance(data, dict) and isinstance(data.get("db"), list) and data["db"]:
        data = data["db"][0]
    tables = data.get("data") if isinstance(data, dict) else None
    has_posts = isinstance(tables, dict) and isinstance(tables.get("posts"), list)
    return plain_values(tables) if has_posts else {}


def read_ghost(root: Path, options: Options) -> ForeignSite:
    """Read the posts of the export in a folder; pages are left out.

    Raises ForeignSiteError if there are several exports.
    """
    files = _exports(root)
    if len(files) != 1:
        names = ", ".join(file.name for file in files)
        raise ForeignSiteError(f"The folder must hold one export of Ghost, not {names or 'none'}.")
    tables = _tables(files[0])
    labels = _joined(tables, "posts_tags", "tag_id", "tags")
    writers = _joined(tables, "posts_authors", "author_id", "users")
    users = _rows(tables, "users")
    by_id = {row["id"]: row for row in users if "id" in row}
    alternatives = {
        m.get("post_id"): m.get("feature_image_alt", "") for m in _rows(tables, "posts_meta")
    }
    posts, pages = [], 0
    for row in _rows(tables, "posts"):
        if row.get("type", "post") != "post" or row.get("page") in ("true", "1"):
            pages += 1
            continue
        row_id = row.get("id", "")
        slugs = [author["slug"] for author in writers[row_id]]
        if not slugs and row.get("author_id") in by_id:
            slugs = [by_id[row["author_id"]]["slug"]]
        posts.append(_post(row, labels[row_id], slugs, files[0].name, alternatives.get(row_id, "")))
    return ForeignSite(
        generator="ghost",
        root=root,
        posts=tuple(posts),
        static=(".", "content"),
        authors={
            row["slug"]: ForeignAuthor(
                row.get("name", ""), row.get("bio", ""), row.get("website", "")
            )
            for row in users
            if row.get("slug")
        },
        tag_descriptions={
            row["name"]: row.get("description", "")
            for row in _rows(tables, "tags")
            if row.get("name")
        },
        remarks=(f"Pages that are no posts, left out: {pages}",) * bool(pages),
    )


def _rows(tables: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _joined(
    tables: Mapping[str, Any], link: str, key: str, table: str
) -> Mapping[str, list[dict[str, Any]]]:
    """Return the rows of a table that are linked to each post, in the order of the links."""
    by_id = {row.get("id"): row for row in _rows(tables, table)}
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(_rows(tables, link), key=lambda row: int(row.get("sort_order") or 0)):
        if row.get(key) in by_id:
            found[row.get("post_id", "")].append(by_id[row[key]])
    return found


def _post(
    row: Mapping[str, Any], tags: list[dict[str, Any]], authors: list[str], path: str, alt: str
) -> ForeignPost:
    slug = row.get("slug") or "untitled"
    labels = [tag.get("name", "") for tag in tags if not tag.get("name", "#").startswith("#")]
    data: dict[str, Any] = {
        "title": row.get("title", ""),
        "description": row.get("custom_excerpt") or row.get("meta_description") or "",
        "date": row.get("published_at") or row.get("created_at") or "",
        "updated": row.get("updated_at", ""),
        "tags": labels,
        "authors": authors,
        "image": row.get("feature_image", "").replace(_URL, ""),
        "image_alt": alt,
        "canonical": row.get("canonical_url", ""),
    }
    data = {key: value for key, value in data.items() if value}
    for key in ("date", "updated"):  # exports write UTC without saying so
        if key in data and len(data[key]) == len("2025-06-30 15:31:36"):
            data[key] += "Z"
    return ForeignPost(
        path=f"{path}#{slug}",
        data=data,
        body=str(row.get("html", "")).replace(_URL, ""),
        name=slug,
        draft=row.get("status") != "published",
        address=f"/{slug}/",
        is_html=True,
    )
