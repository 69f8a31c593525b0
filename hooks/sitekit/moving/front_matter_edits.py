"""Edits of single keys in the text of a file's front matter; everything else stays as written."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitekit.front_matter.yaml_lines import YamlDocument


def add_to_list(lines: list[str], meta: YamlDocument, key: str, value: str, end: int) -> None:
    """Add a value to a list, or to a single value, or begin the list.

    `lines` are those of the file, and `end` is the position of the line that closes the front
    matter. A list with one item a line gets one more, any other is rewritten on one line.
    """
    if key not in meta.data:
        lines.insert(end, f"{key}: [{value}]")
        return
    start, stop = region(meta, key, end)
    items = [n for n in range(start + 1, stop) if re.match(r"\s*-\s", lines[n])]
    if items:
        indent = lines[items[-1]][: lines[items[-1]].index("-")]
        lines.insert(items[-1] + 1, f"{indent}- {value}")
        return
    given = meta.data[key]
    values = [*(given if isinstance(given, list) else [given] if given else []), value]
    lines[start:stop] = [f"{key}: [{', '.join(values)}]"]


def edit_value(
    lines: list[str], meta: YamlDocument, key: str, end: int, edit: Callable[[str], str]
) -> None:
    """Replace the text of a key's value by what `edit` returns for it."""
    if key in meta.data:
        start, stop = region(meta, key, end)
        name, colon, first = lines[start].partition(":")
        edited = edit("\n".join([first, *lines[start + 1 : stop]]))
        lines[start:stop] = f"{name}{colon}{edited}".split("\n")


def remove_key(lines: list[str], meta: YamlDocument, key: str, end: int) -> None:
    """Remove a key and its value."""
    if key in meta.data:
        start, stop = region(meta, key, end)
        del lines[start:stop]


def region(meta: YamlDocument, key: str, end: int) -> tuple[int, int]:
    """Return the positions of a key's first line and of the one after its last."""
    start = meta.line(key) - 1
    following = (line - 1 for path, line in meta.lines.items() if len(path) == 1)
    return start, min((line for line in following if line > start), default=end)
