"""The structure of a converted text: its sections, how long each is, and what is in it."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from markdown.util import HTML_PLACEHOLDER_RE, STX, HtmlStash

from sitekit.figures.outline import Block, SectionOutline
from sitekit.markdown.tree import HEADINGS
from sitekit.text import count_words

_PLACEHOLDER = re.compile(f"{STX}[^\x03]*\x03")
_LISTS = {"ol": "steps", "ul": "list"}


def section_outlines(root: ElementTree.Element, stash: HtmlStash) -> tuple[SectionOutline, ...]:
    """Return the sections of a text, what precedes the first among them if that has words.

    `stash` holds what the tree has placeholders for, such as code. Footnotes count to no section.
    """
    blocks = [
        block for block in root if isinstance(block.tag, str) and block.get("class") != "footnote"
    ]
    starts = [n for n, block in enumerate(blocks) if block.tag == "h2"]
    sections = [_section("", blocks[: starts[0]] if starts else blocks, stash)]
    for start, end in pairwise([*starts, len(blocks)]):
        sections.append(_section(blocks[start].get("id", ""), blocks[start + 1 : end], stash))
    return tuple(sections if sections[0].words else sections[1:])


def _section(name: str, blocks: list[ElementTree.Element], stash: HtmlStash) -> SectionOutline:
    lengths = [(block, words_in(block)) for block in blocks if block.tag not in HEADINGS]
    return SectionOutline(
        id=name,
        words=sum(words for _, words in lengths),
        paragraphs=sum(block.tag == "p" and words > 0 for block, words in lengths),
        subsections=sum(block.tag == "h3" for block in blocks),
        blocks=tuple(found for block, _ in lengths if (found := _block(block, stash))),
    )


def words_in(element: ElementTree.Element) -> int:
    """Return how many words an element has, without those of raw HTML and code blocks."""
    return count_words(_PLACEHOLDER.sub(" ", " ".join(element.itertext())))


def _block(block: ElementTree.Element, stash: HtmlStash) -> Block | None:
    """Return what a block is, None for a paragraph."""
    if block.tag in _LISTS:
        return Block(_LISTS[block.tag], max(1, sum(item.tag == "li" for item in block)))
    if block.get("class") == "table":
        rows = list(block.iter("tr"))
        return Block("table", len(rows), max(map(len, rows), default=1))
    if block.tag == "figure":
        return Block("picture")
    if block.tag == "p" and (found := HTML_PLACEHOLDER_RE.fullmatch((block.text or "").strip())):
        raw = stash.rawHtmlBlocks[int(found[1])]
        if isinstance(raw, str) and "<pre" in raw:
            return Block("code", max(1, raw.count("\n")))
    return None
