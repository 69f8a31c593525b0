"""The keys of the data files, and the type of each (README, "Tags, authors, offers")."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from sitekit.front_matter.field_types import (
    ContactAddress,
    End,
    FilePath,
    Moment,
    OneOrList,
    Prose,
    SecureAddress,
    Text,
    WebAddress,
    value_error,
)
from sitekit.front_matter.models import Strict
from sitekit.front_matter.references import AuthorId, Distinct, OfferId, TagId
from sitekit.text import quote

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class AuthorMeta(Strict):
    """An entry of `posts/authors.yml`."""

    name: Text
    role: Prose | None = None
    works_for: Text | None = None
    knows_about: Annotated[tuple[Text, ...], OneOrList, Distinct] = ()
    bio: Prose | None = None
    picture: FilePath | None = None
    url: WebAddress | None = None
    same_as: Annotated[tuple[WebAddress, ...], OneOrList, Distinct] = ()


class TagMeta(Strict):
    """An entry of `posts/tags.yml`."""

    label: Prose
    description: Prose
    aliases: Annotated[tuple[str, ...], OneOrList, Distinct] = ()
    offer: OfferId | None = None
    review_after: Annotated[int, Field(gt=0)] | None = None
    """The days after its last change from which on a post with this tag is to be looked at."""


class SeriesMeta(Strict):
    """An entry of `posts/series.yml`."""

    title: Prose
    description: Prose
    aliases: Annotated[tuple[str, ...], OneOrList, Distinct] = ()
    offer: OfferId | None = None


class SignUpMeta(Strict):
    """The key `sign_up` of an offer: the form of a service that takes e-mail addresses."""

    action: SecureAddress
    email_field: Text = "email"
    hidden: dict[str, str] = Field(default_factory=dict)
    """Fields that the service expects beside the address."""
    attribution: Text = "*"
    """What the fields that say which page won the address are called; `*` stands for `utm_…`."""
    privacy: Text

    @field_validator("attribution")
    @classmethod
    def _check_place(cls, value: str) -> str:
        if "*" not in value:
            message = f"{quote(value)} has no *, for which utm_campaign and the like stand."
            raise value_error(f"{message} Write it like fields[*].")
        return value

    @field_validator("hidden")
    @classmethod
    def _check_names(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if (name := info.data.get("email_field")) in value:
            raise value_error(f"{quote(name)} is the field of the address. Remove it here.")
        return value


class OfferMeta(Strict):
    """An entry of `posts/offers.yml`: a call that is booked at `url`, or a sign-up by e-mail."""

    heading: Prose
    text: Prose
    button: Prose
    short: Prose | None = None
    sign_up: SignUpMeta | None = None
    url: Annotated[ContactAddress | None, Field(validate_default=True)] = None
    note: Prose | None = None
    line: Text | None = None
    person: AuthorId | None = None
    """Who stands behind the offer: an author."""
    steps: Annotated[tuple[Prose, ...], OneOrList] = ()
    """What happens when it is taken up."""
    from_: Moment | None = None
    until: End | None = None
    default: bool = False

    @field_validator("url")
    @classmethod
    def _check_one_of_two(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and "sign_up" in info.data and not info.data["sign_up"]:
            raise PydanticCustomError("missing", "is missing")
        if value and info.data.get("sign_up"):
            raise value_error("is given beside `sign_up`. Keep one of the two.")
        return value

    @field_validator("until")
    @classmethod
    def _check_after_from(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        start = info.data.get("from_")
        if value and start and value <= start:
            raise value_error("is before `from`, so the offer is never shown. Fix one of the two.")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda k: k.rstrip("_"))


class ProofMeta(Strict):
    """An entry of `posts/proof.yml`: what a client said, or what was done for one."""

    kind: Literal["quotation", "case"] = "quotation"
    text: Prose
    name: Text | None = None
    role: Prose | None = None
    company: Text | None = None
    permission: Text | None = None
    """How it was given, and on which day; never published."""
    date: Moment
    tags: Annotated[tuple[TagId, ...], OneOrList, Distinct] = ()

    @field_validator("permission")
    @classmethod
    def _check_day(cls, value: str | None) -> str | None:
        if value and not _DAY.search(value):
            message = f"{quote(value)} does not say on which day it was given. Write it like"
            fix = "`by e-mail, 2026-05-02`, or leave the line out until there is one."
            raise value_error(f"{message} {fix}")
        return value
