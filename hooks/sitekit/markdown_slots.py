"""A Markdown extension that leaves slots in the converted tree and notes what it holds."""

from __future__ import annotations

import copy
import html
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, STX

from sitekit.raw_html import LINKS, rewrite
from sitekit.slots import mark
from sitekit.source import letters

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

    def run(self, root: ElementTree.Element) -> None:
        """Put in the slots and note what the tree holds."""
        self.root = root
        self._drop_title(root)
        self._raw_html(root)
        for element in root.iter():
            if isinstance(element.tag, str):
                self.note(element.tag, element.attrib)
        _mark_permalinks(root)
        _make_tables_scroll(root)
        _mark_end_of_introduction(root)

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
            if attributes.get(key):
                attributes[key] = self._slot(attributes[key])

    def _slot(self, url: str) -> str:
        if is_ours(url):
            return mark("link", url)
        self.external.append(url)
        return url

    def _raw_html(self, root: ElementTree.Element) -> None:
        """Give HTML written by hand the same slots, and turn invitation markers into theirs."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        top_level = {(child.text or "").strip() for child in root if child.tag == "p"}
        for number, block in enumerate(blocks):
            if not isinstance(block, str):
                continue
            if found := _MARKER.fullmatch(block.strip()):
                named = _NAMED_OFFER.fullmatch(found[1]) if found[1] else None
                if HTML_PLACEHOLDER % number in top_level and (named or not found[1]):
                    offer = named[1] if named else ""
                    blocks[number] = f"<!--{mark('invitation', offer)}-->"
                else:
                    self.bad_markers.append(block.strip())
            elif "<" in block:
                blocks[number] = rewrite(block, self._note_raw)

    def _note_raw(self, tag: str, attributes: dict[str, str]) -> None:
        before = len(self.ids)
        self.note(tag, attributes)
        self.raw_ids += self.ids[before:]
        self.titles += tag == "h1"


def drop_permalink(heading: ElementTree.Element) -> None:
    """Take out the link to itself that the `toc` extension gives a heading."""
    for child in list(heading):
        if child.get("class") == "headerlink" or not isinstance(child.tag, str):
            heading.remove(child)


def heading_text(heading: ElementTree.Element, md: Markdown) -> str:
    """Return a heading's words, without markup and without its permalink."""
    bare = copy.deepcopy(heading)
    drop_permalink(bare)
    words = strip_tags(render_inner_html(remove_fnrefs(bare), md))
    return " ".join(html.unescape(words).split())


def _mark_permalinks(root: ElementTree.Element) -> None:
    """Put slots around the headings' links to themselves, which only pages show."""
    for heading in root.iter():
        for n, child in reversed(list(enumerate(heading))):
            if child.get("class") == "headerlink":
                before, after = (ElementTree.Comment(mark("permalink")) for _ in range(2))
                after.tail, child.tail = child.tail, None
                heading.insert(n + 1, after)
                heading.insert(n, before)


def _make_tables_scroll(root: ElementTree.Element) -> None:
    """Put each table into a box that a keyboard can scroll where the screen is narrow."""
    for parent in list(root.iter()):
        for n, child in enumerate(parent):
            if child.tag == "table":
                box = ElementTree.Element("div", {"class": "table", "tabindex": "0"})
                box.tail, child.tail = child.tail, None
                box.append(child)
                parent[n] = box


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
