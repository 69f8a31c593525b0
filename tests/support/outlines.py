"""The structure of blocks in HTML, without what is inside of their lines."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag

Outline = list[Any]
_BLOCKS = (
    *("p", "ul", "ol", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("table", "thead", "tbody", "tr", "th", "td"),
)
_OURS = ".headerlink, .linenos, .filename, .tab-title"
"""What pages have beside the text: links to headings, and labels of code."""


def outline_of(html: str) -> Outline:
    """Return the blocks in HTML: pairs of a name, and of code's text or the blocks inside.

    A figure counts as the paragraph that its picture is alone in.
    """
    soup = BeautifulSoup(re.sub(r"<!--slot.*?-->", "", html), "html.parser")
    for element in soup.select(_OURS):
        element.decompose()
    return _children(soup)


def _children(parent: Tag) -> Outline:
    found: Outline = []
    for child in parent.children:
        if not isinstance(child, Tag):
            continue
        if child.name == "pre":
            found.append(
                ("pre", "\n".join(line.rstrip() for line in child.text.split("\n")).strip())
            )
        elif child.name == "figure":
            found.append(("p", []))
        elif child.name in _BLOCKS:
            found.append((f"{child.name}{child.get('start', '')}", _children(child)))
        else:
            found += _children(child)
    return found
