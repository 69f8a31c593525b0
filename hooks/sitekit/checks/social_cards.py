"""Advice on titles, labels and names of which a social card cannot show all."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.config_file import ConfigFile
from sitekit.content.discovery import AUTHORS, SERIES, TAGS
from sitekit.content.library import Library
from sitekit.content.models import Doc, Post
from sitekit.pages.view_builders import outline_of
from sitekit.problems import Advice
from sitekit.social_cards.layout import ABOVE_FIGURE, WITHOUT_FIGURE, brand_problem, card_problem


def advise_on_cards(library: Library) -> Iterator[Advice]:
    """Yield advice on each text that a card cannot show whole."""
    site_name = library.settings.metadata.site_name
    if message := brand_problem(site_name):
        name = library.settings.config_name
        line = ConfigFile.read(library.settings.root / name).line("site_name")
        fix = "Shorten it, or write it in Latin."
        yield Advice(name, line, "site_name", f"{message} {fix}")
    for entry in library.all_entries:
        title = entry.headline if isinstance(entry, Doc) else entry.meta.title
        outlined = isinstance(entry, Post) and outline_of(library, entry)
        layout = ABOVE_FIGURE if outlined else WITHOUT_FIGURE
        if message := card_problem(title, layout):
            yield entry.source.advice("title", message)
    for tag in library.tags.values():
        if message := card_problem(tag.meta.label):
            yield Advice(TAGS, tag.lines.of("label"), f"{tag.id}.label", message)
    for series in library.series.values():
        if message := card_problem(series.meta.title):
            yield Advice(SERIES, series.lines.of("title"), f"{series.id}.title", message)
    for author in library.authors.values():
        if message := card_problem(author.meta.name):
            yield Advice(AUTHORS, author.lines.of("name"), f"{author.id}.name", message)
