"""Checks of one file's body that do not depend on other files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sitekit.content.models import Question
from sitekit.content.source import Source
from sitekit.front_matter.field_types import valid_slug
from sitekit.markdown.document import Document, Section
from sitekit.markdown.html_text import words
from sitekit.markdown.slots import Parts, Slot, fill
from sitekit.problems import Problem
from sitekit.text import letters, quote, slugify


def problems(source: Source, body: Document) -> list[Problem]:
    """Return the problems of a post's or page's body."""
    return [*_headings(source, body), *_markers(source, body), *_remarks(source, body)]


def problems_of_set(source: Source, body: Document) -> list[Problem]:
    """Return the problems of a FAQ set's body."""
    return [*problems(source, body), *(() if body.failed else _questions(source, body))]


def problems_of_addresses(source: Source, questions: Iterable[Question]) -> Iterator[Problem]:
    """Yield a problem for each question whose id cannot be part of its page's address."""
    for question in questions:
        if question.text and not valid_slug(question.id):
            example = slugify(question.text)[:60].strip("-") or "short-name"
            message = f"{quote(question.id)} cannot be part of an address. Write {{#{example}}}"
            line = source.line_of_heading(question.text)
            yield source.problem("question", f"{message} behind the question.", line)


def _remarks(source: Source, body: Document) -> Iterator[Problem]:
    for remark in body.remarks:
        if not remark.is_advice:
            yield source.problem(remark.key, remark.message, source.body_line + remark.line)


def _headings(source: Source, body: Document) -> Iterator[Problem]:
    for heading in body.headings:
        if heading.level == 1:
            message = f"{quote(heading.text)} is a second title. Start sections with ##."
            yield source.problem("heading", message, source.line_of_heading(heading.text))
    if body.titles:
        message = "the HTML tag <h1> makes a second title. Start sections with ##."
        yield source.problem("heading", message, source.line_of("<h1"))
    for srcset in body.srcsets:
        message = f"{quote(srcset)} cannot be checked. Write the picture in Markdown: ![…](…)."
        yield source.problem("srcset", message, source.line_of(r"\bsrcset\b"))
    for name, count in Counter(body.ids).items():
        if count > 1:
            message = f"the id {quote(name)} is used {count} times. Use each id once."
            line = source.line_of_id(name, 1)
            yield source.problem("id", message, line)


def _markers(source: Source, body: Document) -> Iterator[Problem]:
    for marker in body.bad_markers:
        message = (
            f"{quote(marker)} is misspelled or misplaced. Write <!-- cta --> or "
            "<!-- cta: offer-id --> on a line of its own between two paragraphs, outside lists, "
            "quotes and notes."
        )
        yield source.problem("cta", message, source.line_of_marker(marker.split("\n")[0]))


def _questions(source: Source, body: Document) -> Iterator[Problem]:
    if not body.sections:
        message = "there is no question. Write each as a level-2 heading (##), its answer below it."
        yield source.problem("questions", message, source.body_line)
    if body.has_footnotes:
        message = "footnotes do not work in answers. Write the note in the text."
        yield source.problem("footnote", message, source.line_of(r"\[\^"))
    for name in body.raw_ids:
        message = f"the id {quote(name)} in HTML may also occur on a page that shows the answer."
        fix = "Remove it, or link to a heading instead."
        line = source.line_of_id(name)
        yield source.problem("id", f"{message} {fix}", line)
    seen: set[str] = set()
    for question in body.sections:
        text = letters(question.text)
        for key, message in _question(question, text in seen):
            line = source.line_of_heading(question.text, int(text in seen))
            yield source.problem(key, message, line)
        seen.add(text)


def _question(question: Section, repeated: bool) -> Iterator[tuple[str, str]]:
    """Yield the key and the message of each problem of a question and its answer."""
    if not question.text:
        yield "question", "is empty. Write the question."
    elif repeated:
        yield "question", f"{quote(question.text)} is asked twice. Remove one of the two."
    if not _has_words(question.content):
        yield "question", f"{quote(question.text)} has no answer. Write it below the heading."
    if any(isinstance(part, Slot) and part.kind == "call_to_action" for part in question.content):
        message = (
            f"the answer to {quote(question.text)} contains a call to action. Remove the marker."
        )
        yield "cta", message


def _has_words(answer: Parts) -> bool:
    """Tell whether an answer has words; most begin with one, which is quick to check."""
    begins_with_word = bool(answer) and re.match(r"<p>\w", str(answer[0]))
    return bool(begins_with_word or words(fill(answer, str)))
