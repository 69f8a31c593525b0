"""Who publishes the site: what mkdocs.yml says of it under `extra`, validated."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from sitekit.front_matter.field_types import AList, Text, WebAddress, wrong


def _authority(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9.-]+,\d{4}(-\d\d){0,2}", value):
        raise wrong("must be a domain and a date on which it was yours, such as example.org,2026.")
    return value


class Profile(BaseModel):
    """A page about the publisher elsewhere."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Text
    url: WebAddress


class SiteMetadata(BaseModel):
    """The publisher, and what the site has."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    site_name: Text
    site_description: Text
    language: Text = "en"
    locale: Text = "en_US"
    profiles: Annotated[tuple[Profile, ...], AList] = ()
    logo: Text = "assets/icon-512.png"
    """An address within the site: a square PNG of 512 pixels."""
    feed_authority: Annotated[str, AfterValidator(_authority)]
    """Who coins the feeds' ids (RFC 4151): they outlive a change of the site's address."""
    search: bool = True
    """Whether the site has a search of its own."""
    training_crawlers: bool = True
    """Whether robots.txt lets in crawlers that only gather training data."""
