"""Files of other generators: found, decoded, and split into front matter and body."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from sitekit.problems import Problem
from sitekit.text import one_line

MARKDOWN = (".md", ".markdown", ".mdx", ".mkd", ".mdown")
_OTHER_TEXTS = (".html", ".org", ".adoc", ".asciidoc", ".rst", ".textile", ".njk", ".liquid")
"""Endings of texts that generators make posts of, too."""
_NEVER = frozenset({"node_modules", "vendor", "_site", "venv"})
"""Folders that hold other people's files, or what the generator has made."""
_MAX_DEPTH = 20
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FENCES = {"---": "---", "+++": "+++", ";;;": ";;;"}
_NAME = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})[-_ ](.+)")


@dataclass(frozen=True)
class ForeignFile:
    """A text file, split into front matter and body."""

    path: str
    data: Mapping[str, Any]
    body: str
    lines: Mapping[str, int] = field(default_factory=dict)
    has_front_matter: bool = False


def walk(root: Path, under: str = "", endings: tuple[str, ...] = MARKDOWN) -> Iterator[str]:
    """Yield the files below a folder, sorted by path, relative to `root`.

    Hidden files, links to folders, and folders with other people's files are left out.
    """
    for folder, folders, files in os.walk(root / under):
        folders[:] = sorted(f for f in folders if f not in _NEVER and not f.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(endings) and not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def unread_texts(root: Path, under: str) -> Iterator[Problem]:
    """Yield a problem for each text below a folder that may be a post, but is no Markdown."""
    for path in walk(root, under, _OTHER_TEXTS):
        if not (root / path).with_name("index.md").exists():  # else it belongs to that post
            message = "is no Markdown, and is left out. Convert it first, if it is a post."
            yield Problem(path, 1, "file", message)


def read_file(root: Path, path: str) -> ForeignFile | Problem:
    """Read one file. What cannot be read or parsed is a problem, with its line."""
    try:
        text = (root / path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8" if isinstance(error, ValueError) else f"cannot be read ({error})"
        return Problem(path, 1, "file", f"{reason}. It is left out.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _split(path, text)
    except (yaml.YAMLError, ValueError) as error:
        line, reason = _line_and_reason(error)
        message = f"is not valid ({one_line(reason)}). The file is left out."
        return Problem(path, line, "front matter", message)


def _line_and_reason(error: Exception) -> tuple[int, str]:
    """Return the line of a mistake and what it is, as the readers of YAML, TOML and JSON say it."""
    text = str(error)
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return error.problem_mark.line + 2, error.problem or text
    if found := re.search(r"at line (\d+)", text):
        return int(found[1]) + 1, text
    return getattr(error, "lineno", 1), text


def _split(path: str, text: str) -> ForeignFile:
    """Return the parts of a text. Raises YAMLError or ValueError for front matter with mistakes."""
    start = text.lstrip("\n")
    first, _, rest = start.partition("\n")
    above, first = len(text) - len(start), first.rstrip()
    if first.startswith("{") and path.endswith(MARKDOWN):
        return _json_file(path, start)
    if first == "---json":
        front, closed, body = rest.partition("\n---\n")
        return _json_file(path, f"{front}{body if closed else ''}")
    if re.fullmatch(r"---\s*\w+", first):
        raise ValueError(f"{first} is code, which is not run")
    if first not in _FENCES:
        return ForeignFile(path, {}, text)
    lines = rest.split("\n")
    ends = [n for n, line in enumerate(lines) if line.rstrip() == _FENCES[first]]
    if not ends:
        if first == "---":  # a thematic break starts a text without front matter
            return ForeignFile(path, {}, text)
        raise ValueError(f"{first} is never closed")
    front = "\n".join(lines[: ends[0]])
    body = "\n".join(lines[ends[0] + 1 :])
    if first == "+++":
        data = plain_values(tomllib.loads(front))
        keys = {key: _line_of(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", lines) for key in data}
    else:
        data, keys = parse_yaml(front)
    if not isinstance(data, dict):
        raise ValueError("no `key: value` lines")
    keys = {key: line + above for key, line in keys.items()}
    return ForeignFile(path, data, body, keys, True)


def _json_file(path: str, text: str) -> ForeignFile:
    data, end = json.JSONDecoder().raw_decode(text)
    return ForeignFile(path, plain_values(data), text[end:].lstrip("\n"), {}, True)


def _line_of(pattern: str, lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines, 2) if re.match(pattern, line)), 1)


def parse_yaml(text: str) -> tuple[Any, dict[str, int]]:
    """Return the value of a YAML text, its scalars as text, and the line of each top-level key.

    Tags are ignored, so no code is run; lines count from 2, behind the opening `---`.
    """
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    if node is None:
        return {}, {}
    keys = {}
    if isinstance(node, yaml.MappingNode):
        keys = {str(key.value): key.start_mark.line + 2 for key, _ in node.value}
    return _value(node, 0), keys


def _value(node: yaml.Node, depth: int) -> Any:
    if depth > _MAX_DEPTH:
        raise ValueError(f"nests deeper than {_MAX_DEPTH} levels")
    if isinstance(node, yaml.ScalarNode):
        return "" if not node.style and node.value in _NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, depth + 1) for item in node.value]
    return {str(key.value): _value(value, depth + 1) for key, value in node.value}


def plain_values(value: Any) -> Any:
    """Return what was read of TOML or JSON with its scalars as text."""
    if isinstance(value, Mapping):
        return {str(key): plain_values(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain_values(item) for item in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def date_and_name(stem: str) -> tuple[str, str]:
    """Return the date that a file's name starts with, or nothing, and the rest of the name."""
    found = _NAME.fullmatch(stem)
    return (found[1], found[2]) if found else ("", stem)


def name_of(path: str) -> str:
    """Return the name of a file without its ending; of an `index` file, that of its folder."""
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0]
    return parts[-2] if stem == "index" and len(parts) > 1 else stem
