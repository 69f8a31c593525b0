"""Advice on titles, labels and names of which a social card cannot show all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sitekit.content.discovery import AUTHORS, TAGS
from sitekit.content.library import Library
from sitekit.content.models import Doc
from sitekit.problems import Advice
from sitekit.social_cards.layout import brand_problem, card_problem

_CONFIG = "mkdocs.yml"


def advise_on_cards(library: Library) -> Iterator[Advice]:
    """Yield advice on each text that a card cannot show whole."""
    site_name = library.settings.metadata.site_name
    if message := brand_problem(site_name):
        line = _line_in_config(library.settings.root, "site_name")
        fix = "Shorten it, or write it in Latin."
        yield Advice(_CONFIG, line, "site_name", f"{message} {fix}")
    for entry in library.all_entries:
        title = entry.headline if isinstance(entry, Doc) else entry.meta.title
        if message := card_problem(title):
            yield entry.source.advice("title", message)
    for tag in library.tags.values():
        if message := card_problem(tag.meta.label):
            yield Advice(TAGS, tag.line, f"{tag.id}.label", message)
    for author in library.authors.values():
        if message := card_problem(author.meta.name):
            yield Advice(AUTHORS, author.line, f"{author.id}.name", message)


def _line_in_config(root: Path, key: str) -> int:
    """Return the line of a top-level key of mkdocs.yml, 1 if it is not written there."""
    text = (root / _CONFIG).read_text(encoding="utf-8") if (root / _CONFIG).is_file() else ""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if line.startswith(f"{key}:")), 1)
