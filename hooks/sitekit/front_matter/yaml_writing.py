"""Front matter and entries of data files as lines of YAML that our own reader accepts."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

import yaml


def with_entries(text: str, entries: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text of a data file with entries added at its end."""
    blocks = [text.rstrip("\n")] if text.strip() else []
    blocks += [yaml_block({key: dict(entry)}) for key, entry in entries.items()]
    return "\n".join(block.rstrip("\n") + "\n" for block in blocks)


def yaml_block(data: Mapping[str, Any], as_is: Container[str] = ()) -> str:
    """Return a mapping as lines of YAML that our own reader accepts; lists are on one line.

    The values of the keys `as_is`, such as dates, are written without quotes.
    """
    lines = []
    for key, value in data.items():
        if key in as_is:
            lines.append(f"{key}: {value}\n")
        elif isinstance(value, dict):
            lines.append(f"{key}:\n")
            lines += [f"  {line}\n" for line in yaml_block(value).splitlines()]
        else:
            flow = None if isinstance(value, list) else False
            lines.append(
                yaml.safe_dump(
                    {key: value}, allow_unicode=True, width=1_000_000, default_flow_style=flow
                )
            )
    return "".join(lines)
