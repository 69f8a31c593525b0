"""llms.txt (llmstxt.org): what is on the site, each page as Markdown with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitekit.content.models import FaqSet, Post, QuestionPage, Series, Tag
from sitekit.formats.markdown_links import escape
from sitekit.links.urls import Target, absolute_url
from sitekit.pages.spec import PageSpec

_GROUPS = {
    Post: "Articles",
    Series: "Series",
    FaqSet: "Questions",
    QuestionPage: "Questions",
    Tag: "Topics",
}
_FURTHER_PAGE = re.compile(r"/page/\d+/$")


@dataclass(frozen=True)
class Note:
    """A link with a note, as Markdown."""

    title: str
    url: str
    note: str


@dataclass(frozen=True)
class Section:
    """Links under a heading."""

    title: str
    links: tuple[Note, ...]


def llms_sections(site_url: str, pages: Iterable[PageSpec]) -> Iterator[Section]:
    """Yield pages, grouped by what they are about."""
    groups: dict[str, list[Note]] = {name: [] for name in ("Pages", *_GROUPS.values())}
    for page in pages:
        name = _GROUPS.get(type(page.entry), "Pages")
        if not page.from_file and _FURTHER_PAGE.search(page.address):
            continue  # a listing's further page: what it lists is here in full
        url = absolute_url(site_url, Target(f"{page.address}index.md"))
        groups[name].append(Note(escape(page.title), url, escape(page.description)))
    for name, notes in groups.items():
        if notes:
            yield Section(name, tuple(notes))
