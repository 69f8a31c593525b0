"""The style sheets and scripts that the templates load: read once, published minified."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_ELEMENTS = (
    "code",
    "notes",
    "pager",
    "person-picture",
    "picture-widths",
    "preview",
    "proof",
    "sign-up",
    "tabs",
    "task-list",
)
RARE_SHEETS = tuple(f"docs/assets/elements/{name}.css" for name in _ELEMENTS)
"""The style sheets of what few pages have. A page loads those it has a class of."""
LOADED = (
    *(f"docs/assets/{name}" for name in ("late.css", "search.css", "site.js", "search.js")),
    *RARE_SHEETS,
)
_MINIFIERS: dict[str, Callable[[str], str]] = {".css": cssmin, ".js": jsmin}


def published_bytes(root: Path, path: str) -> bytes:
    """Return what is published of a style sheet or script: of those in `LOADED`, minified.

    A writer's own are published as they are. Raises OSError, and UnicodeDecodeError for a file
    that is to be minified and is not UTF-8.
    """
    file = root / path
    if path not in LOADED:
        return file.read_bytes()
    return _MINIFIERS[file.suffix](file.read_text("utf-8")).encode()
