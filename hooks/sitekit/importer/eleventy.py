"""Reads the folder of an Eleventy site."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitekit.importer.configs import literal, read_script, text_at
from sitekit.importer.foreign_files import (
    ForeignFile,
    date_and_name,
    name_of,
    plain_values,
    read_file,
    unread_texts,
    walk,
)
from sitekit.importer.models import ForeignPost, ForeignSite, Options
from sitekit.problems import Problem

_CONFIGS = (".eleventy.js", *(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs")))
_FOLDERS = ("posts", "blog", "post", "articles", "writing")


def is_eleventy(root: Path) -> bool:
    """Tell whether a folder is that of an Eleventy site."""
    return any((root / name).is_file() for name in _CONFIGS)


def read_eleventy(root: Path, options: Options) -> ForeignSite:
    """Read the Markdown files of the folder of posts below the input folder."""
    source = literal(read_script(root, _CONFIGS), "input").strip("./")
    folder = options.posts.strip("/") or _folder(root, source)
    posts, problems, pages = [], [], {}
    remarks = [
        f"Not run, so what it sets for posts is not imported: {path}"
        for path in walk(root, folder, (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"))
    ]
    for path in walk(root, source) if folder else ():
        file = read_file(root, path)
        if isinstance(file, Problem):
            problems.append(file)
            continue
        file = _with_folder_data(root, file)
        if path.startswith(f"{folder}/"):
            posts.append(_post(file, source))
        elif address := _address(file, source):
            pages[path] = address
    problems += unread_texts(root, folder) if folder else ()
    return ForeignSite(
        generator="eleventy",
        root=root,
        posts=tuple(posts),
        static=(source or ".", "public", "static", "src"),
        pages=pages,
        problems=tuple(problems),
        remarks=tuple(remarks),
    )


def _folder(root: Path, source: str) -> str:
    for name in _FOLDERS:
        folder = f"{source}/{name}".strip("/")
        if any(walk(root, folder)):
            return folder
    return ""


def _with_folder_data(root: Path, file: ForeignFile) -> ForeignFile:
    """Add what JSON data files of the folders above set for a page (`posts/posts.json`).

    Lists are joined, as Eleventy does.
    """
    data = dict(file.data)
    for folder in Path(file.path).parents:
        for name in (f"{folder.name}.json", f"{folder.name}.11tydata.json"):
            data = _joined(_json_data(root / folder / name), data)
    return ForeignFile(file.path, data, file.body, file.lines, True)


def _json_data(file: Path) -> dict[str, Any]:
    try:
        data = plain_values(json.loads(file.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _joined(outer: dict[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    lists = {
        key: [*value, *inner[key]]
        for key, value in outer.items()
        if isinstance(value, list) and isinstance(inner.get(key), list)
    }
    return {**outer, **inner, **lists}


def _post(file: ForeignFile, source: str) -> ForeignPost:
    date, name = date_and_name(name_of(_without_own_folder(file.path)))
    draft = file.data.get("draft") == "true" or file.data.get("permalink") == "false"
    address = _address(file, source)
    return ForeignPost(
        file.path, file.data, file.body, name, date, draft, address, lines=file.lines
    )


def _without_own_folder(path: str) -> str:
    """Return a path, `a/name/name.md` as `a/name/index.md`: Eleventy takes one for the other."""
    folder, _, file = path.rpartition("/")
    name, _, ending = file.rpartition(".")
    return f"{folder}/index.{ending}" if folder.rpartition("/")[2] == name else path


def _address(file: ForeignFile, source: str) -> str | None:
    """Return a page's address (https://www.11ty.dev/docs/permalinks/), None where code makes it."""
    given = text_at(file.data, "permalink")
    if given and given != "false":
        computed = "{{" in given or "{%" in given or "${" in given
        return None if computed else "/" + given.lstrip("/")
    path = _without_own_folder(file.path).removeprefix(f"{source}/")
    folder, _, last = path.rpartition("/")
    stem = date_and_name(last.rpartition(".")[0])[1]
    inner = folder if stem == "index" else f"{folder}/{stem}"
    return f"/{inner.strip('/')}/".replace("//", "/")
