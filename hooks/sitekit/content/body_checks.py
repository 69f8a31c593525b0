"""What can be wrong with one file's body, whatever the other files say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitekit.content.source import Source
from sitekit.markdown.document import Document, Question
from sitekit.markdown.html_text import words
from sitekit.markdown.slots import Parts, Slot, fill
from sitekit.problems import Problem
from sitekit.text import letters, quote


def problems(source: Source, body: Document) -> list[Problem]:
    """Return the problems of a post's or page's body."""
    return [*_headings(source, body), *_markers(source, body)]


def problems_of_set(source: Source, body: Document) -> list[Problem]:
    """Return the problems of a FAQ set's body."""
    return [*_headings(source, body), *_markers(source, body), *_questions(source, body)]


def _headings(source: Source, body: Document) -> Iterator[Problem]:
    for heading in body.headings:
        if heading.level == 1:
            message = f"{quote(heading.text)} is a second title. Start sections with ##."
            yield source.problem("heading", message, source.line_of_heading(heading.text))
    if body.titles:
        message = "HTML makes a second title (<h1>). Start sections with ##."
        yield source.problem("heading", message, source.line_of("<h1"))
    for srcset in body.srcsets:
        message = (
            f"the addresses in {quote(srcset)} are not checked. Write the picture in Markdown."
        )
        yield source.problem("srcset", message, source.line_of(r"\bsrcset\b"))
    for name, count in Counter(body.ids).items():
        if count > 1:
            message = f"the id {quote(name)} is given {count} times. Give each its own."
            line = source.line_of(rf"(?:\{{[^}}]*#|\bid\s*=\s*[\"']?){re.escape(name)}\b", 1)
            yield source.problem("id", message, line)


def _markers(source: Source, body: Document) -> Iterator[Problem]:
    for marker in body.bad_markers:
        message = (
            f"{quote(marker)} cannot be placed. Write <!-- cta --> or <!-- cta: offer-id --> "
            "alone on a line between two paragraphs, outside lists, quotes and boxes."
        )
        yield source.problem("cta", message, source.line_of_marker(marker.split("\n")[0]))


def _questions(source: Source, body: Document) -> Iterator[Problem]:
    if not body.questions:
        message = "there is no question. Write each as a level-2 heading, its answer below it."
        yield source.problem("questions", message, source.body_line)
    if body.has_footnotes:
        message = "an answer cannot have footnotes: other pages show it. Say it in the text."
        yield source.problem("footnote", message, source.line_of(r"\[\^"))
    for name in body.raw_ids:
        message = (
            f"the id {quote(name)} stands in HTML: pages that show the answer may have it too."
        )
        cure = "Take it out, or link to a heading."
        line = source.line_of(rf"\bid\s*=\s*[\"']?{re.escape(name)}\b")
        yield source.problem("id", f"{message} {cure}", line)
    seen: set[str] = set()
    for question in body.questions:
        asked = letters(question.text)
        for key, message in _question(question, asked in seen):
            line = source.line_of_heading(question.text, int(asked in seen))
            yield source.problem(key, message, line)
        seen.add(asked)


def _question(question: Question, repeated: bool) -> Iterator[tuple[str, str]]:
    """Yield the key and the message of each problem of a question and its answer."""
    if not question.text:
        yield "question", "is empty. Write the question."
    elif repeated:
        yield "question", f"{quote(question.text)} is asked twice. Keep one of them."
    if not _says_something(question.answer):
        yield "question", f"{quote(question.text)} has no answer. Write it below the heading."
    if any(isinstance(part, Slot) and part.kind == "call_to_action" for part in question.answer):
        message = f"the answer to {quote(question.text)} holds an invitation. Take it out."
        yield "cta", message


def _says_something(answer: Parts) -> bool:
    """Tell whether there are words; most answers begin with one, which is seen at once."""
    starts = bool(answer) and re.match(r"<p>\w", str(answer[0]))
    return bool(starts or words(fill(answer, str)))
