"""A Markdown extension that leaves slots in the converted tree and notes what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, STX

from sitekit.markdown.raw_html import LINKS, rewrite
from sitekit.markdown.slots import Image, mark, mark_picture
from sitekit.markdown.tree import (
    add_captions,
    first_blocks,
    heading_text,
    make_tables_scroll,
    mark_permalinks,
    replace,
)
from sitekit.text import letters

_MARKER = re.compile(r"<!--\s*cta\b\s*(.*?)\s*-->", re.IGNORECASE | re.DOTALL)
_NAMED_OFFER = re.compile(r":\s*([\w-]+)")


def is_ours(url: str) -> bool:
    """Tell a link within the site (or to an offer, `cta:`) from one that leads elsewhere."""
    if AMP_SUBSTITUTE in url:  # an e-mail address, spelled in entities
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return parts.scheme == "cta" or not (parts.scheme or parts.netloc)


def _is_own_picture(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell an element that shows a picture of this site."""
    return tag == "img" and bool(attributes.get("src")) and is_ours(attributes["src"])


class SlotsExtension(Extension):
    """Notes ids, links, pictures and markers of each converted text; see `SlotsProcessor`."""

    processor: SlotsProcessor

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Run last of all tree processors, when the tree holds what will be published."""
        md.registerExtension(self)
        self.processor = SlotsProcessor(md)
        md.treeprocessors.register(self.processor, "sitekit-slots", -10)

    def reset(self) -> None:
        """Forget the text converted before."""
        self.processor.forget()


class SlotsProcessor(Treeprocessor):
    """Replaces what the showing page decides by slots, and remembers the converted tree.

    Before a conversion: `title`, which a first heading may repeat. After it: `root` (the tree),
    `ids` and, of those, `raw_ids` in HTML written by hand, `external` (absolute link targets),
    `pictures` (source and alternative text), `bad_markers` (invitation markers that cannot be
    placed), `srcsets` (lists of pictures in HTML, which nothing checks), `titles` (level-1
    headings in HTML), `repeats_title`.
    """

    md: Markdown

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.forget()

    def forget(self) -> None:
        """Start anew for another text."""
        self.title = ""
        self.repeats_title = False
        self.root = ElementTree.Element("div")
        self.ids: list[str] = []
        self.raw_ids: list[str] = []
        self.titles = 0
        self.external: list[str] = []
        self.srcsets: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.bad_markers: list[str] = []
        self._inside_picture = 0
        self._early_found = False

    def run(self, root: ElementTree.Element) -> None:
        """Put in the slots and note what the tree holds."""
        self.root = root
        self._drop_title(root)
        first = first_blocks(root)
        add_captions(root)
        self._tree(root, [picture for block in first for picture in block.iter("img")])
        self._raw_html(root, "".join(text for block in first for text in block.itertext()))
        mark_permalinks(root)
        make_tables_scroll(root)
        _mark_end_of_introduction(root)

    def _tree(self, root: ElementTree.Element, early: list[ElementTree.Element]) -> None:
        """Note what the tree holds; `early` are the pictures that may be in the first screen."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):
            if element.attrib and isinstance(element.tag, str):
                self.note(element.tag, element.attrib)
                if _is_own_picture(element.tag, element.attrib):
                    is_early = self._is_early(element in early)
                    replace(parents[element], element, early=is_early)

    def _is_early(self, near_start: bool) -> bool:
        """Tell whether a picture is the one that stands where the text starts: there is one."""
        early = near_start and not self._early_found
        self._early_found = self._early_found or early
        return early

    def _drop_title(self, root: ElementTree.Element) -> None:
        """Take the first heading out where it says what the title says, so that it shows once."""
        first = next(
            (n for n, child in enumerate(root) if child.tag != "p" or not _is_stash(child)), 0
        )
        if not (self.title and len(root) and root[first].tag == "h1"):
            return
        if letters(heading_text(root[first], self.md)) == letters(self.title):
            self.repeats_title = True
            root.remove(root[first])

    def note(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what an element says of itself, and put slots in the place of its links."""
        if name := attributes.get("id") or (tag == "a" and attributes.get("name")):
            self.ids.append(name)
        if tag == "img":
            self.pictures.append((attributes.get("src", ""), attributes.get("alt", "")))
        if "srcset" in attributes:
            self.srcsets.append(attributes["srcset"])
        for key in LINKS:
            if attributes.get(key) and not (key == "src" and _is_own_picture(tag, attributes)):
                attributes[key] = self._slot(attributes[key])

    def _slot(self, url: str) -> str:
        if is_ours(url):
            return mark("link", url)
        self.external.append(url)
        return url

    def _raw_html(self, root: ElementTree.Element, start: str) -> None:
        """Give HTML written by hand the same slots, and turn invitation markers into theirs.

        `start` is the text of the tree in which the first blocks' placeholders stand.
        """
        blocks = self.md.htmlStash.rawHtmlBlocks
        top_level = {(child.text or "").strip() for child in root if child.tag == "p"}
        for number, block in enumerate(blocks):
            if not isinstance(block, str):
                continue
            if found := _MARKER.fullmatch(block.strip()):
                named = _NAMED_OFFER.fullmatch(found[1]) if found[1] else None
                if HTML_PLACEHOLDER % number in top_level and (named or not found[1]):
                    offer = named[1] if named else ""
                    blocks[number] = f"<!--{mark('call_to_action', offer)}-->"
                else:
                    self.bad_markers.append(block.strip())
            elif "<" in block:
                near_start = HTML_PLACEHOLDER % number in start
                blocks[number] = rewrite(block, partial(self._note_raw, near_start))

    def _note_raw(self, near_start: bool, tag: str, attributes: dict[str, str]) -> str | None:
        """Note an element; a picture's slot stands in its place, but not in a `<picture>`."""
        if tag in ("picture", "/picture"):
            self._inside_picture = int(tag == "picture")
        before = len(self.ids)
        self.note(tag, attributes)
        self.raw_ids += self.ids[before:]
        self.titles += tag == "h1"
        if not _is_own_picture(tag, attributes):
            return None
        if self._inside_picture:
            attributes["src"] = self._slot(attributes["src"])
            return None
        return mark_picture(Image(attributes, self._is_early(near_start)))


def _is_stash(element: ElementTree.Element) -> bool:
    """Tell a paragraph that only stands for a stashed block, such as a comment."""
    return (element.text or "").startswith(STX) and not len(element)


def _mark_end_of_introduction(root: ElementTree.Element) -> None:
    """Put the slot of the offer's line before the first section, where anything precedes it.

    A text without sections is introduced by its first paragraph, if more follows.
    """
    tags = [child.tag for child in root]
    place = tags.index("h2") if "h2" in tags else tags.index("p") + 1 if "p" in tags else 0
    if 0 < place < len(root):
        slot: Any = ElementTree.Comment(mark("line"))
        slot.tail = "\n"
        root.insert(place, slot)
