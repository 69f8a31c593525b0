"""Changes to the converted tree before it is serialised: headings, images, tables and more."""

from __future__ import annotations

import copy
import html
import re
from itertools import takewhile
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.util import HTML_PLACEHOLDER_RE, HtmlStash

from sitekit.markdown.raw_html import open_elements
from sitekit.markdown.slots import Image, Kind, mark, mark_image

HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_FIRST_SCREEN_BLOCKS = 2
"""Number of blocks at a text's start that a reader may see without scrolling."""
_ALIGNMENT = re.compile(r"text-align:\s*(left|center|right);?")
_LISTS = ("ol", "ul")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE)


def heading_text(heading: ElementTree.Element, md: Markdown) -> str:
    """Return the plain text of a heading, without its permalink."""
    copied = copy.copy(heading)
    remove_permalink(copied)
    return plain_text(render_inner_html(remove_fnrefs(copied), md))


def plain_text(inner_html: str) -> str:
    """Return the plain text of a heading's inner HTML."""
    return " ".join(html.unescape(strip_tags(inner_html)).split())


def remove_permalink(heading: ElementTree.Element) -> None:
    """Remove the link to itself that the `toc` extension adds to a heading, and its slots."""
    for child in list(heading):
        if child.get("class") == "headerlink" or child.text == mark("page_only"):
            heading.remove(child)


def add_old_ids(root: ElementTree.Element) -> None:
    """Put the ids that a heading had before, `{#id aliases="old older"}`, into the heading."""
    for heading in [element for element in root.iter() if element.tag in HEADINGS]:
        for name in reversed(heading.attrib.pop("aliases", "").split()):
            span = ElementTree.Element("span", {"id": name})
            span.tail, heading.text = heading.text, None
            heading.insert(0, span)


def mark_permalinks(root: ElementTree.Element) -> None:
    """Enclose the permalinks of headings in slots, since only pages show them.

    They are for the mouse alone and have no text: their sign, which the style sheet draws, would be
    heard in the name of each heading, and each would be a stop on the way by keyboard. The class
    has reader views show a heading whatever is in its id: they leave out what has "sponsor" there.
    """
    for heading in [element for element in root.iter() if element.tag in HEADINGS]:
        heading.set("class", " ".join((*heading.get("class", "").split(), "content")))
        for n, child in reversed(list(enumerate(heading))):
            if child.get("class") == "headerlink":
                child.text = None
                child.attrib.update({"aria-hidden": "true", "tabindex": "-1"})
                before, after = (ElementTree.Comment(mark("page_only")) for _ in range(2))
                after.tail, child.tail = child.tail, None
                heading.insert(n + 1, after)
                heading.insert(n, before)


def mark_first_sections(root: ElementTree.Element, stash: HtmlStash) -> None:
    """Insert the slots of an offer's line and of where the second section begins.

    The line follows the introduction: what precedes the first section, else the first section. In
    a text without sections it follows the first paragraph, if more follows. No slot is put inside
    of an element of raw HTML: `stash` holds what the tree has placeholders for.
    """
    outside = _positions_outside_raw_html(root, stash)
    sections = [n for n in outside if root[n].tag == "h2"]
    tags = [child.tag for child in root]
    if "h2" not in tags:
        line = [n for n in outside if "p" in tags and n > tags.index("p")]
    elif tags[0] == "h2":
        line = sections[1:]
    else:
        line = [n for n in outside if n >= tags.index("h2")]
    slots: dict[Kind, list[int]] = {"second_section": sections[1:], "line": line}
    for kind, positions in slots.items():
        for position in positions[:1]:
            slot: Any = ElementTree.Comment(mark(kind))
            slot.tail, root[position - 1].tail = root[position - 1].tail, None
            root.insert(position, slot)


def _positions_outside_raw_html(root: ElementTree.Element, stash: HtmlStash) -> list[int]:
    """Return where in the tree an element would not be inside of one of raw HTML."""
    positions, depth = [], 0
    for position, child in enumerate(root):
        if depth == 0:
            positions.append(position)
        numbers = HTML_PLACEHOLDER_RE.findall(child.text or "") if child.tag == "p" else ()
        raw = (stash.rawHtmlBlocks[int(number)] for number in numbers)
        depth += sum(open_elements(html) for html in raw if isinstance(html, str))
    return positions


