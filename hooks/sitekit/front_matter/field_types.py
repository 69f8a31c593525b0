"""The kinds of value that front matter and data files may hold, each checked where it is read."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from sitekit.text import quote, slugify

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(1970, 9999)
_UNPUBLISHABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def wrong(message: str, near: str = "") -> PydanticCustomError:
    """Return the error that says `message`; a key that is missing is told at the line of `near`."""
    return PydanticCustomError("sitekit", "{message}", {"message": message, "near": near})


def _text(value: str) -> str:
    if _UNPUBLISHABLE.search(value):
        raise wrong("holds a control character. Remove it.")
    line = " ".join(value.split())
    if not line:
        raise wrong("is empty. Write it, or remove the line.")
    return line


def _slug(value: str) -> str:
    if _SLUG.fullmatch(value) and len(value) <= 100:
        return value
    nearest = slugify(value)[:100].strip("-")
    cure = f"Write {quote(nearest)}." if nearest else "Choose a word in Latin letters."
    raise wrong(
        f"{quote(value)} cannot stand in an address: small letters a–z, digits and single "
        f"hyphens only. {cure}"
    )


def _moment(value: object, info: ValidationInfo) -> datetime:
    text = str(value).strip() if isinstance(value, str) else ""
    cure = "Write 2026-04-01, or 2026-04-01T09:00:00+02:00."
    try:
        if _DATE.fullmatch(text):
            assert info.context is not None
            zone = info.context["known"].timezone
            moment = datetime.combine(date.fromisoformat(text), time.min, zone)
        elif not _DATE.match(text):
            raise ValueError(text)
        else:
            moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        raise wrong(f"{quote(value)} is not a date. {cure}") from None
    if moment.tzinfo is None:
        raise wrong(f"{quote(value)} has a time but no UTC offset. {cure}")
    if moment.year not in _YEARS:
        raise wrong(f"{quote(value)} is not a year to publish in. {cure}")
    return moment


def local_day(moment: datetime, info: ValidationInfo) -> date:
    """Return the day a moment falls on in the site's time zone."""
    assert info.context is not None
    return moment.astimezone(info.context["known"].timezone).date()


def _end(value: object, info: ValidationInfo) -> datetime:
    moment = _moment(value, info)
    bare = isinstance(value, str) and _DATE.fullmatch(value.strip())
    return moment + timedelta(days=1) if bare else moment


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        whole = False
    if not whole or re.search(r"[\s<>\"\\^`{|}\x00-\x20]", value):
        raise wrong(f"{quote(value)} is not a whole web address. Write https://… in full.")
    return value


def _site_path(value: str) -> str:
    parts = value.strip("/").split("/")
    if not value.startswith("/") or not all(re.fullmatch(r"[\w.~-]+", part) for part in parts):
        raise wrong(f"{quote(value)} is not an address on this site. Write /old/address/.")
    if any(part in (".", "..") for part in parts):
        raise wrong(f"{quote(value)} must not hold . or .. as a step.")
    return value


def _file_path(value: str) -> str:
    if value.startswith(("/", "http:", "https:")) or "\\" in value:
        raise wrong(f"{quote(value)} is not a file's path. Write it relative to this file.")
    return value


def _a_list(value: Any) -> Any:
    if not isinstance(value, list):
        example = slugify(value) if isinstance(value, str) else ""
        raise wrong(f"must be a list. Write [{example or 'one, two'}].")
    if not value:
        raise wrong("is an empty list. Name at least one, or remove the line.")
    return value


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else _a_list(value)


Text = Annotated[str, AfterValidator(_text)]
"""Plain text on one line, not empty, without characters that cannot be published."""
Slug = Annotated[str, AfterValidator(_slug)]
"""An id that stands in an address as it is."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A date (midnight in the site's time zone) or a date-time with an offset (ISO 8601)."""
End = Annotated[datetime, BeforeValidator(_end)]
"""As Moment, but a bare date means the end of that day."""
WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An absolute http or https URL."""
SitePath = Annotated[str, AfterValidator(_site_path)]
"""A path from the site's root, starting with a slash."""
FilePath = Annotated[str, AfterValidator(_file_path)]
"""A path relative to the file that names it."""
AList = BeforeValidator(_a_list)
OneOrList = BeforeValidator(_one_or_list)
