"""Markdown → `Document`: a pure function of the text and the settings of Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from sitekit.markdown.anchors import with_heading_ids
from sitekit.markdown.apostrophes import ApostropheExtension
from sitekit.markdown.block_reader import BlockReader, CommonMarkMarkdown
from sitekit.markdown.document import Document, Heading, Remark, Section
from sitekit.markdown.fast_inline import FastInlineExtension
from sitekit.markdown.foreign_markup import remarks_on
from sitekit.markdown.icons import IconExtension
from sitekit.markdown.literal_text import LiteralTextExtension
from sitekit.markdown.notes import NOTES, NotesExtension
from sitekit.markdown.outline import section_outlines, words_in
from sitekit.markdown.slips import slips_in
from sitekit.markdown.slots import Slot, image_paths, mark, split
from sitekit.markdown.slots_extension import SlotsExtension
from sitekit.markdown.tag_balance import unbalanced_tags
from sitekit.markdown.tree import HEADINGS, heading_text, plain_text, remove_permalink

_ID_REFERENCES = {"id", "for", "aria-labelledby", "aria-describedby", "aria-controls"}
_PLAIN_ID = re.compile(r"[\w-]+")
"""An id that is the same in a link, without percent-encoding."""
_MAX_UNCLOSED = 300
_BLANK_LINES = re.compile(r"\n[ \t]*\n")


class Renderer:
    """Converts texts, one after another, with one set of Markdown extensions."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any]) -> None:
        self._settings = (extensions, configs)
        self.restart()

    def restart(self) -> None:
        """Begin anew, as has to be done after an exception, which may leave a text half read."""
        extensions, configs = self._settings
        # Not by its name in mkdocs.yml, which MkDocs imports before the folder of hooks is known.
        self._remarks: list[Remark] = []
        self._slots = SlotsExtension()
        ours = (self._slots, LiteralTextExtension(), ApostropheExtension(), FastInlineExtension())
        notes = NotesExtension(configs.get(NOTES, {}))
        self._md = CommonMarkMarkdown(
            extensions=[*extensions, IconExtension(), notes, *ours],
            extension_configs=with_heading_ids(configs),
        )
        self._blocks.begin()

    @property
    def _blocks(self) -> BlockReader:
        reader = self._md.parser
        assert isinstance(reader, BlockReader)
        return reader

    def page(self, text: str, title: str = "") -> Document:
        """Convert a page's text; a first heading that repeats the title is removed."""
        html = self._convert(text, title)
        return self._document(html, tuple(self._headings()))

    def faq(self, text: str, title: str = "") -> Document:
        """Convert a FAQ set: each level-2 heading at the top level starts a section."""
        self._convert(text, title, in_sections=True)
        headings = tuple(self._headings())
        blocks = list(self._slots.processor.root)
        starts = [n for n, block in enumerate(blocks) if block.tag == "h2"]
        spans = pairwise([*starts, len(blocks)])
        sections = [self._section(blocks[a], blocks[a + 1 : b]) for a, b in spans]
        introduction = blocks[: starts[0]] if starts else blocks
        elements = [block for block in introduction if isinstance(block.tag, str)]
        return self._document(self._html(elements), headings, tuple(sections))

    def _convert(self, text: str, title: str, *, in_sections: bool = False) -> str:
        refuse_endless_brackets(text)
        self._md.reset()
        self._slots.processor.title = title
        html = self._md.convert(text)
        kinds = self._settings[1].get(NOTES, {})
        self._remarks = sorted(self._remarks_on(self._blocks, kinds, in_sections))
        return html

    @staticmethod
    def _remarks_on(
        blocks: BlockReader, kinds: Collection[str], in_sections: bool
    ) -> Iterator[Remark]:
        yield from remarks_on(blocks.tokens)
        yield from slips_in(blocks.tokens, blocks.lines, kinds)
        yield from unbalanced_tags(blocks.tokens, in_sections=in_sections)

    def _document(
        self, html: str, headings: tuple[Heading, ...], sections: tuple[Section, ...] = ()
    ) -> Document:
        facts = self._slots.processor
        texts = (split(html), *(text for s in sections for text in (s.title, s.content)))
        slots = [part for text in texts for part in text if isinstance(part, Slot)]
        links = dict.fromkeys(slot.value for slot in slots if slot.kind == "link")
        own = {f"#{heading.id}" for heading in headings if _PLAIN_ID.fullmatch(heading.id)}
        return Document(
            html=html,
            ids=tuple(facts.ids),
            raw_ids=tuple(facts.raw_ids),
            titles=facts.titles,
            repeats_title=facts.repeats_title,
            headings=headings,
            external=tuple(facts.external),
            embedded=tuple(facts.embedded),
            refused=tuple(facts.refused),
            pictures=tuple(facts.pictures),
            links=tuple(url for url in links if url not in own),
            own_pictures=tuple(dict.fromkeys(image_paths(slots))),
            calls_to_action=tuple(slot.value for slot in slots if slot.kind == "call_to_action"),
            bad_markers=tuple(facts.bad_markers),
            srcsets=tuple(facts.srcsets),
            words=words_in(facts.root),
            outline=section_outlines(facts.root, self._md.htmlStash),
            comments=tuple(facts.comments),
            has_footnotes=any(e.get("class") == "footnote" for e in facts.root),
            remarks=tuple(self._remarks),
            sections=sections,
        )

    def _section(self, heading: ElementTree.Element, content: list[ElementTree.Element]) -> Section:
        section_id = heading.get("id", "")
        elements = [e for block in content for e in block.iter() if isinstance(e.tag, str)]
        inner_ids = {name: f"{section_id}--{name}" for e in elements if (name := e.get("id"))}
        for element in elements:
            for key in _ID_REFERENCES.intersection(element.keys()):
                names = element.get(key, "").split()
                element.set(key, " ".join(inner_ids.get(name, name) for name in names))
            if element.tag == "input" and element.get("name"):
                group = f"{section_id}--{element.get('name')}"  # radio buttons
                element.set("name", group)
            if element.tag in HEADINGS:
                remove_permalink(element)
                element.tag = f"h{mark('level', element.tag[1])}"
        remove_permalink(heading)
        title = self._html([heading])
        return Section(
            id=section_id,
            text=heading_text(heading, self._md),
            title=split(title[title.index(">") + 1 : title.rindex("</")]),
            content=split(self._html(content)),
            inner_ids=inner_ids,
            old_ids=tuple(name for e in heading.iter("span") if (name := e.get("id"))),
        )

    def _html(self, blocks: list[ElementTree.Element]) -> str:
        """Serialise part of the tree in the steps of `Markdown.convert`."""
        wrapper = ElementTree.Element("div")
        wrapper.extend(blocks)
        text = self._md.serializer(wrapper)
        text = text[text.index(">") + 1 : text.rindex("</div>")].strip() if blocks else ""
        for processor in self._md.postprocessors:
            text = processor.run(text)
        return text.strip()

    def _headings(self) -> Iterator[Heading]:
        listed = {token["id"]: token for token in _listed(getattr(self._md, "toc_tokens", ()))}
        for element in self._slots.processor.root.iter():
            if element.tag in HEADINGS:
                name = element.get("id", "")
                if token := listed.get(name):  # already rendered by `toc`, which is slow
                    text, label = plain_text(token["html"]), token["name"]
                else:
                    text, label = heading_text(element, self._md), None
                yield Heading(int(element.tag[1]), name, text, label)


def refuse_endless_brackets(text: str) -> None:
    """Raise ValueError for a paragraph with hundreds of brackets that are never closed.

    Python-Markdown looks for the end of each in all of the text behind it: minutes for 50 KB.
    """
    if text.count("[") <= _MAX_UNCLOSED:
        return
    for block in _BLANK_LINES.split(text):
        unclosed = block.count("[") - block.count("]"), block.count("](") - block.count(")")
        if max(unclosed) > _MAX_UNCLOSED:
            raise ValueError("too many brackets are not closed")


def _listed(tokens: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the tokens of the `toc` extension, nested ones included."""
    for token in tokens:
        yield token
        yield from _listed(token["children"])
