"""Headings in the converted tree: their words, and their links to themselves."""

from __future__ import annotations

import copy
import html
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags

from sitekit.markdown.slots import mark

HEADINGS = frozenset(f"h{n}" for n in range(1, 7))


def drop_permalink(heading: ElementTree.Element) -> None:
    """Take out the link to itself that the `toc` extension gives a heading."""
    for child in list(heading):
        if child.get("class") == "headerlink" or not isinstance(child.tag, str):
            heading.remove(child)


def heading_text(heading: ElementTree.Element, md: Markdown) -> str:
    """Return a heading's words, without markup and without its permalink."""
    bare = copy.copy(heading)
    drop_permalink(bare)
    return words_of(render_inner_html(remove_fnrefs(bare), md))


def words_of(inner_html: str) -> str:
    """Return the words of a heading's inner HTML, without markup."""
    return " ".join(html.unescape(strip_tags(inner_html)).split())


def mark_permalinks(root: ElementTree.Element) -> None:
    """Put slots around the headings' links to themselves, which only pages show."""
    for heading in [element for element in root.iter() if element.tag in HEADINGS]:
        for n, child in reversed(list(enumerate(heading))):
            if child.get("class") == "headerlink":
                before, after = (ElementTree.Comment(mark("permalink")) for _ in range(2))
                after.tail, child.tail = child.tail, None
                heading.insert(n + 1, after)
                heading.insert(n, before)
