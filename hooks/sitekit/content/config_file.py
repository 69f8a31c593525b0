"""mkdocs.yml as text: the line of each setting, and values as they are written.

It is read apart from MkDocs, which keeps no lines, and in a preview replaces the site's address.
Its tags, such as `!ENV` and `!!python/name`, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from sitekit.problems import Problem


@dataclass(frozen=True)
class ConfigFile:
    """A parsed mkdocs.yml."""

    name: str = "mkdocs.yml"
    root: yaml.Node | None = None
    """None if there is nothing to be read."""

    @classmethod
    def read(cls, path: Path) -> ConfigFile:
        """Read a file; one that is no YAML has no settings, and MkDocs says so."""
        try:
            return cls(path.name, yaml.compose(path.read_text("utf-8-sig"), yaml.SafeLoader))
        except (OSError, UnicodeDecodeError, yaml.YAMLError):
            return cls(path.name)

    def line(self, *keys: str | int) -> int:
        """Return the line of a setting, or of its nearest parent that is written, or 1."""
        node, line = self.root, 1
        for key in keys:
            found = next((pair for name, *pair in _items(node) if name == key), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line

    def problem(self, keys: tuple[str | int, ...], message: str) -> Problem:
        """Return a problem of a setting."""
        return Problem(self.name, self.line(*keys), ".".join(map(str, keys)), message)

    def repeated_keys(self) -> Iterator[Problem]:
        """Yield a problem for each setting, also of `extra`, of which only the last one counts."""
        for parents, node in (((), self.root), (("extra",), self._value("extra"))):
            seen: set[str | int] = set()
            for name, key, _ in _items(node) if isinstance(node, yaml.MappingNode) else ():
                if name in seen:
                    path = ".".join((*parents, str(name)))
                    message = "is given twice. Remove one of the two."
                    yield Problem(self.name, key.start_mark.line + 1, path, message)
                seen.add(name)

    def text(self, key: str, environment: Mapping[str, str]) -> str:
        """Return a top-level setting's text, with `!ENV` replaced; nothing if it is no text."""
        node = self._value(key)
        if node is None or node.tag != "!ENV":
            return node.value if isinstance(node, yaml.ScalarNode) else ""
        names = [node] if isinstance(node, yaml.ScalarNode) else node.value
        variables = names[:-1] if len(names) > 1 else names
        given = (environment.get(str(name.value)) for name in variables)
        default = str(names[-1].value) if len(names) > 1 else ""
        return next((value for value in given if value is not None), default)

    def texts_below(self, key: str) -> Iterator[tuple[str, int]]:
        """Yield each text in a setting, labels of mappings left out, and its line."""
        yield from _texts(self._value(key))

    def _value(self, key: str) -> yaml.Node | None:
        return next((value for name, _, value in _items(self.root) if name == key), None)


def _items(node: yaml.Node | None) -> Iterator[tuple[str | int, yaml.Node, yaml.Node]]:
    """Yield the keys or positions in a node, where each is written, and its value."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key, value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield number, value, value


def _texts(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield str(node.value), node.start_mark.line + 1
    for _, _, value in _items(node):
        yield from _texts(value)
