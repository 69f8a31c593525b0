"""The converted tree: headings, images and tables of a text, before it is serialised."""

from __future__ import annotations

import copy
import html
import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags

from sitekit.markdown.slots import Image, mark, mark_picture

HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_FIRST_SCREEN = 2
"""So many blocks of a text may stand in a reader's first screen."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)


def add_captions(root: ElementTree.Element) -> None:
    """Make each paragraph that holds a picture with a title, and nothing else, a figure."""
    for paragraph in list(root.iter("p")):
        picture = _alone(paragraph)
        if picture is None or not picture.get("title"):
            continue
        paragraph.tag = "figure"
        caption = ElementTree.SubElement(paragraph, "figcaption")
        caption.text = picture.attrib.pop("title")
        if "id" in picture.attrib:
            paragraph.attrib.setdefault("id", picture.attrib.pop("id"))


def _alone(element: ElementTree.Element) -> ElementTree.Element | None:
    """Return the picture that is all an element holds, in a link or by itself."""
    while len(element) == 1:
        if (element.text or "").strip() or (element[0].tail or "").strip():
            return None
        element = element[0]
        if element.tag == "img":
            return element
        if element.tag != "a":
            return None
    return None


def first_blocks(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the blocks with which a text starts."""
    return [block for block in root if isinstance(block.tag, str)][:_FIRST_SCREEN]


def replace(parent: ElementTree.Element, picture: ElementTree.Element, *, early: bool) -> None:
    """Put a slot in the place of a picture; its id stays in the tree, where answers change it."""
    attributes = {key: _ENTITY.sub(_character, value) for key, value in picture.items()}
    name = attributes.pop("id", "")
    slot = ElementTree.Comment(mark_picture(Image(attributes, early)))
    new: ElementTree.Element = slot  # type: ignore[assignment]
    if name:
        new = ElementTree.Element("span", {"id": name})
        new.append(slot)
    new.tail = picture.tail
    parent[list(parent).index(picture)] = new


def _character(entity: re.Match[str]) -> str:
    """Return what an entity stands for, which Markdown leaves in attributes as it is written."""
    return html.unescape(entity[0])


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


def make_tables_scroll(root: ElementTree.Element) -> None:
    """Put each table into a box that a keyboard can scroll where the screen is narrow."""
    for parent in list(root.iter()):
        for n, child in enumerate(parent):
            if child.tag == "table":
                box = ElementTree.Element("div", {"class": "table", "tabindex": "0"})
                box.tail, child.tail = child.tail, None
                box.append(child)
                parent[n] = box