def first_blocks(root: ElementTree.Element) -> list[ElementTree.Element]:
    """Return the blocks that may be in a reader's first screen."""
    return [block for block in root if isinstance(block.tag, str)][:_FIRST_SCREEN_BLOCKS]


def remove_dead_backlinks(root: ElementTree.Element) -> None:
    """Remove the links of footnotes that no text cites to where it would cite them."""
    notes = [element for element in root if element.get("class") == "footnote"]
    backlinks = [
        (parent, link)
        for note in notes
        for parent in note.iter()
        for link in parent
        if link.get("class") == "footnote-backref"
    ]
    if not backlinks:
        return
    ids = {element.get("id") for element in root.iter()}
    for parent, link in backlinks:
        if link.get("href", "").removeprefix("#") not in ids:
            parent.remove(link)


def add_captions(root: ElementTree.Element) -> None:
    """Turn each paragraph that contains only an image with a title into a figure."""
    for paragraph in list(root.iter("p")):
        image = _only_image(paragraph)
        if image is None or not image.get("title"):
            continue
        paragraph.tag = "figure"
        caption = ElementTree.SubElement(paragraph, "figcaption")
        caption.text = image.attrib.pop("title")
        if "id" in image.attrib:
            paragraph.attrib.setdefault("id", image.attrib.pop("id"))


def _only_image(element: ElementTree.Element) -> ElementTree.Element | None:
    """Return the image that is an element's only content, linked or not."""
    while len(element) == 1:
        if (element.text or "").strip() or (element[0].tail or "").strip():
            return None
        element = element[0]
        if element.tag == "img":
            return element
        if element.tag != "a":
            return None
    return None


def replace_image(parent: ElementTree.Element, image: ElementTree.Element, *, early: bool) -> None:
    """Replace an image by a slot; its id remains in the tree, where answers change ids."""
    attributes = {key: _ENTITY.sub(_unescape, value) for key, value in image.items()}
    name = attributes.pop("id", "")
    slot = ElementTree.Comment(mark_image(Image(attributes, early)))
    new: ElementTree.Element = slot  # type: ignore[assignment]
    if name:
        new = ElementTree.Element("span", {"id": name})
        new.append(slot)
    new.tail = image.tail
    parent[list(parent).index(image)] = new


def _unescape(entity: re.Match[str]) -> str:
    """Return the character of an entity; Markdown leaves entities in attributes unchanged."""
    return html.unescape(entity[0])


def label_tasks(root: ElementTree.Element, stash: HtmlStash) -> None:
    """Label the check box of each task, which is in `stash`, with the words of the task."""
    for item in root.iter("li"):
        if "task-list-item" not in item.get("class", "").split():
            continue
        first = item if (item.text or "").strip() or not len(item) else item[0]
        if number := HTML_PLACEHOLDER_RE.search(first.text or ""):
            pieces = [(first.text or "")[number.end() :]]
            for child in takewhile(lambda child: child.tag not in _LISTS, first):
                pieces += [*child.itertext(), child.tail or ""]
            label = html.escape(" ".join("".join(pieces).split()) or "task")
            box = str(stash.rawHtmlBlocks[int(number[1])])
            labelled = box.replace("<input", f'<input aria-label="{label}"', 1)
            stash.rawHtmlBlocks[int(number[1])] = labelled


def align_cells(root: ElementTree.Element) -> None:
    """Replace the styles that align the cells of tables by classes, which pages allow."""
    for cell in (*root.iter("th"), *root.iter("td")):
        if found := _ALIGNMENT.fullmatch(cell.get("style", "")):
            del cell.attrib["style"]
            cell.set("class", " ".join((*cell.get("class", "").split(), f"align-{found[1]}")))


def wrap_tables(root: ElementTree.Element) -> None:
    """Wrap each table in a box that can be scrolled on narrow screens."""
    for parent in list(root.iter()):
        for n, child in enumerate(parent):
            if child.tag == "table":
                box = ElementTree.Element("div", {"class": "table"})
                box.tail, child.tail = child.tail, None
                box.append(child)
                parent[n] = box
