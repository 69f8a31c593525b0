"""The headings of notes without one of their own."""

from __future__ import annotations

import pytest
from markdown import Markdown

from sitekit.markdown.notes import NotesExtension
from support.sites import MARKDOWN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("!!! tip\n\n    Words.", '<p class="admonition-title">Rat</p>'),
        ("> [!TIP]\n> Words.", '<p class="admonition-title">Rat</p>'),
        ("??? tip\n\n    Words.", "<summary>Rat</summary>"),
        ('!!! tip "Mine"\n\n    Words.', '<p class="admonition-title">Mine</p>'),
        ("!!! note\n\n    Words.", '<p class="admonition-title">Note</p>'),
        ("!!! custom\n\n    Words.", '<p class="admonition-title">Custom</p>'),
        ("Tip", "<p>Tip</p>"),
    ],
)
def test_heading_is_in_the_sites_words(text: str, shown: str) -> None:
    notes = NotesExtension({"tip": "Rat", "note": "Note"})
    extensions = [*MARKDOWN.markdown_extensions, notes]
    html = Markdown(extensions=extensions, extension_configs=MARKDOWN.mdx_configs).convert(text)
    assert shown in html


def test_nothing_is_done_where_all_headings_are_english() -> None:
    md = Markdown(extensions=[NotesExtension({"tip": "Tip"})])
    assert "notes" not in md.treeprocessors
