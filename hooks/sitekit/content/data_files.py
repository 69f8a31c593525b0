"""Reading the data files in posts/: authors, tags and offers, one entry per id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from sitekit.content.discovery import AUTHORS, OFFERS, TAGS
from sitekit.content.models import Author, Offer, Tag
from sitekit.content.source import read_text
from sitekit.front_matter.field_types import Slug
from sitekit.front_matter.models import AuthorMeta, OfferMeta, TagMeta
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.front_matter.yaml_lines import FormatError, YamlDocument, load
from sitekit.markdown.converter import Converter
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

M = TypeVar("M", bound=BaseModel)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass
class DataFiles:
    """Reads the data files of one site; offers must be read before tags, which refer to them.

    Each read adds ids to `references`, and to `problems`, `unknown` (see `Library`) and `digests`.
    """

    root: Path
    converter: Converter
    references: References
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    """The digest of each file's text, or of the problem that kept it from being read."""

    def _table(self, path: str, model: type[M]) -> tuple[YamlDocument, dict[str, M]] | None:
        """Read a data file into entries by id; entries with problems are reported and left out."""
        text = read_text(self.root, path)
        self.digests.append(digest(str(text)))
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        try:
            document = load(text)
        except FormatError as error:
            self.problems.append(Problem(path, error.line, "file", error.message))
            return None
        table: dict[str, M] = {}
        for key in document.data:
            entry, problems = validate(model, path, document, self.references, (key,))
            problems += id_problem(path, document.line(key), key)
            self.problems += problems
            if entry and not problems:
                table[key] = entry
        return document, table

    def offers(self) -> Mapping[str, Offer]:
        """Read the offers, and convert the sentence (`line`) of each."""
        read = self._table(OFFERS, OfferMeta)
        if read is None:
            return {}
        document, table = read
        offers = {}
        for key, meta in table.items():
            sentence = self.converter.inline(meta.line) if meta.line else None
            offers[key] = Offer(key, meta, sentence, document.line(key))
        ends = {key: table[key].until if key in table else None for key in document.data}
        self.references = replace(self.references, offers=ends)
        return offers

    def tags(self) -> Mapping[str, Tag]:
        """Read the tags."""
        read = self._table(TAGS, TagMeta)
        self._note_broken("tags/", read)
        if read is None:
            return {}
        document, table = read
        ids = {key: key for key in document.data}
        for key, entry in document.data.items():
            aliases = entry.get("aliases") if isinstance(entry, Mapping) else None
            for alias in aliases if isinstance(aliases, list) else ():
                ids.setdefault(str(alias), key)
        self.references = replace(self.references, tags=ids)
        return {key: Tag(key, meta, document.line(key)) for key, meta in table.items()}

    def authors(self) -> Mapping[str, Author]:
        """Read the authors."""
        read = self._table(AUTHORS, AuthorMeta)
        self._note_broken("authors/", read)
        if read is None:
            return {}
        document, table = read
        self.references = replace(self.references, authors=tuple(document.data))
        return {key: Author(key, meta, document.line(key)) for key, meta in table.items()}

    def _note_broken(self, prefix: str, read: tuple[YamlDocument, dict[str, M]] | None) -> None:
        """Record that pages below `prefix` may be missing because their entries have problems."""
        if read is None or len(read[0].data) != len(read[1]):
            self.unknown.append(prefix)


def id_problem(path: str, line: int, key: str) -> list[Problem]:
    """Return the problem of an id that cannot be part of an address, if it is one."""
    try:
        _SLUG.validate_python(key)
    except ValidationError as error:
        return [Problem(path, line, key, error.errors()[0]["msg"])]
    return []
