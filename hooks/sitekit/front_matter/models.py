"""The keys of front matter and data files: what each may hold (README, "Front matter").

One pass reports every problem of a file, and an object that exists is valid.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from sitekit.front_matter.field_types import (
    AList,
    End,
    FilePath,
    Moment,
    OneOrList,
    SitePath,
    Slug,
    Text,
    WebAddress,
    local_day,
    wrong,
)
from sitekit.front_matter.references import AuthorId, Cta, Distinct, FaqRef, OfferId, TagId
from sitekit.text import quote


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Pictured(_Model):
    """Front matter with a picture: path and alternative text together, or neither."""

    image: FilePath | None = None
    image_alt: Annotated[Text | None, Field(validate_default=True)] = None

    @field_validator("image_alt", mode="after")
    @classmethod
    def _both(cls, alt: str | None, info: ValidationInfo) -> str | None:
        image = info.data.get("image")
        if alt and "image" in info.data and not image:
            raise wrong("describes a picture, but there is no `image`. Add it, or remove this.")
        if image and not alt:
            raise wrong("is missing. Say in it what `image` shows.", near="image")
        return alt


class PostMeta(_Pictured):
    """Front matter of `posts/<name>.md`."""

    title: Text
    description: Text
    date: Moment
    updated: Moment | None = None
    author: AuthorId | None = None
    authors: Annotated[tuple[AuthorId, ...], AList, Distinct] = ()
    tags: Annotated[tuple[TagId, ...], AList, Distinct]
    faq: Annotated[tuple[FaqRef, ...], OneOrList, Distinct] = ()
    cta: Cta = None
    slug: Slug | None = None
    aliases: Annotated[tuple[SitePath, ...], AList, Distinct] = ()
    related: Annotated[tuple[str, ...], AList, Distinct] = ()
    draft: bool = False
    expires: Moment | None = None
    noindex: bool = False
    canonical: WebAddress | None = None

    @field_validator("updated", "expires")
    @classmethod
    def _after_date(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        published = info.data.get("date")
        if value and published and local_day(value, info) < local_day(published, info):
            day = f"{local_day(published, info):%Y-%m-%d}"
            raise wrong(f"is before `date` ({day}). Mend one of the two.")
        return value

    @field_validator("authors")
    @classmethod
    def _one_spelling(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if value and info.data.get("author"):
            raise wrong("stands beside `author`. Keep one of the two.")
        return value

    @field_validator("faq")
    @classmethod
    def _shown_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for ref in value:
            name, _, question = ref.partition("#")
            if question and name in value:
                raise wrong(f"{quote(ref)} is in the set {quote(name)} already. Remove one.")
        return value


class FaqMeta(_Model):
    """Front matter of `faq/<name>.md`."""

    title: Text
    description: Text
    tags: Annotated[tuple[TagId, ...], AList, Distinct] = ()
    order: int = 1000
    draft: bool = False
    updated: Moment | None = None


class DocMeta(_Model):
    """Front matter of a page in `docs/`; other keys reach the theme as they are."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Text
    description: Text
    cta: Cta = None
    noindex: bool = False
    updated: Moment | None = None
    kind: Literal["about", "services"] | None = None


class AuthorMeta(_Model):
    """An entry of `posts/authors.yml`."""

    name: Text
    role: Text | None = None
    bio: Text | None = None
    picture: FilePath | None = None
    url: WebAddress | None = None
    same_as: Annotated[tuple[WebAddress, ...], AList, Distinct] = ()


class TagMeta(_Model):
    """An entry of `posts/tags.yml`."""

    label: Text
    description: Text
    aliases: Annotated[tuple[str, ...], AList, Distinct] = ()
    offer: OfferId | None = None


class OfferMeta(_Model):
    """An entry of `posts/offers.yml`."""

    heading: Text
    text: Text
    button: Text
    short: Text | None = None
    url: WebAddress
    note: Text | None = None
    line: Text | None = None
    from_: Moment | None = None
    until: End | None = None
    default: bool = False

    @field_validator("until")
    @classmethod
    def _after_beginning(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        begins = info.data.get("from_")
        if value and begins and value <= begins:
            raise wrong("is before `from`, so that the offer is never shown. Mend one of the two.")
        return value

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda k: k.rstrip("_"))


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys a writer may use in this kind of file."""
    return [info.alias or name for name, info in model.model_fields.items()]
