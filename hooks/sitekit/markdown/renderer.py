"""Markdown → HTML with slots, and what the text holds: a pure function of text and settings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.util import STX

from sitekit.markdown.document import Document, Heading, Question
from sitekit.markdown.fast_inline import SparingExtension
from sitekit.markdown.slots import Parts, Slot, image_paths, mark, split
from sitekit.markdown.slots_extension import SlotsExtension
from sitekit.markdown.tree import HEADINGS, drop_permalink, heading_text, words_of

_ID_REFERENCES = {"id", "for", "aria-labelledby", "aria-describedby", "aria-controls"}
_PLAIN_ID = re.compile(r"[\w-]+")
"""An id that a link spells as it is."""
_STASHED = re.compile(f"{STX}[^\x03]*\x03")


class Renderer:
    """Converts texts one after the other with one set of Markdown extensions."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any]) -> None:
        self._slots = SlotsExtension()
        self._md = Markdown(
            extensions=[*extensions, self._slots, SparingExtension()],
            extension_configs=dict(configs),
        )

    def page(self, text: str, title: str = "") -> Document:
        """Convert a whole text; a first heading that repeats the title is left out."""
        html = self._convert(text, title)
        return self._rendered(html, tuple(self._headings()))

    def faq(self, text: str, title: str = "") -> Document:
        """Convert a FAQ set: each level-2 heading at the top level starts a question."""
        self._convert(text, title)
        headings = tuple(self._headings())
        blocks = list(self._slots.processor.root)
        starts = [n for n, block in enumerate(blocks) if block.tag == "h2"]
        spans = pairwise([*starts, len(blocks)])
        questions = [self._question(blocks[a], blocks[a + 1 : b]) for a, b in spans]
        introduction = blocks[: starts[0]] if starts else blocks
        kept = [block for block in introduction if isinstance(block.tag, str)]
        return self._rendered(self._html(kept), headings, tuple(questions))

    def _convert(self, text: str, title: str = "") -> str:
        self._md.reset()
        self._slots.processor.title = title
        return self._md.convert(text)

    def _rendered(
        self, html: str, headings: tuple[Heading, ...], questions: tuple[Question, ...] = ()
    ) -> Document:
        found = self._slots.processor
        root = found.root
        texts = (split(html), *(text for q in questions for text in (q.title, q.answer)))
        slots = [part for text in texts for part in text if isinstance(part, Slot)]
        links = dict.fromkeys(slot.value for slot in slots if slot.kind == "link")
        own = {f"#{heading.id}" for heading in headings if _PLAIN_ID.fullmatch(heading.id)}
        return Document(
            html=html,
            ids=tuple(found.ids),
            raw_ids=tuple(found.raw_ids),
            titles=found.titles,
            repeats_title=found.repeats_title,
            headings=headings,
            external=tuple(found.external),
            pictures=tuple(found.pictures),
            links=tuple(url for url in links if url not in own),
            own_pictures=tuple(dict.fromkeys(image_paths(slots))),
            calls_to_action=tuple(slot.value for slot in slots if slot.kind == "call_to_action"),
            bad_markers=tuple(found.bad_markers),
            srcsets=tuple(found.srcsets),
            words=len(_STASHED.sub(" ", " ".join(root.itertext())).split()),
            has_footnotes=any(e.get("class") == "footnote" for e in root),
            questions=questions,
        )

    def _question(
        self, heading: ElementTree.Element, answer: list[ElementTree.Element]
    ) -> Question:
        own = heading.get("id", "")
        inside = [e for block in answer for e in block.iter() if isinstance(e.tag, str)]
        inner_ids = {name: f"{own}--{name}" for e in inside if (name := e.get("id"))}
        for element in inside:
            for key in _ID_REFERENCES.intersection(element.keys()):
                names = element.get(key, "").split()
                element.set(key, " ".join(inner_ids.get(name, name) for name in names))
            if element.tag == "input" and element.get("name"):
                element.set("name", f"{own}--{element.get('name')}")  # a group of its own
            if element.tag in HEADINGS:
                drop_permalink(element)
                element.tag = f"h{mark('level', element.tag[1])}"
        drop_permalink(heading)
        title = split(self._html([heading]))
        return Question(
            id=own,
            text=heading_text(heading, self._md),
            title=_inside(title),
            answer=split(self._html(answer)),
            inner_ids=inner_ids,
        )

    def _html(self, blocks: list[ElementTree.Element]) -> str:
        """Serialise part of the tree as `Markdown.convert` does the whole."""
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
                if token := listed.get(name):  # rendered by then, which is dear
                    text, label = words_of(token["html"]), token["name"]
                else:
                    text, label = heading_text(element, self._md), None
                yield Heading(int(element.tag[1]), name, text, label)


def _listed(tokens: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the token of each heading in the contents, as the `toc` extension makes them."""
    for token in tokens:
        yield token
        yield from _listed(token["children"])


def _inside(parts: Parts) -> Parts:
    """Return the content of the one element that `parts` are."""
    first, last = str(parts[0]), str(parts[-1])
    opened = first[first.index(">") + 1 :]
    if len(parts) == 1:
        return tuple(part for part in (opened[: opened.rindex("</")],) if part)
    inside = (opened, *parts[1:-1], last[: last.rindex("</")])
    return tuple(part for part in inside if part)
