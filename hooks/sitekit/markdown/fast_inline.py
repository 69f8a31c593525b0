"""Python-Markdown's inline passes, skipping texts in which no pattern matches.

A pass tries each of its fifteen or more patterns on each text of the tree, and `smarty` adds a
second pass: together most of the time of a conversion, and for most texts without effect.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor as SearchingPattern
from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor

_SMARTY_INPUT = re.compile(r"'|\"|<|>|--|\.\.\.")
"""Everything that `smarty` replaces, whatever its settings are."""


class FastInlineExtension(Extension):
    """Replaces the inline passes by ones that skip texts.

    It has to be the last of all extensions, when the patterns are complete.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Replace the passes under their names and with their priorities in Python-Markdown."""
        passes = (("inline", 20, _pattern_finder(md)), ("smarty", 6, _SMARTY_INPUT.search))
        for name, priority, finds in passes:
            current = md.treeprocessors[name] if name in md.treeprocessors else None  # noqa: SIM401
            if type(current) is InlineProcessor:  # not one of another extension
                fast = _FastInlinePass(md, list[Any](current.inlinePatterns), finds)
                md.treeprocessors.register(fast, name, priority)


_NEEDS = {
    "backtick": ("`",),
    "magic-link": ("://", "www.", "WWW.", "Www."),
    "magic-mail": ("@",),
    "shortcode": (":",),
}
"""Texts without which a pattern never matches: quicker to look for than the pattern itself."""


def _pattern_finder(md: Markdown) -> Callable[[str], bool]:
    """Return a function that tells whether any inline pattern matches in a text."""
    names = {id(md.inlinePatterns[name]): name for name in _NEEDS if name in md.inlinePatterns}
    quick: list[str] = []
    finders: dict[re.Pattern[str], Callable[[str], object]] = {}
    for pattern in md.inlinePatterns:
        if name := names.get(id(pattern)):
            quick += _NEEDS[name]
            continue
        compiled: re.Pattern[str] = pattern.getCompiledRegExp()
        searches = isinstance(pattern, SearchingPattern)
        finders[compiled] = compiled.search if searches else compiled.match
    any_needed = re.compile("|".join(map(re.escape, quick)) or "(?!)").search
    finds = list(finders.values())
    return lambda text: bool(any_needed(text)) or any(find(text) for find in finds)


class _FastInlinePass(InlineProcessor):
    """An inline pass over only those texts in which `finds` finds something."""

    def __init__(self, md: Markdown, patterns: list[Pattern], finds: Callable[[str], object]):
        super().__init__(md)
        self.inlinePatterns: Any = patterns  # a list, since look-ups in the registry are slow
        self._finds = finds

    def run(
        self, tree: ElementTree.Element, ancestors: list[str] | None = None
    ) -> ElementTree.Element:
        """Apply the patterns as `InlineProcessor.run` does, with skipped texts taken out."""
        texts, tails, finds = [], [], self._finds
        for element in tree.iter():
            if (text := element.text) and not finds(text):
                texts.append((element, text))
                element.text = None
            if (tail := element.tail) and not finds(tail):
                tails.append((element, tail))
                element.tail = None
        tree = super().run(tree, ancestors)
        for element, text in texts:
            element.text = text
        for element, tail in tails:
            element.tail = tail
        return tree
