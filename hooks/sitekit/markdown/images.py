"""Pictures in the converted tree: captions, slots, and which one stands where the text starts."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

from sitekit.markdown.slots import Image, mark_picture

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
