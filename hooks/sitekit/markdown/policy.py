"""What the policy of pages means for a text: what browsers ignore, and links to other sites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SCRIPT_TYPES = ("", "module", "text/javascript", "application/javascript", "importmap")
_ELSEWHERE = re.compile(r"(?:https?:)?//|cta:", re.IGNORECASE)
_LENGTH = re.compile(r"\d+(?:\.\d+)?(?:px|em|rem|%|vw)?")
"""The sizes of a picture that `pages.image_html` can give without a style."""


def refused_by_policy(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Yield what browsers ignore of an element: attributes by their names, elements in brackets.

    Pages allow no styles and scripts but those in files of the site (`pages.content_policy`).
    """
    for name, value in attributes.items():
        is_size = tag == "img" and name in ("width", "height")
        if name == "style" or name.startswith("on") or (is_size and not _LENGTH.fullmatch(value)):
            yield name
    is_script = tag == "script" and attributes.get("type", "").lower() in _SCRIPT_TYPES
    if tag == "style" or (is_script and "src" not in attributes):
        yield f"<{tag}>"


def close_opener(tag: str, attributes: dict[str, str]) -> None:
    """Give a link to another site, or to the booking, no access to the window that it opens from.

    Windows with a name, or opened with `rel="opener"`, have it otherwise (HTML, section 4.6.7).
    """
    if tag in ("a", "area") and _ELSEWHERE.match(attributes.get("href", "")):
        words = re.findall(r"[\w-]+", attributes.get("rel", "").lower())
        relations = [word for word in words if word not in ("opener", "noopener")]
        attributes["rel"] = " ".join((*relations, "noopener"))
