"""Structured data (JSON-LD 1.1, schema.org) as plain data; templates serialise it."""

from __future__ import annotations

from typing import Any

from sitekit.answer_html import reduce
from sitekit.composing import Composer
from sitekit.content import FaqSet
from sitekit.library import Library
from sitekit.rendering import Question
from sitekit.slots import fill


def faq_page(library: Library, composer: Composer) -> dict[str, Any] | None:
    """Return the FAQPage (schema.org/FAQPage) of a page that is home to questions, else None."""
    here = composer.absolute(composer.address)
    questions = [
        _question(composer, faq_set, question)
        for faq_set, question in composer.questions
        if library.home(faq_set) is composer.entry
    ]
    if not questions:
        return None
    return {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "@id": f"{here}#faqpage",
        "url": here,
        "mainEntity": questions,
    }


def _question(composer: Composer, faq_set: FaqSet, question: Question) -> dict[str, Any]:
    def absolute(url: str) -> str:
        # A booking link is the page's, not the answer's: its words stay, its address does not.
        return "" if url.startswith("cta:") else composer.absolute_link(faq_set.source.path, url)

    here = composer.absolute(composer.address, question.id)
    text = reduce(fill(question.answer, absolute, composer.heading_shift))
    return {
        "@type": "Question",
        "@id": here,
        "url": here,
        "name": question.text,
        "acceptedAnswer": {"@type": "Answer", "text": text},
    }
