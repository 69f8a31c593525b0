"""Types of values that refer to other files: an author, a tag, an offer, a FAQ question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from sitekit.front_matter.field_types import value_error
from sitekit.text import certain_match, did_you_mean, quote, which_of


@dataclass(frozen=True)
class References:
    """What references are checked against; None: the file is unreadable, and nothing is checked."""

    timezone: tzinfo
    authors: Sequence[str] | None = None
    tags: Mapping[str, str] | None = None
    """Maps each id and alias to the id."""
    series: Mapping[str, str] | None = None
    """The same of series."""
    offers: Sequence[str] | None = None
    questions: Mapping[str, Sequence[str] | None] | None = None
    """Maps each FAQ set to the ids of its questions, or to None if the set itself has problems."""


def _references(info: ValidationInfo) -> References:
    assert info.context is not None
    references: References = info.context["references"]
    return references


def _author(value: str, info: ValidationInfo) -> str:
    authors = _references(info).authors
    if authors is not None and value not in authors:
        raise value_error(f"{quote(value)} is not in posts/authors.yml.{which_of(value, authors)}")
    return value


def _tag(value: str, info: ValidationInfo) -> str:
    return _spelled(value, _references(info).tags, "posts/tags.yml")


def _series(value: str, info: ValidationInfo) -> str:
    return _spelled(value, _references(info).series, "posts/series.yml")


def _spelled(value: str, spellings: Mapping[str, str] | None, file: str) -> str:
    """Return the id that an id or alias of a data file means."""
    if spellings is None:
        return value
    if value not in spellings:
        ids = dict.fromkeys(spellings.values())
        suggestion = did_you_mean(value, spellings) or which_of(value, ids)
        message = f"{quote(value)} is not in {file}.{suggestion or ' Add it there.'}"
        raise value_error(message, fix=(value, certain_match(value, spellings)))
    return spellings[value]


def _offer(value: str, info: ValidationInfo) -> str:
    offers = _references(info).offers
    if offers is not None and value not in offers:
        message = f"{quote(value)} is not in posts/offers.yml.{which_of(value, offers)}"
        raise value_error(message, fix=(value, certain_match(value, offers)))
    return value


def _cta(value: Any, info: ValidationInfo) -> str | Literal[False] | None:
    if value == "":
        return None  # the key is there, and the writer has not chosen
    if isinstance(value, str) and value.lower() in ("false", "no", "off"):
        return False
    if not isinstance(value, str):
        raise value_error("must be the id of an offer in posts/offers.yml, or false.")
    return _offer(value, info)


def _question(value: str, info: ValidationInfo) -> str:
    sets = _references(info).questions
    name, _, question = value.partition("#")
    if sets is None:
        return value
    if name not in sets:
        message = f"there is no FAQ set {quote(name)}.{which_of(name, sets)}"
        raise value_error(message, fix=(name, certain_match(name, sets)))
    ids = sets[name]
    if "#" in value and ids is not None and question not in ids:
        suggestion = which_of(question, ids)
        message = f"faq/{name}.md has no question {quote(question)}.{suggestion}"
        raise value_error(message, fix=(question, certain_match(question, ids)))
    return value


def _distinct(values: Sequence[str]) -> Sequence[str]:
    for n, value in enumerate(values):
        if value in values[:n]:
            raise value_error(f"contains {quote(value)} twice. Remove one of the two.")
    return values


AuthorId = Annotated[str, AfterValidator(_author)]
TagId = Annotated[str, AfterValidator(_tag)]
SeriesId = Annotated[str, AfterValidator(_series)]
OfferId = Annotated[str, AfterValidator(_offer)]
Cta = Annotated[str | Literal[False] | None, PlainValidator(_cta)]
"""The id of the offer that a page shows, or false for none."""
FaqRef = Annotated[str, AfterValidator(_question)]
Distinct = AfterValidator(_distinct)


def validation_context(references: References) -> dict[str, Any]:
    """Return the context to pass to pydantic for models whose values are references or dates."""
    return {"references": references}
