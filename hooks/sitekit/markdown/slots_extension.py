"""A Markdown extension that inserts slots into the converted tree and collects facts about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER, STX

from sitekit.markdown.policy import close_opener, refused_by_policy
from sitekit.markdown.raw_html import LINKS, rewrite
from sitekit.markdown.slots import Image, mark, mark_image
from sitekit.markdown.tabs import title_tabs
from sitekit.markdown.tree import (
    add_captions,
    add_old_ids,
    align_cells,
    first_blocks,
    heading_text,
    label_tasks,
    mark_first_sections,
    mark_permalinks,
    remove_dead_backlinks,
    replace_image,
    wrap_tables,
)
from sitekit.text import letters

_MARKER = re.compile(r"<!--\s*cta\b\s*(.*?)\s*-->", re.IGNORECASE | re.DOTALL)
_BOOKING = re.compile(r"cta:", re.IGNORECASE)
_OFFER = re.compile(r":\s*([\w-]+)")


def is_internal(url: str) -> bool:
    """Tell whether a link leads to this site or to an offer (`cta:`)."""
    if AMP_SUBSTITUTE in url:  # an e-mail address, spelled in entities
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return parts.scheme == "cta" or not (parts.scheme or parts.netloc)


def _is_own_image(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether an element shows an image of this site."""
    return tag == "img" and bool(attributes.get("src")) and is_internal(attributes["src"])


