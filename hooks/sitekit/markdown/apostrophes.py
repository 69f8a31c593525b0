"""Apostrophes at the start of a word ('tis, '07), which `smarty` takes for opening quotes."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.smarty import SubstituteTextPattern
from markdown.treeprocessors import InlineProcessor

_SHORTENED = "tis|twas|twere|twill|til|em|cause|bout|round|neath|kay"
_APOSTROPHE = rf"(?<!\w)'(?:(?=[nN]'(?!\w))|(?=(?i:{_SHORTENED})\b|\d\ds?\b)(?![^'\n]*\w'(?!\w)))"
"""Not where a closing quote follows: 'cause and effect'."""


class ApostropheExtension(Extension):
    """Adds to the patterns of `smarty`, if that is in use."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Look for apostrophes before `smarty` looks for quotes."""
        smarty = md.treeprocessors["smarty"] if "smarty" in md.treeprocessors else None  # noqa: SIM401
        if isinstance(smarty, InlineProcessor):
            pattern = SubstituteTextPattern(_APOSTROPHE, ("&rsquo;",), md)
            patterns: Any = smarty.inlinePatterns
            patterns.register(pattern, "apostrophe", 100)
