"""What a figure is drawn from: the structure of a text, as numbers."""

from __future__ import annotations

from typing import NamedTuple

_STEP = 20  # words


class Block(NamedTuple):
    """A part of a section that is no paragraph."""

    kind: str
    """`table`, `code`, `steps` (a numbered list), `list` or `picture`."""
    length: int = 1
    """Of its rows, lines or items."""
    columns: int = 1


class SectionOutline(NamedTuple):
    """What follows a heading of level 2, or precedes the first."""

    id: str
    """Of the heading; empty for the text before the first."""
    words: int
    paragraphs: int = 0
    subsections: int = 0
    blocks: tuple[Block, ...] = ()


class Outline(NamedTuple):
    """The structure of a post."""

    seed: str
    """What distinguishes it from posts of the same structure."""
    sections: tuple[SectionOutline, ...]
    """The introduction, if there is one, has no id."""
    questions: tuple[int, ...] = ()
    """The words of each question and its answer."""

    def in_steps(self) -> Outline:
        """Return it with words to the nearest 20: an edit of a few seldom changes a figure.

        What shows one is then not rebuilt: a post's lists and its social card.
        """
        sections = (section._replace(words=_rounded(section.words)) for section in self.sections)
        return Outline(self.seed, tuple(sections), tuple(map(_rounded, self.questions)))

    def rooms_only(self) -> Outline:
        """Return it without what is in the sections: their rooms are the same."""
        sections = (SectionOutline(section.id, section.words) for section in self.sections)
        return Outline(self.seed, tuple(sections), self.questions)


def _rounded(words: int) -> int:
    return _STEP * round(words / _STEP)
