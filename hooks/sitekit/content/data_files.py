"""The data files beside the posts: authors, tags and offers, one entry for each id."""

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
from sitekit.front_matter.references import Known
from sitekit.front_matter.validation import validate
from sitekit.front_matter.yaml_lines import Document, FormatError, load
from sitekit.markdown.converter import Converter
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

M = TypeVar("M", bound=BaseModel)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass
class DataFiles:
    """Reads the data files of one site: offers first, which tags name.

    `known` learns their ids; `problems`, `unknown` (see `Library`) and `digests` grow on the way.
    """

    root: Path
    converter: Converter
    known: Known
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    """Name the files' texts, or what is wrong with them."""

    def _table(self, path: str, model: type[M]) -> tuple[Document, dict[str, M]] | None:
        """Read a data file: id → entry. Entries with problems are told and left out."""
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
            entry, problems = validate(model, path, document, self.known, (key,))
            problems += id_problem(path, document.line(key), key)
            self.problems += problems
            if entry and not problems:
                table[key] = entry
        return document, table

    def offers(self) -> Mapping[str, Offer]:
        """Read the offers; an offer's sentence is converted here."""
        read = self._table(OFFERS, OfferMeta)
        if read is None:
            return {}
        document, table = read
        offers = {}
        for key, meta in table.items():
            sentence = self.converter.inline(meta.line) if meta.line else None
            offers[key] = Offer(key, meta, sentence, document.line(key))
        ends = {key: table[key].until if key in table else None for key in document.data}
        self.known = replace(self.known, offers=ends)
        return offers

    def tags(self) -> Mapping[str, Tag]:
        """Read the tags."""
        read = self._table(TAGS, TagMeta)
        self._lost("tags/", read)
        if read is None:
            return {}
        document, table = read
        known = {key: key for key in document.data}
        for key, entry in document.data.items():
            aliases = entry.get("aliases") if isinstance(entry, Mapping) else None
            for alias in aliases if isinstance(aliases, list) else ():
                known.setdefault(str(alias), key)
        self.known = replace(self.known, tags=known)
        return {key: Tag(key, meta, document.line(key)) for key, meta in table.items()}

    def authors(self) -> Mapping[str, Author]:
        """Read the authors."""
        read = self._table(AUTHORS, AuthorMeta)
        self._lost("authors/", read)
        if read is None:
            return {}
        document, table = read
        self.known = replace(self.known, authors=tuple(document.data))
        return {key: Author(key, meta, document.line(key)) for key, meta in table.items()}

    def _lost(self, prefix: str, read: tuple[Document, dict[str, M]] | None) -> None:
        """Note that pages below `prefix` may be missing because their entries are broken."""
        if read is None or len(read[0].data) != len(read[1]):
            self.unknown.append(prefix)


def id_problem(path: str, line: int, key: str) -> list[Problem]:
    """Return what is wrong with an id, if anything."""
    try:
        _SLUG.validate_python(key)
    except ValidationError as error:
        return [Problem(path, line, key, error.errors()[0]["msg"])]
    return []
