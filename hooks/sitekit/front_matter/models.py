"""The keys of front matter, and the type of each (README, "Front matter").

Pydantic reports all errors of a file in one pass, and an instance that exists is valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from sitekit.front_matter.advice_names import AdviceName
from sitekit.front_matter.field_types import (
    FilePath,
    Moment,
    OneOrList,
    Prose,
    SitePath,
    Slug,
    Text,
    WebAddress,
    local_date,
    value_error,
)
from sitekit.front_matter.references import AuthorId, Cta, Distinct, FaqRef, SeriesId, TagId
from sitekit.text import quote

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""The date of a draft without one."""


class Strict(BaseModel):
    """A mapping that has no keys but those of its model."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class _WithImage(Strict):
    """Front matter with an image: path and alternative text together, or neither."""

    image: FilePath | None = None
    image_alt: Annotated[Prose | None, Field(validate_default=True)] = None

    @field_validator("image_alt", mode="after")
    @classmethod
    def _check_image_and_alt(cls, alt: str | None, info: ValidationInfo) -> str | None:
        image = info.data.get("image")
        if alt and "image" in info.data and not image:
            raise value_error("is given without `image`. Add `image`, or remove this line.")
        if image and not alt:
            message = "is missing. Add a line `image_alt: …` that says what `image` shows."
            raise value_error(message, line_of="image")
        return alt


class PostMeta(_WithImage):
    """Front matter of `posts/<name>.md`."""

    title: Prose
    description: Prose
    date: Moment
    updated: Moment | None = None
    author: AuthorId | None = None
    authors: Annotated[tuple[AuthorId, ...], OneOrList, Distinct] = ()
    tags: Annotated[tuple[TagId, ...], OneOrList, Distinct]
    series: SeriesId | None = None
    part: int | None = None
    """The post's place in its series, where dates do not give it."""
    faq: Annotated[tuple[FaqRef, ...], OneOrList, Distinct] = ()
    cta: Cta = None
    slug: Slug | None = None
    aliases: Annotated[tuple[SitePath, ...], OneOrList, Distinct] = ()
    related: Annotated[tuple[str, ...], OneOrList, Distinct] = ()
    draft: bool = False
    expires: Moment | None = None
    noindex: bool = False
    canonical: WebAddress | None = None
    review: Moment | None = None
    no_advice: Annotated[tuple[AdviceName, ...], OneOrList, Distinct] = ()

    @field_validator("updated", "expires")
    @classmethod
    def _check_not_before_date(
        cls, value: datetime | None, info: ValidationInfo
    ) -> datetime | None:
        published = info.data.get("date")
        if value and published and local_date(value, info) < local_date(published, info):
            date = f"{local_date(published, info):%Y-%m-%d}"
            raise value_error(f"is before `date` ({date}). Fix one of the two.")
        return value

    @field_validator("authors")
    @classmethod
    def _check_no_author(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        if value and info.data.get("author"):
            raise value_error("is given together with `author`. Remove one of the two.")
        return value

    @field_validator("part")
    @classmethod
    def _check_series(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is not None and "series" in info.data and not info.data["series"]:
            raise value_error("is given without `series`. Add `series`, or remove this line.")
        return value

    @field_validator("faq")
    @classmethod
    def _check_question_not_in_listed_set(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for ref in value:
            name, _, question = ref.partition("#")
            if question and name in value:
                raise value_error(
                    f"{quote(ref)} is already in the set {quote(name)}. Remove one of the two."
                )
        return value


class _Draft(Strict):
    """Front matter that may be incomplete, and may have keys without values."""

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Mapping[str, Any]) -> Mapping[str, Any]:
        return {key: value for key, value in data.items() if value != "" or key == "title"}


class DraftPostMeta(_Draft, PostMeta):
    """Front matter of a post that is a draft."""

    description: Prose = ""
    date: Moment = NO_DATE
    tags: Annotated[tuple[TagId, ...], OneOrList, Distinct] = ()


class FaqMeta(Strict):
    """Front matter of `faq/<name>.md`."""

    title: Prose
    description: Prose
    tags: Annotated[tuple[TagId, ...], OneOrList, Distinct] = ()
    order: int = 1000
    question_pages: bool = False
    """Whether each question has a page of its own."""
    updated: Moment | None = None
    aliases: Annotated[tuple[SitePath, ...], OneOrList, Distinct] = ()
    draft: bool = False
    expires: Moment | None = None
    noindex: bool = False
    canonical: WebAddress | None = None
    review: Moment | None = None
    no_advice: Annotated[tuple[AdviceName, ...], OneOrList, Distinct] = ()


class DraftFaqMeta(_Draft, FaqMeta):
    """Front matter of a FAQ set that is a draft."""

    description: Prose = ""


class DocMeta(_WithImage):
    """Front matter of a page in `docs/`."""

    title: Prose
    description: Prose
    cta: Cta = None
    updated: Moment | None = None
    aliases: Annotated[tuple[SitePath, ...], OneOrList, Distinct] = ()
    draft: bool = False
    expires: Moment | None = None
    noindex: bool = False
    canonical: WebAddress | None = None
    review: Moment | None = None
    no_advice: Annotated[tuple[AdviceName, ...], OneOrList, Distinct] = ()
    kind: Literal["about", "services"] | None = None
    services: Annotated[tuple[Text, ...], OneOrList, Distinct] = ()
    """The ids of the page's sections that describe a service each."""
    nav_title: Prose | None = None
    headline: Prose | None = None
    lead: Prose | None = None


class DraftDocMeta(_Draft, DocMeta):
    """Front matter of a page in `docs/` that is a draft."""

    description: Prose = ""


def is_draft(data: Mapping[str, Any]) -> bool:
    """Tell whether front matter, as written, says `draft: true`."""
    return str(data.get("draft")).casefold() in ("true", "yes", "on", "1", "t", "y")


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys allowed in this kind of file, as writers spell them."""
    return [info.alias or name for name, info in model.model_fields.items()]
