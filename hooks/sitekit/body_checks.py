"""What can be wrong with one file's body, whatever the other files say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sitekit.problems import Problem, quote
from sitekit.rendering import Rendered
from sitekit.slots import Slot
from sitekit.source import Source

_TITLE_LINE = re.compile(
    r"\s*(?:#[ \t]+(?P<atx>[^\n]*?)[ \t]*#*|(?P<setext>[^\n#]+)\n=+)[ \t]*(?:\n|$)"
)


def without_title(source: Source) -> str:
    """Return the body, its first heading taken out where it repeats the title."""
    title = str(source.meta.data.get("title", ""))
    found = _TITLE_LINE.match(source.body)
    if found and same_words(found["atx"] or found["setext"] or "", title):
        return source.body[found.end() :]
    return source.body


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts differ in case, spacing, markup and punctuation at the most."""
    return question_key(one) == question_key(other)


def question_key(text: str) -> str:
    """Return the letters and digits of a text, in small letters."""
    return "".join(c for c in text.casefold() if c.isalnum())


def problems(source: Source, body: Rendered) -> list[Problem]:
    """Return the problems of a post's or page's body."""
    return [*_headings(source, body), *_markers(source, body)]


def problems_of_set(source: Source, body: Rendered) -> list[Problem]:
    """Return the problems of a FAQ set's body."""
    return [*_headings(source, body), *_markers(source, body), *_questions(source, body)]


def _headings(source: Source, body: Rendered) -> Iterator[Problem]:
    for heading in body.headings:
        if heading.level == 1:
            message = f"{quote(heading.text)} is a second title. Start sections with ##."
            yield source.problem("heading", message, source.line_of_heading(heading.text))
    for name, count in Counter(body.ids).items():
        if count > 1:
            message = f"the id {quote(name)} is given {count} times. Give each its own."
            yield source.problem("id", message, source.line_of(name, 1))


def _markers(source: Source, body: Rendered) -> Iterator[Problem]:
    for marker in body.bad_markers:
        message = (
            f"{quote(marker)} cannot be placed. Write <!-- cta --> or <!-- cta: offer-id --> "
            "alone on a line between two paragraphs, outside lists, quotes and boxes."
        )
        yield source.problem("cta", message, source.line_of(marker.split("\n")[0]))


def _questions(source: Source, body: Rendered) -> Iterator[Problem]:
    if not body.questions:
        message = "there is no question. Write each as a level-2 heading, its answer below it."
        yield source.problem("questions", message, source.body_line)
    if body.has_footnotes:
        message = "an answer cannot have footnotes: other pages show it. Say it in the text."
        yield source.problem("footnote", message, source.line_of("[^"))
    seen: dict[str, str] = {}
    for question in body.questions:
        repeats = int(question_key(question.text) in seen)
        line = source.line_of_heading(question.text, repeats)
        if not question.text:
            yield source.problem("question", "is empty. Write the question.", line)
        elif repeats:
            message = f"{quote(question.text)} is asked twice. Keep one of them."
            yield source.problem("question", message, line)
        seen[question_key(question.text)] = question.id
        if not question.answer:
            message = f"{quote(question.text)} has no answer. Write it below the heading."
            yield source.problem("question", message, line)
        if any(isinstance(part, Slot) and part.kind == "invitation" for part in question.answer):
            message = f"the answer to {quote(question.text)} holds an invitation. Take it out."
            yield source.problem("cta", message, line)
