"""The configuration files of other generators, as far as they can be read without running code."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from sitekit.importer.foreign_files import parse_yaml, plain_values
from sitekit.importer.models import ForeignSiteError

_JS_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*.*?\*/)", re.MULTILINE | re.DOTALL)


def read_config(root: Path, names: Iterable[str]) -> dict[str, Any]:
    """Return the first of these YAML, TOML or JSON files that there is, or an empty mapping.

    Raises ForeignSiteError for one that cannot be parsed, since all addresses depend on it.
    """
    for name in names:
        file = root / name
        if file.is_file():
            try:
                data = _parsed(file)
            except (OSError, ValueError, yaml.YAMLError) as error:
                reason = str(error).splitlines()[0]
                raise ForeignSiteError(f"{file} cannot be read ({reason}). Fix it.") from None
            return data if isinstance(data, dict) else {}
    return {}


def _parsed(file: Path) -> Any:
    text = file.read_text(encoding="utf-8-sig")
    if file.suffix == ".toml":
        return plain_values(tomllib.loads(text))
    if file.suffix == ".json":
        return plain_values(json.loads(text))
    return parse_yaml(text)[0]


def read_script(root: Path, names: Iterable[str]) -> str:
    """Return the text of the first of these scripts that there is, without its comments."""
    for name in names:
        file = root / name
        if file.is_file():
            return _JS_COMMENT.sub("", file.read_text(encoding="utf-8", errors="replace"))
    return ""


def literal(script: str, key: str) -> str:
    """Return the text that a script gives a key as a literal, or nothing.

    A script is not run: what it computes is not found.
    """
    found = re.search(rf"\b{key}\s*:\s*([\"'`])([^\"'`$\n]*)\1", script)
    return found[2] if found else ""


def lookup(data: Mapping[str, Any], *keys: str) -> Any:
    """Return the value at a path of keys, whose case does not matter, or an empty text."""
    value: Any = data
    for key in keys:
        if not isinstance(value, Mapping):
            return ""
        value = next((v for k, v in value.items() if k.lower() == key.lower()), "")
    return value


def text_at(data: Mapping[str, Any], *keys: str) -> str:
    """Return the text at a path of keys; a list or mapping there counts as nothing."""
    value = lookup(data, *keys)
    return value.strip() if isinstance(value, str) else ""


def site_and_base(url: str) -> tuple[str, str]:
    """Return the scheme and host of an address, and its path without a last slash."""
    parts = urlsplit(url.strip())
    site = f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
    return site, parts.path.rstrip("/")
