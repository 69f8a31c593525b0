"""A YAML reader that records line numbers, for front matter and data files.

Scalars remain text, as with PyYAML's `BaseLoader`: `no` is a word, and `2026-04-01` is converted by
the model. The value is built from events, not recursively, so that deep nesting cannot exhaust the
stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from sitekit.front_matter.yaml_slips import find_slip
from sitekit.problems import Fix
from sitekit.text import quote

_MAX_DEPTH = 8
_CUT = re.compile(r"\s*#[^\s#]")
_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # YAML 1.1, section 5.4
_JOINED_KEY = re.compile(r"[\w.-]+:[^\s/]")
_JOINED_ITEM = re.compile(r"-[^\W\d]")
_NOT_YAML = (
    "is not valid YAML at or above this line. Write each key as `key: value` on a line of its own, "
    "and put text with special characters in quotes."
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

KeyPath = tuple[str | int, ...]


class FormatError(Exception):
    """A text is not valid YAML, or uses a feature that is not supported; with its line."""

    def __init__(self, line: int, message: str, fix: Fix | None = None) -> None:
        super().__init__(message)
        self.line, self.message, self.fix = line, message, fix


class _NestingError(FormatError):
    """A text nests too deep, whatever is written in it."""


@dataclass(frozen=True)
class YamlDocument:
    """A mapping read from YAML and the line of each of its keys and list items."""

    data: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, *key_path: str | int) -> int:
        """Return the line of a key, or of its nearest ancestor that the file contains."""
        while key_path and key_path not in self.lines:
            key_path = key_path[:-1]
        return self.lines[key_path]


def load(text: str, first_line: int = 1) -> YamlDocument:
    """Read a YAML mapping whose text starts on line `first_line` of its file.

    Raises FormatError for text that does not parse, is not a mapping, contains a key twice, uses
    anchors or tags, or nests deeper than `_MAX_DEPTH`; with what to write instead, if that is
    certain.
    """
    try:
        return _load(text, first_line)
    except _NestingError:
        raise
    except FormatError as error:
        lines = text.split("\n")
        slip = find_slip(lines, _is_mapping)
        if slip is None:
            raise
        number, message, instead = slip
        raise FormatError(first_line + number, message, Fix(lines[number], instead)) from error


def _is_mapping(text: str) -> bool:
    try:
        _load(text, 1)
    except FormatError:
        return False
    return True


def _load(text: str, first_line: int) -> YamlDocument:
    reader = _Reader(first_line, _LINE_BREAK.split(text))
    try:
        value = reader.read(yaml.parse(text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + min(mark.line if mark else 0, text.rstrip().count("\n"))
        raise FormatError(line, _NOT_YAML) from None
    except (yaml.YAMLError, ValueError):
        raise FormatError(first_line, _NOT_YAML) from None
    if value is None:
        value = {}
    if not isinstance(value, dict):
        raise FormatError(first_line, "must consist of `key: value` lines.")
    return YamlDocument(value, {(): max(1, first_line - 1), **reader.lines})


class _Reader:
    """Builds the value from the parser's events, and records the line of each key and item."""

    def __init__(self, first_line: int, source: list[str]) -> None:
        self.first_line = first_line
        self.source = source
        self.lines: dict[KeyPath, int] = {}
        self.path: list[str | int] = []
        self.open: list[dict[str, Any] | list[Any]] = []
        self.key: list[str | None] = []

    def read(self, events: Iterator[Any]) -> Any:
        root: Any = None
        for event in events:
            line = self.first_line + event.start_mark.line
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise FormatError(line, "uses a YAML anchor. Write the value itself instead.")
            if getattr(event, "tag", None):
                raise FormatError(line, 'uses a YAML tag. Put text that starts with "!" in quotes.')
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_cut_text(event, line)
                self._refuse_joined_text(event, line)
                null = event.style is None or event.style == ""
                value = "" if null and event.value in _NULLS else event.value
                root = self._add(value, line) if self.open else value
            elif isinstance(event, yaml.MappingStartEvent):
                root = self._start({}, line, root)
            elif isinstance(event, yaml.SequenceStartEvent):
                root = self._start([], line, root)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                root = self.open.pop()
                self.key.pop()
                if self.open:
                    self.path.pop()
                    root = self.open[0]
        return root

    def _refuse_cut_text(self, event: yaml.ScalarEvent, line: int) -> None:
        """Raise FormatError where a text ends at a number sign that is meant as one.

        YAML takes ` #` for the start of a comment; people write a space after the sign of those.
        """
        mark = event.end_mark
        if event.style or not mark or mark.line == len(self.source):  # after the last line
            return
        rest = self.source[mark.line][mark.column :]
        if _CUT.match(rest):
            in_quotes = quote(f"{event.value} {rest.strip()}".strip())
            read = quote(event.value) if event.value else "nothing"
            message = f"{read} is all that is read, since # starts a comment here."
            raise FormatError(line, f"{message} Write it in quotes: {in_quotes}.")

    def _refuse_joined_text(self, event: yaml.ScalarEvent, line: int) -> None:
        """Raise FormatError for text that YAML reads as one word where a key or items are meant."""
        is_key = self.open and isinstance(self.open[-1], dict) and self.key[-1] is None
        if not event.style and (_JOINED_KEY if is_key else _JOINED_ITEM).match(event.value):
            mark = "colon" if is_key else "hyphen"
            raise FormatError(line, f"has no space after the {mark}. Add it.")

    def _start(self, value: Any, line: int, root: Any) -> Any:
        if len(self.open) == _MAX_DEPTH:
            raise _NestingError(line, f"nests lists or keys deeper than {_MAX_DEPTH} levels.")
        if self.open:
            if isinstance(self.open[-1], dict) and self.key[-1] is None:
                raise FormatError(
                    line, "has a list or a mapping as a key. Write the key as plain text."
                )
            self._add(value, line)
            container = self.open[-1]
            self.path.append(self._last(container))
        self.open.append(value)
        self.key.append(None)
        return root if len(self.open) > 1 else value

    def _last(self, container: dict[str, Any] | list[Any]) -> str | int:
        return next(reversed(container)) if isinstance(container, dict) else len(container) - 1

    def _add(self, value: Any, line: int) -> Any:
        """Add a value to the innermost open list or mapping; in a mapping, a key or its value."""
        container = self.open[-1]
        if isinstance(container, list):
            container.append(value)
            self.lines[(*self.path, len(container) - 1)] = line
        elif self.key[-1] is None:
            if value in container:
                raise FormatError(
                    line, f"contains the key {quote(value)} twice. Remove one of the two."
                )
            self.key[-1] = value
            self.lines[(*self.path, value)] = line
        else:
            container[self.key[-1]] = value
            self.key[-1] = None
        return self.open[0]
