"""A Markdown extension that leaves slots in the converted tree and notes what it holds."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER

from sitekit.slots import mark

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

    After a conversion: `root` (the tree), `ids`, `external` (absolute link targets), `pictures`
    (source and alternative text), `bad_markers` (invitation markers that cannot be placed).
    """

    md: Markdown

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.forget()

    def forget(self) -> None:
        """Start anew for another text."""
        self.root = ElementTree.Element("div")
        self.ids: list[str] = []
        self.external: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.bad_markers: list[str] = []

    def run(self, root: ElementTree.Element) -> None:
        """Put in the slots and note what the tree holds."""
        self.root = root
        self._raw_html(root)
        for element in root.iter():
            if isinstance(element.tag, str):
                self._element(element.tag, element.attrib)
        _mark_end_of_introduction(root)

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        if name := attributes.get("id") or (tag == "a" and attributes.get("name")):
            self.ids.append(name)
        if tag == "img":
            self.pictures.append((attributes.get("src", ""), attributes.get("alt", "")))
        for key in ("href", "src"):
            if key in attributes:
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
                blocks[number] = _RawHtml(self).rewrite(block)


class _RawHtml(HTMLParser):
    """Copies HTML as it stands, but for link targets and pictures' sources."""

    def __init__(self, slots: SlotsProcessor) -> None:
        super().__init__(convert_charrefs=False)
        self.slots = slots
        self.out: list[str] = []

    def rewrite(self, text: str) -> str:
        if not re.search(r"\b(?:href|src|id|name)\s*=", text):
            return text
        self.feed(text)
        rest = self.rawdata
        self.close()
        return "".join(self.out) if not rest else text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value for key, value in attrs if value is not None}
        changed = dict(given)
        self.slots._element(tag, changed)
        source = self.get_starttag_text() or ""
        for key in ("href", "src"):
            if given.get(key) != changed.get(key):
                source = _replace_value(source, key, changed[key])
        self.out.append(source)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def _replace_value(tag: str, attribute: str, value: str) -> str:
    """Return a start tag with another value of one attribute, all else as written."""
    written = rf"(\s{attribute}\s*=\s*)(?:\"[^\"]*\"|'[^']*'|[^\s>]+)"
    return re.sub(written, lambda m: f'{m[1]}"{value}"', tag, count=1, flags=re.IGNORECASE)


def _mark_end_of_introduction(root: ElementTree.Element) -> None:
    """Put the slot of the offer's line before the first section, where anything precedes it."""
    for n, child in enumerate(root):
        if child.tag == "h2":
            if n:
                slot: Any = ElementTree.Comment(mark("line"))
                slot.tail = "\n"
                root.insert(n, slot)
            return
