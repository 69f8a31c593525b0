"""Which text links to which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sitekit.content.library import Library
from sitekit.content.models import Entry
from sitekit.links.resolver import LinkResolver


@dataclass(frozen=True)
class LinkGraph:
    """The links between texts, of their bodies and answers; both ends are paths of files.

    Left out are links to the text itself, to listings and other sites, and those that lead nowhere.
    """

    targets: Mapping[str, frozenset[str]]
    """Maps each text to those that it links to."""

    def sources(self, path: str) -> frozenset[str]:
        """Return the texts that link to a text."""
        return self._sources.get(path, frozenset())

    @cached_property
    def _sources(self) -> Mapping[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for source, targets in self.targets.items():
            for target in targets:
                found[target].add(source)
        return {path: frozenset(paths) for path, paths in found.items()}


def link_graph(library: Library, links: LinkResolver) -> LinkGraph:
    """Return the links between all texts, held back ones included."""
    texts = {path: entry.source.path for entry in library.all_entries for path in _names(entry)}
    targets = {
        entry.source.path: frozenset(
            texts[target.file]
            for url in entry.body.links
            if not url.startswith("cta:")
            and (target := links.find(entry.source.path, url))
            and target.file in texts
        )
        for entry in library.all_entries
    }
    return LinkGraph({path: found - {path} for path, found in targets.items()})


def _names(entry: Entry) -> Iterable[str]:
    """Return the paths that a link may name an entry by: its file, and a post's own folder."""
    path = entry.source.path
    return {path, path.removesuffix("/index.md")}
