"""Structures of texts to draw figures of."""

from __future__ import annotations

from sitekit.figures.outline import Block, Outline, SectionOutline

BLOCKS = (Block("table", 5, 3), Block("code", 12), Block("steps", 4), Block("list", 3))


def outline_of_sections(count: int, seed: str = "a-post", words: int = 150) -> Outline:
    """Return the outline of an introduction and so many sections of several lengths."""
    sections = [SectionOutline("", 90, 3)]
    for n in range(count):
        blocks = BLOCKS[n % 4 : n % 4 + 1]
        sections.append(SectionOutline(f"s{n}", words + words * (n * 7 % 5) // 4, 4, n % 3, blocks))
    return Outline(seed, tuple(sections))


USUAL = outline_of_sections(7)
OUTLINES = {
    "usual": USUAL,
    "with questions": Outline("b", USUAL.sections, (120, 90, 100, 140)),
    "of one paragraph": Outline("c", (SectionOutline("", 40, 1),)),
    "without sections": Outline("d", (SectionOutline("", 900, 12, 0, BLOCKS),)),
    "without an introduction": Outline("e", USUAL.sections[1:]),
    "30 sections": outline_of_sections(30),
    "80 sections": outline_of_sections(80),
    "very long": outline_of_sections(9, words=9000),
    "one section far longer": Outline(
        "f", (SectionOutline("", 30), SectionOutline("s", 4000), SectionOutline("t", 30))
    ),
    "nothing but headings": Outline("g", (SectionOutline("s", 0), SectionOutline("t", 0)), (0, 0)),
}
