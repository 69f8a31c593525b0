"""Advice on what a text contains that browsers ignore by the policy of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitekit.content.library import Library
from sitekit.content.models import Entry
from sitekit.pages.content_policy import EMBEDDABLE, is_allowed
from sitekit.problems import Advice
from sitekit.text import quote

_COPIES = {
    "img": "Copy the picture beside this file",
    "script": "Copy it to docs/assets/",
    "link": "Copy it to docs/assets/",
}
_FILES_ALONE = "browsers ignore it, since pages allow {} in files of the site alone."
_REFUSED = {
    "style": f"{_FILES_ALONE.format('styles')} Write a class, and its rules in a style sheet.",
    "<style>": f"{_FILES_ALONE.format('styles')} Move it to a style sheet.",
    "<script>": f"{_FILES_ALONE.format('scripts')} Move it to docs/assets/, and load it by src.",
    "width": "is no number of pixels or percent. Write it as one: { width=300 }.",
    "height": "is no number of pixels. Write it as one: { height=200 }.",
}
_LISTENER = f"{_FILES_ALONE.format('scripts')} Add the listener in a script of docs/assets/."


def advise_on_policy(library: Library) -> Iterator[Advice]:
    """Yield advice on what is on other hosts, and on styles and scripts within texts."""
    for entry in library.all_entries:
        yield from _embedded(library, entry)
        yield from _refused(entry)


def _embedded(library: Library, entry: Entry) -> Iterator[Advice]:
    for tag, url in dict.fromkeys(entry.body.embedded):
        if is_allowed(tag, url, library.settings.metadata.allowed_hosts):
            continue
        fix = _COPIES.get(tag, "Write a link to it")
        if tag in EMBEDDABLE:
            fix += ", or name the host in `allowed_hosts` in mkdocs.yml"
        message = (
            f"{quote(url)} is on another host, which would learn of each reader, so browsers do "
            f"not load it. {fix}."
        )
        yield entry.source.advice(tag, message, entry.source.line_of_link(url))


def _refused(entry: Entry) -> Iterator[Advice]:
    """Yield advice on what browsers ignore by the policy of pages."""
    for name, count in Counter(entry.body.refused).items():
        in_text = rf"(?:^|[\s{{:\"']){re.escape(name)}\s*="
        pattern = {"<script>": r"<script\b(?![^>]*\ssrc\b)", "<style>": "<style"}.get(name, in_text)
        for line in entry.source.lines_of(pattern)[:count]:
            yield entry.source.advice(name, _REFUSED.get(name, _LISTENER), line)
