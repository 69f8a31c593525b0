"""The headings of notes that have none of their own, as an extension of Python-Markdown.

The extensions that read notes take the English name of the kind (`!!! tip` has the heading "Tip").
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

NOTES = "sitekit.notes"
"""The key of the headings, by kinds of notes, among the settings of the extensions."""
_AFTER_QUOTES = 19
"""The priority of a step after the one that makes notes of quotations (pymdownx.quotes)."""


class NotesExtension(Extension):
    """Replaces the headings that name a kind. `headings` are by kinds, in lower case."""

    def __init__(self, headings: Mapping[str, str]) -> None:
        super().__init__()
        self._headings = {k: text for k, text in headings.items() if text != k.capitalize()}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Do nothing where each heading is the kind's English name."""
        if self._headings:
            md.treeprocessors.register(_Headings(self._headings), "notes", _AFTER_QUOTES)


class _Headings(Treeprocessor):
    def __init__(self, headings: Mapping[str, str]) -> None:
        super().__init__()
        self._headings = headings

    def run(self, root: ElementTree.Element) -> None:
        for note in root.iter():
            heading = note[0] if note.tag in ("div", "details") and len(note) else None
            if heading is None:
                continue
            if heading.tag == "summary" or heading.get("class") == "admonition-title":
                for kind in note.get("class", "").split():
                    if heading.text == kind.capitalize():
                        heading.text = self._headings.get(kind, heading.text)
