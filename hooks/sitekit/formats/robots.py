"""robots.txt (RFC 9309): which robots are turned away."""

from __future__ import annotations

from sitekit.content.site_metadata import SiteMetadata

TRAINING_CRAWLERS = (
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "GPTBot",
    "meta-externalagent",
)
"""Robots that only gather training data; those that search and answer have other names.

Google-Extended is not here: it decides on Gemini's answers as well.
"""


def disallowed(metadata: SiteMetadata) -> tuple[str, ...]:
    """Return the names of the robots that may read nothing."""
    return () if metadata.training_crawlers else TRAINING_CRAWLERS
