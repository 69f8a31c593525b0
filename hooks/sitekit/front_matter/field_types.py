"""The types of values in front matter and data files, as pydantic annotations."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError
from smartypants import Attr, smartypants

from sitekit.text import quote, slugify
from sitekit.web_addresses import fault_of, meant, misspelled

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_PART_BYTES = 200
"""Of an address; file systems allow 255 for a file's name."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARS = range(1970, 9999)
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def value_error(
    message: str, line_of: str = "", fix: tuple[str, str | None] | None = None
) -> PydanticCustomError:
    """Return a validation error, reported on the line of the key `line_of` if that is given.

    Needed for a missing key, which has no line of its own. `fix` is what is written and what can
    only be meant, if that is known.
    """
    context = {"message": message, "line_of": line_of, "fix": fix}
    return PydanticCustomError("sitekit", "{message}", context)


def _text(value: str) -> str:
    if _CONTROL_CHARACTERS.search(value):
        raise value_error("contains a control character. Remove it.")
    line = " ".join(value.split())
    if not line:
        raise PydanticCustomError("empty", "is empty")
    return line


def _slug(value: str) -> str:
    if valid_slug(value):
        return value
    suggestion = slugify(value)[:100].strip("-")
    fix = f"Write {quote(suggestion)}." if suggestion else "Choose a name in Latin letters."
    raise value_error(
        f"{quote(value)} cannot be part of an address: use only lower-case letters a–z, digits "
        f"and single hyphens. {fix}"
    )


def valid_slug(value: str) -> bool:
    """Tell whether a text can be part of an address without escaping."""
    return bool(_SLUG.fullmatch(value)) and len(value) <= 100


def _moment(value: object, info: ValidationInfo) -> datetime:
    text = str(value).strip() if isinstance(value, str) else ""
    fix = "Write it as 2026-04-01 or 2026-04-01T09:00:00+02:00."
    try:
        if _DATE.fullmatch(text):
            moment = datetime.combine(date.fromisoformat(text), time.min, _timezone(info))
        elif not _DATE.match(text):
            raise ValueError(text)
        else:
            moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        raise value_error(f"{quote(value)} is not a date. {fix}") from None
    if moment.tzinfo is None:
        raise value_error(f"{quote(value)} has a time but no UTC offset. {fix}")
    if moment.year not in _YEARS:
        raise value_error(f"{quote(value)} is outside the years {_YEARS[0]} to {_YEARS[-1]}. {fix}")
    return moment


def local_date(moment: datetime, info: ValidationInfo) -> date:
    """Return the date of a moment in the site's time zone."""
    return moment.astimezone(_timezone(info)).date()


def _timezone(info: ValidationInfo) -> tzinfo:
    assert info.context is not None
    timezone: tzinfo = info.context["references"].timezone
    return timezone


def _end(value: object, info: ValidationInfo) -> datetime:
    moment = _moment(value, info)
    has_no_time = isinstance(value, str) and _DATE.fullmatch(value.strip())
    return moment + timedelta(days=1) if has_no_time else moment


def _web_address(value: str) -> str:
    return _address(value, ("http://", "https://"), "Write it in full: https://….")


def _secure_address(value: str) -> str:
    fix = "Write it in full: https://…, as the service's own form has it."
    return _address(value, ("https://",), fix)


def _contact_address(value: str) -> str:
    fix = "Write it in full: https://…, mailto:… or tel:…."
    return _address(value, ("http://", "https://", "mailto:", "tel:"), fix)


def _address(value: str, beginnings: tuple[str, ...], fix: str) -> str:
    if message := fault_of(value):
        raise value_error(message)
    if not value.startswith(beginnings) or re.search(r"[\s<>\"\\^`{|}]", value):
        message = misspelled(value) or f"{quote(value)} is not a complete web address. {fix}"
        raise value_error(message, fix=(value, meant(value)))
    return value


def _site_path(value: str) -> str:
    parts = value.strip("/").split("/")
    if not value.startswith("/") or not all(re.fullmatch(r"[\w.~+-]+", part) for part in parts):
        raise value_error(
            f"{quote(value)} is not an address on this site. Write it like /old/address/."
        )
    if any(part in (".", "..") for part in parts):
        raise value_error(
            f"{quote(value)} must not contain /./ or /../. Write the address without them."
        )
    if any(part.startswith(".") for part in parts):
        raise value_error(
            f"{quote(value)} has a part that starts with a dot, which servers do not publish. "
            "Remove the line."
        )
    if any(len(part.encode()) > _MAX_PART_BYTES for part in parts):
        raise value_error(
            f"{quote(value)} has a part of more than {_MAX_PART_BYTES} characters, which no file "
            "can be named. Remove the line."
        )
    return value


def _prose(value: str) -> str:
    text = _text(value)
    if "\\" in text or not {"'", '"'} & set(text):  # a backslash would escape a quotation mark
        return text
    return str(smartypants(text, Attr.q | Attr.u))


def _file_path(value: str) -> str:
    if value.startswith(("/", "http:", "https:")) or "\\" in value:
        raise value_error(
            f"{quote(value)} is not a relative file path. Write it relative to this file."
        )
    return value


def _require_list(value: Any) -> Any:
    if isinstance(value, str) and "," in value:
        raise value_error(f"must be a list. Write [{value}].")
    if not isinstance(value, list):
        raise value_error("must be a list. Write [one, two].")
    if not value:
        raise value_error("is an empty list. Add an entry.")
    return value


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) and "," not in value else _require_list(value)


Text = Annotated[str, AfterValidator(_text)]
"""Plain text on one line, not empty, without control characters."""
Prose = Annotated[str, AfterValidator(_prose)]
"""A text for readers, with typographic apostrophes and quotation marks as in a body."""
Slug = Annotated[str, AfterValidator(_slug)]
"""An id that can be part of an address without escaping."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A date (midnight in the site's time zone) or a date-time with an offset (ISO 8601)."""
End = Annotated[datetime, BeforeValidator(_end)]
"""Like Moment, but a date without a time means the end of that day."""
WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An absolute http or https URL."""
SecureAddress = Annotated[str, AfterValidator(_secure_address)]
"""An absolute https URL: what is sent there cannot be read on the way."""
ContactAddress = Annotated[str, AfterValidator(_contact_address)]
"""An absolute http or https URL, an e-mail address (mailto:) or a telephone number (tel:)."""
SitePath = Annotated[str, AfterValidator(_site_path)]
"""A path from the site's root, starting with a slash."""
FilePath = Annotated[str, AfterValidator(_file_path)]
"""A path relative to the file that names it."""
AList = BeforeValidator(_require_list)
OneOrList = BeforeValidator(_one_or_list)
