"""What a build is told from outside: where, when, for whom, and how Markdown is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from sitekit.identity import Identity


def clock(environment: Mapping[str, str]) -> datetime:
    """Return the build's moment: `SOURCE_DATE_EPOCH` (reproducible-builds.org), else now."""
    epoch = environment.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


@dataclass(frozen=True)
class Settings:
    """The settings of one build."""

    root: Path
    """The folder that holds posts/, faq/ and docs/."""
    now: datetime
    timezone: tzinfo
    site_url: str
    """Absolute, with a trailing slash."""
    identity: Identity
    preview: bool = False
    """Whether drafts, scheduled and expired posts are shown."""
    extensions: Sequence[str] = ()
    extension_configs: Mapping[str, Any] = field(default_factory=dict)
    page_size: int = 10