class SlotsExtension(Extension):
    """Runs `SlotsProcessor` on each converted text."""

    processor: SlotsProcessor

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Run last of all tree processors, when the tree is what will be published."""
        md.registerExtension(self)
        self.processor = SlotsProcessor(md)
        md.treeprocessors.register(self.processor, "sitekit-slots", -10)

    def reset(self) -> None:
        """Drop what was collected from the previous text."""
        self.processor.reset()


class SlotsProcessor(Treeprocessor):
    """Replaces what depends on the showing page by slots, and collects facts about the text.

    Set `title`, which a first heading may repeat, before a conversion. After it, `root` is the
    converted tree; all other attributes are those of `Document`.
    """

    md: Markdown

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.reset()

    def reset(self) -> None:
        """Start with another text."""
        self.title = ""
        self.repeats_title = False
        self.root = ElementTree.Element("div")
        self.ids: list[str] = []
        self.raw_ids: list[str] = []
        self.titles = 0
        self.external: list[str] = []
        self.embedded: list[tuple[str, str]] = []
        self.refused: list[str] = []
        self.srcsets: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.bad_markers: list[str] = []
        self.comments: list[str] = []
        self._inside_picture = False
        self._early_found = False

    def run(self, root: ElementTree.Element) -> None:
        """Insert the slots and collect the facts."""
        self.root = root
        self._remove_title(root)
        add_old_ids(root)
        remove_dead_backlinks(root)
        align_cells(root)
        first = first_blocks(root)
        add_captions(root)
        self._process_tree(root, [image for block in first for image in block.iter("img")])
        self._process_raw_html(root, "".join(text for block in first for text in block.itertext()))
        self._remove_empty_blocks(root)
        label_tasks(root, self.md.htmlStash)
        mark_permalinks(root)
        title_tabs(root, self.md)
        wrap_tables(root)
        mark_first_sections(root, self.md.htmlStash)

    def _remove_title(self, root: ElementTree.Element) -> None:
        """Remove the first heading if it repeats the title, which pages show anyway."""
        first = next(
            (n for n, child in enumerate(root) if child.tag != "p" or not _is_placeholder(child)), 0
        )
        if not (self.title and len(root) and root[first].tag == "h1"):
            return
        if letters(heading_text(root[first], self.md)) == letters(self.title):
            self.repeats_title = True
            root.remove(root[first])

    def _process_tree(self, root: ElementTree.Element, first: list[ElementTree.Element]) -> None:
        """Process the elements of the tree; `first` are the images of its first blocks."""
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):
            if element.attrib and isinstance(element.tag, str):
                self._collect(element.tag, element.attrib)
                if _is_own_image(element.tag, element.attrib):
                    early = self._is_first_early(element in first)
                    replace_image(parents[element], element, early=early)

    def _process_raw_html(self, root: ElementTree.Element, start: str) -> None:
        """Process raw HTML, and replace call-to-action markers by slots.

        `start` is the text of the tree's first blocks, with the placeholders of their raw HTML.
        """
        blocks = self.md.htmlStash.rawHtmlBlocks
        top_level = {(child.text or "").strip() for child in root if child.tag == "p"}
        for number, block in enumerate(blocks):
            if not isinstance(block, str):
                continue
            if marker := _MARKER.fullmatch(block.strip()):
                offer = _OFFER.fullmatch(marker[1]) if marker[1] else None
                if HTML_PLACEHOLDER % number in top_level and (offer or not marker[1]):
                    blocks[number] = f"<!--{mark('call_to_action', offer[1] if offer else '')}-->"
                else:
                    self.bad_markers.append(block.strip())
            elif "<" in block:
                near_start = HTML_PLACEHOLDER % number in start
                visit = partial(self._process_raw, near_start)
                blocks[number] = rewrite(block, visit, self.comments.append)

    def _remove_empty_blocks(self, root: ElementTree.Element) -> None:
        """Remove the paragraphs of blocks of raw HTML that were comments alone."""
        blocks = self.md.htmlStash.rawHtmlBlocks
        if not self.comments:
            return
        empty = {HTML_PLACEHOLDER % n for n, block in enumerate(blocks) if not str(block).strip()}
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "p" and not len(child) and (child.text or "").strip() in empty:
                    parent.remove(child)

    def _process_raw(self, near_start: bool, tag: str, attributes: dict[str, str]) -> str | None:
        """Process an element of raw HTML; an image becomes a slot, except in a `<picture>`."""
        if tag in ("picture", "/picture"):
            self._inside_picture = tag == "picture"
        before = len(self.ids)
        self._collect(tag, attributes)
        self.raw_ids += self.ids[before:]
        self.titles += tag == "h1"
        if not _is_own_image(tag, attributes):
            return None
        if self._inside_picture:
            attributes["src"] = self._link(attributes["src"])
            return None
        return mark_image(Image(attributes, self._is_first_early(near_start)))

    def _collect(self, tag: str, attributes: dict[str, str]) -> None:
        """Collect the facts about an element, and replace its links by slots."""
        if name := attributes.get("id") or (tag == "a" and attributes.get("name")):
            self.ids.append(name)
        if tag == "img":
            self.pictures.append((attributes.get("src", ""), attributes.get("alt", "")))
        if "srcset" in attributes:
            self.srcsets.append(attributes["srcset"])
        if tag == "a" and attributes.get("href") in ("", "#"):
            self.external.append(attributes["href"])
        self.refused += refused_by_policy(tag, attributes)
        if tag == "form" and not is_internal(attributes.get("action", "")):
            self.embedded.append((tag, attributes["action"]))
        close_opener(tag, attributes)
        for key in LINKS:
            url = attributes.get(key, "")
            if url and tag not in ("a", "area") and not is_internal(url):
                self.embedded.append((tag, url))
            if attributes.get(key) and not (key == "src" and _is_own_image(tag, attributes)):
                attributes[key] = self._link(attributes[key])

    def _link(self, url: str) -> str:
        """Return the slot of an internal link; an external one is collected and returned as is."""
        if booking := _BOOKING.match(url):
            return mark("link", f"cta:{url[booking.end() :].strip()}")
        if is_internal(url):
            return mark("link", url)
        self.external.append(url)
        return url

    def _is_first_early(self, near_start: bool) -> bool:
        """Tell whether an image is the first of this text that is near its start."""
        early = near_start and not self._early_found
        self._early_found = self._early_found or early
        return early


def _is_placeholder(element: ElementTree.Element) -> bool:
    """Tell whether a paragraph is only the placeholder of a raw block, such as a comment."""
    return (element.text or "").startswith(STX) and not len(element)
