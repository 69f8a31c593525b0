"""Tags and authors: spellings joined into ids, and the entries that data files lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitekit.content.source import read_text
from sitekit.front_matter.yaml_lines import FormatError, load
from sitekit.importer.models import ForeignSiteError
from sitekit.problems import Problem
from sitekit.text import letters, slugify

_MAX_ID = 100


@dataclass
class Names:
    """The ids of names that differ at most in case and punctuation."""

    existing: Mapping[str, Any]
    """The entries of the data file by id."""
    ids: dict[str, str] = field(default_factory=dict)
    """Maps each spelling, without case and punctuation, to an id."""
    new: dict[str, str] = field(default_factory=dict)
    """Maps each id that the data file lacks to its label, the most frequent spelling."""
    joined: dict[str, list[str]] = field(default_factory=dict)
    """The spellings of each id of which there are several."""

    def id_of(self, name: str) -> str | None:
        """Return the id of a name, or None for one without a letter that ids can have."""
        return self.ids.get(key_of(name))


def key_of(name: str) -> str:
    """Return what all spellings of a name have in common: `C#`, `c-sharp` and `CSharp` are one."""
    return letters(slugify(name)) or letters(name) or name


def join_names(names: Iterable[str], existing: Mapping[str, Any]) -> Names:
    """Find an id for each name: that of an entry with this id, label or alias, else a new one."""
    result = Names(existing)
    for key, entry in existing.items():
        own = entry if isinstance(entry, Mapping) else {}
        aliases = own.get("aliases", [])
        more = aliases if isinstance(aliases, list) else [aliases]
        for spelling in (key, own.get("label"), own.get("name"), *more):
            if spelling:
                result.ids.setdefault(key_of(str(spelling)), key)
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        spellings[key_of(name)][name] += 1
    for key in sorted(spellings):
        counts = spellings[key]
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        if key not in result.ids:
            new_id = slugify(ranked[0])[:_MAX_ID].strip("-")
            if not new_id:
                continue
            result.ids[key] = new_id
            result.new[new_id] = ranked[0]
        if len(ranked) > 1:
            result.joined[result.ids[key]] = ranked
    return result


def read_entries(root: Path, path: str) -> tuple[str, Mapping[str, Any]]:
    """Return the text and the entries of a data file; one that does not exist has none.

    Raises ForeignSiteError for a file that cannot be read.
    """
    if not (root / path).exists():
        return "", {}
    text = read_text(root, path)
    if isinstance(text, Problem):
        if text.message.startswith("is empty"):
            return "", {}
        raise ForeignSiteError(f"{text} Fix it first.")
    try:
        return text, load(text).data
    except FormatError as error:
        problem = Problem(path, error.line, "file", error.message)
        raise ForeignSiteError(f"{problem} Fix it first.") from None
