"""Reads the data files next to the posts, such as authors and tags; an entry for each id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from sitekit.content.discovery import AUTHORS, OFFERS, PROOF, SERIES, TAGS
from sitekit.content.models import Author, Lines, Offer, Proof, Series, Tag
from sitekit.content.source import read_text
from sitekit.front_matter.data_models import (
    AuthorMeta,
    OfferMeta,
    ProofMeta,
    SeriesMeta,
    TagMeta,
)
from sitekit.front_matter.field_types import Slug
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.front_matter.yaml_lines import FormatError, YamlDocument, load
from sitekit.markdown.converter import Converter
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

M = TypeVar("M", bound=BaseModel)
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True)
class DataFiles:
    """The valid entries of the data files, and everything wrong with the others."""

    offers: Mapping[str, Offer]
    tags: Mapping[str, Tag]
    authors: Mapping[str, Author]
    proof: Mapping[str, Proof]
    series: Mapping[str, Series]
    references: References
    """What references to their ids are checked against."""
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    """The first parts of addresses below which pages may be missing (`Library.unknown`)."""
    digests: tuple[str, ...]
    """Of each file's text, or of the problem that kept it from being read."""


@dataclass(frozen=True)
class _Table(Generic[M]):
    """One data file: its valid entries by id, and its problems."""

    document: YamlDocument | None
    """None if the file cannot be read."""
    digest: str
    entries: dict[str, M] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def ids(self) -> Mapping[str, Any] | None:
        """All ids with their entries as written, valid or not."""
        return self.document.data if self.document else None

    @property
    def is_whole(self) -> bool:
        """Whether every entry is valid."""
        return self.ids is not None and len(self.ids) == len(self.entries)

    @cached_property
    def lines(self) -> Mapping[str, Lines]:
        """Where each entry and its keys are."""
        keys: dict[str, list[tuple[str, int]]] = {}
        lines = self.document.lines if self.document else {}
        for (entry, *path), line in ((path, line) for path, line in lines.items() if path):
            keys.setdefault(str(entry), []).append((".".join(map(str, path)), line))
        return {key: Lines(dict(of_entry)[""], tuple(of_entry)) for key, of_entry in keys.items()}


def read_data_files(root: Path, converter: Converter, references: References) -> DataFiles:
    """Read the data files, each after those that it refers to.

    Entries with problems are left out. `references` are those known before: none but the time zone.
    """
    authors = _read_table(root, AUTHORS, AuthorMeta, references)
    references = replace(references, authors=None if authors.ids is None else tuple(authors.ids))
    offers = _read_table(root, OFFERS, OfferMeta, references)
    references = replace(references, offers=None if offers.ids is None else tuple(offers.ids))
    tags = _read_table(root, TAGS, TagMeta, references)
    series = _read_table(root, SERIES, SeriesMeta, references, optional=True)
    references = replace(references, tags=_spellings(tags), series=_spellings(series))
    proof = _read_table(root, PROOF, ProofMeta, references, optional=True)
    tables: tuple[_Table[Any], ...] = (offers, tags, series, authors, proof)
    complete: dict[str, _Table[Any]] = {"tags/": tags, "authors/": authors, "series/": series}
    return DataFiles(
        offers={key: _offer(key, meta, offers, converter) for key, meta in offers.entries.items()},
        tags={key: Tag(key, meta, tags.lines[key]) for key, meta in tags.entries.items()},
        authors={
            key: Author(key, meta, authors.lines[key]) for key, meta in authors.entries.items()
        },
        proof={key: Proof(key, meta, proof.lines[key]) for key, meta in proof.entries.items()},
        references=references,
        series={key: Series(key, meta, series.lines[key]) for key, meta in series.entries.items()},
        problems=tuple(problem for table in tables for problem in table.problems),
        unknown=tuple(prefix for prefix, table in complete.items() if not table.is_whole),
        digests=tuple(table.digest for table in tables),
    )


def _offer(key: str, meta: OfferMeta, table: _Table[OfferMeta], converter: Converter) -> Offer:
    sentence = converter.inline(meta.line) if meta.line else None
    privacy = converter.inline(meta.sign_up.privacy) if meta.sign_up else ()
    return Offer(key, meta, sentence, table.lines[key], privacy)


def _read_table(
    root: Path, path: str, model: type[M], references: References, *, optional: bool = False
) -> _Table[M]:
    """Read a data file; one that is `optional` may be missing."""
    if optional and not (root / path).exists():
        return _Table(YamlDocument({}, {}), "")
    text = read_text(root, path)
    content_digest = digest(str(text))
    if isinstance(text, Problem):
        return _Table(None, content_digest, problems=[text])
    try:
        document = load(text)
    except FormatError as error:
        problem = Problem(path, error.line, "file", error.message, fix=error.fix)
        return _Table(None, content_digest, problems=[problem])
    table = _Table[M](document, content_digest)
    for key in document.data:
        entry, problems = validate(model, path, document, references, (key,))
        problems += id_problem(path, document.line(key), key)
        table.problems.extend(problems)
        if entry and not problems:
            table.entries[key] = entry
    return table


def _spellings(table: _Table[Any]) -> dict[str, str] | None:
    """Return the id of each entry by its id and its aliases; None if the file is unreadable."""
    if table.ids is None:
        return None
    spellings = {key: key for key in table.ids}
    for key, entry in table.ids.items():
        aliases = entry.get("aliases") if isinstance(entry, Mapping) else None
        for alias in aliases if isinstance(aliases, list) else ():
            spellings.setdefault(str(alias), key)
    return spellings


def id_problem(path: str, line: int, key: str) -> list[Problem]:
    """Return the problem of an id that cannot be part of an address, if it is one."""
    try:
        _SLUG.validate_python(key)
    except ValidationError as error:
        return [Problem(path, line, key, error.errors()[0]["msg"])]
    return []
