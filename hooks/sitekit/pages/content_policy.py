"""The Content-Security-Policy of pages: what browsers load, run and send for them (W3C CSP3)."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import urlsplit

from sitekit.content.settings import Settings

_SELF, _NONE = "'self'", "'none'"
_OF_HOSTS = ("form-action", "frame-src", "img-src", "media-src")
"""The directives that the setting `allowed_hosts` extends; scripts and styles are never theirs."""
EMBEDDABLE = frozenset(
    ("img", "image", "input", "picture", "source", "video", "audio", "track", "iframe", "form")
)
"""The elements of a text that may load from an allowed host, or send to it."""


def content_policy(
    settings: Settings,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    forms: Iterable[str] = (),
) -> str:
    """Return the policy of a page whose inline scripts and style sheets have these texts.

    `forms` are the addresses that its sign-up forms send to: host and path are named, on pages with
    such a form alone. After a redirect by the service, browsers go by the host (CSP3, section
    6.7.2.8); one to another host needs that in `allowed_hosts`.

    Pagefind, the search's program, is WebAssembly. A preview runs every inline script, since
    `mkdocs serve` adds one that reloads the page, with another text each time.
    """
    metadata = settings.metadata
    inline = ["'unsafe-inline'"] if settings.preview else [_hash(script) for script in scripts]
    run = [_SELF, *inline, *(["'wasm-unsafe-eval'"] if metadata.search else [])]
    hosts = [_SELF, *(f"https://{host}" for host in metadata.allowed_hosts)]
    directives = {
        "default-src": [_SELF],
        "script-src": run,
        "style-src": [_SELF, *map(_hash, styles)],
        "object-src": [_NONE],
        "base-uri": [_NONE],
        **dict.fromkeys(_OF_HOSTS if metadata.allowed_hosts else _OF_HOSTS[:1], hosts),
    }
    directives["form-action"] = [*hosts, *dict.fromkeys(map(_without_query, forms))]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


@lru_cache(maxsize=16)  # the same few on all pages
def _hash(text: str) -> str:
    """Return the source expression of an inline script or style sheet with this text."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _without_query(url: str) -> str:
    """Return a URL as a source expression, in which `;` and `,` would end the directive."""
    parts = urlsplit(url)
    path = parts.path.replace(";", "%3B").replace(",", "%2C")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}"


def is_allowed(element: str, url: str, hosts: Iterable[str]) -> bool:
    """Tell whether the policy lets an element of a text load from a URL on one of these hosts."""
    parts = urlsplit(url)
    return (
        element in EMBEDDABLE
        and parts.scheme in ("https", "")  # pages without https are redirected to it
        and any(fnmatchcase(parts.netloc.lower(), host) for host in hosts)
    )
