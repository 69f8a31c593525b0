"""What is wrong with the sections that a page names as services."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.models import Doc
from sitekit.markdown.openings import opening_paragraphs
from sitekit.problems import Advice, Problem
from sitekit.text import quote, which_of


def check_services(doc: Doc) -> Iterator[Problem]:
    """Yield a problem for each service that is no section of its page."""
    sections = [heading.id for heading in doc.body.headings]
    for n, name in enumerate(doc.meta.services):
        if name not in sections:
            message = f"the page has no section {quote(name)}.{which_of(name, sections)}"
            line = doc.source.meta.line("services", n)
            yield doc.source.problem("services", message, line)


def advise_on_services(doc: Doc) -> Iterator[Advice]:
    """Yield advice on each service that its section does not describe in a paragraph."""
    openings = opening_paragraphs(doc.body.parts) if doc.meta.services else {}
    for heading in doc.body.headings:
        if heading.id in doc.meta.services and heading.id not in openings:
            message = (
                f"the section {quote(heading.text)} does not open with a paragraph, so programs "
                "get no description of the service. Add a sentence that says what it is."
            )
            yield doc.source.advice("services", message)
