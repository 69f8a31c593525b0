"""References between files, checked while the file that makes them is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from sitekit.front_matter.field_types import wrong
from sitekit.text import did_you_mean, quote


@dataclass(frozen=True)
class Known:
    """What a file may refer to; a kind that could not be read is None and not checked."""

    timezone: tzinfo
    now: datetime
    authors: Sequence[str] | None = None
    tags: Mapping[str, str] | None = None
    """Each id and alias → the id."""
    offers: Mapping[str, datetime | None] | None = None
    """Each id → when it ends or ended."""
    questions: Mapping[str, Sequence[str] | None] | None = None
    """Each FAQ set → the ids of its questions, None where the set itself has problems."""


def _known(info: ValidationInfo) -> Known:
    assert info.context is not None
    known: Known = info.context["known"]
    return known


def _author(value: str, info: ValidationInfo) -> str:
    authors = _known(info).authors
    if authors is not None and value not in authors:
        raise wrong(f"{quote(value)} is not in posts/authors.yml.{did_you_mean(value, authors)}")
    return value


def _tag(value: str, info: ValidationInfo) -> str:
    tags = _known(info).tags
    if tags is None:
        return value
    if value not in tags:
        raise wrong(f"{quote(value)} is not in posts/tags.yml.{did_you_mean(value, tags)}")
    return tags[value]


def _offer(value: str, info: ValidationInfo) -> str:
    known = _known(info)
    if known.offers is None:
        return value
    if value not in known.offers:
        near = did_you_mean(value, known.offers)
        raise wrong(f"{quote(value)} is not in posts/offers.yml.{near}")
    end = known.offers[value]
    if end is not None and end <= known.now:
        last = end - timedelta(seconds=1)
        raise wrong(
            f"the offer {quote(value)} ended on {last:%Y-%m-%d}. Name another, or remove the line."
        )
    return value


def _cta(value: Any, info: ValidationInfo) -> str | Literal[False]:
    if isinstance(value, str) and value.lower() in ("false", "no", "off"):
        return False
    if not isinstance(value, str) or not value:
        raise wrong("must be the id of an offer in posts/offers.yml, or false.")
    return _offer(value, info)


def _question(value: str, info: ValidationInfo) -> str:
    sets = _known(info).questions
    name, _, question = value.partition("#")
    if sets is None:
        return value
    if name not in sets:
        raise wrong(f"{quote(name)} is no FAQ set in faq/.{did_you_mean(name, sets)}")
    ids = sets[name]
    if "#" in value and ids is not None and question not in ids:
        near = did_you_mean(question, ids)
        raise wrong(f"faq/{name}.md has no question {quote(question)}.{near}")
    return value


def _distinct(values: Sequence[str]) -> Sequence[str]:
    for n, value in enumerate(values):
        if value in values[:n]:
            raise wrong(f"names {quote(value)} twice. Keep one of them.")
    return values


AuthorId = Annotated[str, AfterValidator(_author)]
TagId = Annotated[str, AfterValidator(_tag)]
OfferId = Annotated[str, AfterValidator(_offer)]
Cta = Annotated[str | Literal[False] | None, PlainValidator(_cta)]
"""The offer that a page shows, or false for none."""
FaqRef = Annotated[str, AfterValidator(_question)]
Distinct = AfterValidator(_distinct)


def context(known: Known) -> dict[str, Any]:
    """Return the validation context that carries what may be referred to."""
    return {"known": known}
