"""The settings of a build: where, when, for whom, and how Markdown is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from sitekit.content.site_metadata import SiteMetadata
from sitekit.text import did_you_mean


class SettingsError(Exception):
    """What is missing or wrong in mkdocs.yml or the environment, a line for each."""


def clock(environment: Mapping[str, str]) -> datetime:
    """Return the build's moment: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else now.

    Raises SettingsError for an epoch that is no number of seconds.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        message = "SOURCE_DATE_EPOCH must be a number of seconds since 1970."
        raise SettingsError(message) from None


def time_zone(name: object) -> tzinfo:
    """Return the zone of this name. Raises SettingsError if there is none."""
    try:
        return ZoneInfo(str(name or ""))
    except (ValueError, OSError, KeyError):  # KeyError: no such zone; OSError: a folder's name
        message = "mkdocs.yml: extra.timezone must name a zone, such as Europe/Berlin."
        raise SettingsError(message) from None


def site_metadata(settings: Mapping[str, Any]) -> SiteMetadata:
    """Return the site's metadata. Raises SettingsError with a line for each key that is wrong."""
    keys = {*SiteMetadata.model_fields, "timezone"}
    for key in sorted(settings.keys() - keys):
        message = f"is no key here.{did_you_mean(key, keys)}"
        raise SettingsError(f"mkdocs.yml: extra.{key}: {message}")
    try:
        return SiteMetadata.model_validate(settings)
    except ValidationError as error:
        lines = [
            f"mkdocs.yml: extra.{'.'.join(map(str, details['loc']))}: {details['msg']}"
            for details in error.errors(include_url=False)
        ]
        raise SettingsError("\n".join(lines)) from None


@dataclass(frozen=True)
class Settings:
    """The settings of one build."""

    root: Path
    """The folder that holds posts/, faq/ and docs/."""
    now: datetime
    timezone: tzinfo
    site_url: str
    """Absolute, with a trailing slash."""
    metadata: SiteMetadata
    preview: bool = False
    """Whether drafts, scheduled and expired posts are shown."""
    extensions: Sequence[str] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    page_size: int = 10
    other_cache: Path | None = None
    """The cache folder, if not the usual one."""

    @classmethod
    def from_config(
        cls,
        root: Path,
        config: Mapping[str, Any],
        environment: Mapping[str, str],
        *,
        preview: bool,
    ) -> Settings:
        """Return the settings in mkdocs.yml, as MkDocs has read it, and in the environment.

        Raises SettingsError.
        """
        if not config["site_url"]:
            message = "mkdocs.yml: site_url is missing: feeds and structured data need it."
            raise SettingsError(message)
        extra: Mapping[str, Any] = config["extra"]
        site = {key: config[key] for key in ("site_name", "site_description")}
        return cls(
            root=root,
            now=clock(environment),
            timezone=time_zone(extra.get("timezone")),
            site_url=config["site_url"],
            metadata=site_metadata({**extra, **site}),
            preview=preview,
            extensions=config["markdown_extensions"],
            extension_configs=config["mdx_configs"],
        )

    @property
    def cache(self) -> Path:
        """The cache folder, which may be deleted at any time."""
        return self.other_cache or self.root / ".cache"
