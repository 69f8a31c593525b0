"""Advice on the pages of single questions: answers too short for one, and titles too long."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.library import Library
from sitekit.content.models import FaqSet
from sitekit.markdown.html_text import words
from sitekit.markdown.slots import fill
from sitekit.problems import Advice
from sitekit.social_cards.layout import card_problem
from sitekit.text import count_words, quote

_MIN_WORDS = 50


def advise_on_question_pages(library: Library) -> Iterator[Advice]:
    """Yield advice on each question whose page says little, or has too long a title."""
    for faq_set in library.all_sets:
        yield from _advise(faq_set)


def _advise(faq_set: FaqSet) -> Iterator[Advice]:
    source = faq_set.source
    for page in faq_set.question_pages:
        question = page.question
        line = source.line_of_heading(question.text)
        if (count := count_words(words(fill(question.answer, str)))) < _MIN_WORDS:
            message = f"{quote(question.text)} has a page of its own, with an answer of {count}"
            fix = f"word{'s' * (count != 1)}. Write {_MIN_WORDS} or more."
            yield source.advice("question", f"{message} {fix}", line)
        if message := card_problem(question.text):
            yield source.advice("question", message, line)
