"""Python-Markdown's inline passes, without the texts that they would leave as they are.

A pass tries each of its fifteen or more patterns on each text of the tree, and `smarty` brings a
second pass of its own: together most of the time of a conversion, and for most texts in vain.
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

_SMART = re.compile(r"'|\"|<|>|--|\.\.\.")
"""All that `smarty` makes anything of, whatever its settings are."""


class SparingExtension(Extension):
    """Puts passes that spare texts in the place of the passes there are.

    It comes last of all extensions, when the patterns are complete.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Replace the passes under their names and with their priorities in Python-Markdown."""
        for name, priority, finds in (("inline", 20, _finder(md)), ("smarty", 6, _SMART.search)):
            there = md.treeprocessors[name] if name in md.treeprocessors else None  # noqa: SIM401
            if type(there) is InlineProcessor:  # and not one of another extension
                spared = _SparingPass(md, list[Any](there.inlinePatterns), finds)
                md.treeprocessors.register(spared, name, priority)


def _finder(md: Markdown) -> Callable[[str], bool]:
    """Return what tells whether any of the inline patterns finds something in a text."""
    finders: dict[re.Pattern[str], Callable[[str], object]] = {}
    for pattern in md.inlinePatterns:
        compiled: re.Pattern[str] = pattern.getCompiledRegExp()
        searches = isinstance(pattern, SearchingPattern)
        finders[compiled] = compiled.search if searches else compiled.match
    if "backtick" in md.inlinePatterns:  # the dearest of all to search with
        finders[md.inlinePatterns["backtick"].getCompiledRegExp()] = lambda text: "`" in text
    return lambda text: any(find(text) for find in finders.values())


class _SparingPass(InlineProcessor):
    """An inline pass over those texts alone of which `finds` says that there is a use."""

    def __init__(self, md: Markdown, patterns: list[Pattern], finds: Callable[[str], object]):
        super().__init__(md)
        self.inlinePatterns: Any = patterns  # a list, since look-ups in the registry are dear
        self._finds = finds

    def run(
        self, tree: ElementTree.Element, ancestors: list[str] | None = None
    ) -> ElementTree.Element:
        """Apply the patterns as `InlineProcessor.run` does, while the other texts are away."""
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
