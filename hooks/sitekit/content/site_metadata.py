"""Metadata of the site and its publisher, from `extra` in mkdocs.yml."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import ErrorDetails

from sitekit.front_matter.advice_names import AdviceName
from sitekit.front_matter.field_types import AList, Prose, Text, WebAddress, value_error
from sitekit.text import quote, which_of

_HOST = re.compile(r"(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?")
_NO_COUNTRIES = {"UK": "GB", "EL": "GR"}
"""Letters that are used for a country, and those of ISO 3166-1."""


def _authority(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", value):
        raise value_error(
            "must be a domain and a date when you owned it, such as example.org,2026."
        )
    return value


def _editor(value: str) -> str:
    if "{file}" not in value or not re.match(r"[a-z][a-z0-9+.-]*:", value):
        raise value_error(
            "must be a URL with {file} and {line}, such as vscode://file{file}:{line}."
        )
    return value


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value) or value in _NO_COUNTRIES:
        code = _NO_COUNTRIES.get(value.upper(), value.upper())
        fix = f" Write {quote(code)}." if re.fullmatch("[A-Z]{2}", code) else ""
        raise value_error(f"must be the two letters of a country (ISO 3166-1), such as DE.{fix}")
    return value


def _host(value: str) -> str:
    if not _HOST.fullmatch(value):
        host = urlsplit(value if "//" in value else f"//{value}").hostname or ""
        fix = f" Write {quote(host)}." if _HOST.fullmatch(host) else ""
        raise value_error(
            f"{quote(value)} is not the name of a host, such as player.vimeo.com or "
            f"*.example.org.{fix}"
        )
    return value


class Profile(BaseModel):
    """A page about the publisher on another site."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Text
    url: WebAddress


class PostalAddress(BaseModel):
    """Where the publisher is, as letters are addressed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    street: Text
    postal_code: Text | None = None
    city: Text
    region: Text | None = None
    country: Annotated[str, AfterValidator(_country)]
    """The two letters of ISO 3166-1."""


_GROUPS: dict[str | int, type[BaseModel]] = {"profiles": Profile, "address": PostalAddress}


def metadata_fault(details: ErrorDetails) -> str:
    """Return what is wrong with a key of `extra`, and what to do."""
    group, key = _GROUPS.get(details["loc"][0]), str(details["loc"][-1])
    if details["type"] == "missing" or details["input"] is None:
        return f"is missing. Add a line `{key}: …`."
    if details["type"] == "extra_forbidden" and group:
        return f"is no key here.{which_of(key, group.model_fields)}"
    if details["type"] == "model_type" and group:
        return f"must have keys ({', '.join(group.model_fields)}), each on its own indented line."
    return "must be text. Put it in quotes." if details["type"] == "string_type" else details["msg"]


class SiteMetadata(BaseModel):
    """The publisher, and features of the site that can be turned off."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    site_name: Text
    site_description: Prose
    kind: Text | None = None
    """What the publisher is, as the cards of the pages of docs/ say it."""
    blog_description: Prose | None = None
    language: Text = "en"
    locale: Text = "en_US"
    profiles: Annotated[tuple[Profile, ...], AList] = ()
    address: PostalAddress | None = None
    logo: Text = "assets/icon-512.png"
    """The address on this site of a square PNG of 512 pixels."""
    feed_authority: Annotated[str, AfterValidator(_authority)]
    """The tagging entity of feed ids (RFC 4151), so that they survive a change of `site_url`."""
    editor: Annotated[str, AfterValidator(_editor)] = "vscode://file{file}:{line}"
    """The URL by which the preview opens a file at a line in the writer's editor."""
    allowed_hosts: Annotated[tuple[Annotated[str, AfterValidator(_host)], ...], AList] = ()
    """The hosts from which pages may show pictures, videos and frames, and to which forms send."""
    no_advice: Annotated[tuple[AdviceName, ...], AList] = ()
    """The names of advice that is not given."""
    search: bool = True
    """Whether the site has a search."""
    figures: bool = True
    """Whether a post without a picture has a drawing of its structure."""
    training_crawlers: bool = True
    """Whether robots.txt allows crawlers that collect training data."""
