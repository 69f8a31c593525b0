"""llms.txt (llmstxt.org): what is on the site, each page as Markdown with a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitekit.content.models import FaqSet, Post, QuestionPage, Series, Tag
from sitekit.formats.markdown_links import escape
from sitekit.front_matter.words import Words
from sitekit.links.urls import Target, absolute_url
from sitekit.pages.spec import PageSpec

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


def llms_sections(site_url: str, words: Words, pages: Iterable[PageSpec]) -> Iterator[Section]:
    """Yield pages, grouped by what they are about."""
    groups: dict[type | None, list[Note]] = {
        None: [],
        Post: [],
        Series: [],
        FaqSet: [],
        Tag: [],
    }
    headings = (words.pages, words.articles, words.series, words.questions, words.topics)
    for page in pages:
        if not page.from_file and _FURTHER_PAGE.search(page.address):
            continue  # a listing's further page: what it lists is here in full
        url = absolute_url(site_url, Target(f"{page.address}index.md"))
        kind = FaqSet if isinstance(page.entry, QuestionPage) else type(page.entry)
        groups[kind if kind in groups else None].append(
            Note(escape(page.title), url, escape(page.description))
        )
    for heading, notes in zip(headings, groups.values(), strict=True):
        if notes:
            yield Section(escape(heading), tuple(notes))
