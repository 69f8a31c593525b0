"""The keys of the data files, and the type of each (README, "Tags, authors, offers")."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, ValidationInfo, field_validator

from sitekit.front_matter.field_types import (
    ContactAddress,
    End,
    FilePath,
    Moment,
    OneOrList,
    Text,
    WebAddress,
    value_error,
)
from sitekit.front_matter.models import Strict
from sitekit.front_matter.references import Distinct, OfferId


class AuthorMeta(Strict):
    """An entry of `posts/authors.yml`."""

    name: Text
    role: Text | None = None
    works_for: Text | None = None
    knows_about: Annotated[tuple[Text, ...], OneOrList, Distinct] = ()
    bio: Text | None = None
    picture: FilePath | None = None
    url: WebAddress | None = None
    same_as: Annotated[tuple[WebAddress, ...], OneOrList, Distinct] = ()


class TagMeta(Strict):
    """An entry of `posts/tags.yml`."""

    label: Text
    description: Text
    aliases: Annotated[tuple[str, ...], OneOrList, Distinct] = ()
    offer: OfferId | None = None


class OfferMeta(Strict):
    """An entry of `posts/offers.yml`."""

    heading: Text
    text: Text
    button: Text
    short: Text | None = None
    url: ContactAddress
    note: Text | None = None
    line: Text | None = None
    from_: Moment | None = None
    until: End | None = None
    default: bool = False

    @field_validator("until")
    @classmethod
    def _check_after_from(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        start = info.data.get("from_")
        if value and start and value <= start:
            raise value_error("is before `from`, so the offer is never shown. Fix one of the two.")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda k: k.rstrip("_"))
