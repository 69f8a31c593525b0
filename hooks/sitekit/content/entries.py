"""Markdown files become entries: front matter validated, body converted, both checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sitekit.content import body_checks
from sitekit.content.data_files import id_problem
from sitekit.content.discovery import doc_address, slug_in_name
from sitekit.content.models import Doc, E, FaqSet, Post, Question
from sitekit.content.source import Source
from sitekit.front_matter.models import (
    DocMeta,
    DraftDocMeta,
    DraftFaqMeta,
    DraftPostMeta,
    FaqMeta,
    PostMeta,
    is_draft,
)
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.markdown.converter import Converter, Text
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

Read = tuple[E | None, list[Problem]]
"""An entry, or None if the file is too broken for one, and everything wrong with the file."""


def text_of(source: Source) -> Text:
    """Return a file's body as a text to convert."""
    kind: Literal["page", "faq"] = "faq" if source.path.startswith("faq/") else "page"
    return Text(kind, source.body, str(source.meta.data.get("title", "")))


def set_name(path: str) -> str:
    """Return the name of the FAQ set in a file."""
    return path.removeprefix("faq/").removesuffix(".md")


@dataclass(frozen=True)
class EntryReader:
    """Reads entries; the same file, references and conversions give the same entry."""

    converter: Converter
    references: References

    @cached_property
    def inputs(self) -> str | None:
        """Names what entries depend on beside their files; None if that cannot be named."""
        markdown, refs = self.converter.inputs, self.references
        if markdown is None:
            return None
        return digest(repr((refs, markdown)))

    def faq_set(self, source: Source) -> Read[FaqSet]:
        """Return the FAQ set in a file, as if it were published."""
        model = DraftFaqMeta if is_draft(source.meta.data) else FaqMeta
        meta, problems = validate(model, source.path, source.meta, self.references)
        name, body = set_name(source.path), self.converter.rendered(text_of(source))
        problems += [*_name_problem(source.path, name), *body_checks.problems_of_set(source, body)]
        questions = tuple(Question.of_section(section) for section in body.sections)
        if meta and meta.question_pages:
            problems += body_checks.problems_of_addresses(source, questions)
        broken = bool(problems)
        return FaqSet(name, source, meta, body, questions, broken) if meta else None, problems

    def doc(self, source: Source) -> Read[Doc]:
        """Return the page of docs/ in a file, as if it were published."""
        model = DraftDocMeta if is_draft(source.meta.data) else DocMeta
        meta, problems = validate(model, source.path, source.meta, self.references)
        body = self.converter.rendered(text_of(source))
        in_body = body_checks.problems(source, body)
        address = doc_address(source.path)
        for key in ("draft", "expires") if meta and not address else ():
            if getattr(meta, key):
                message = "does not work on the home page, which a site must have. Remove the line."
                problems.append(source.problem(key, message))
        doc = Doc(address, source, meta, body, bool(problems)) if meta else None
        return doc, problems + in_body

    def post(self, source: Source) -> Read[Post]:
        """Return the post in a file, as if it were published; the clock decides on that later."""
        model = DraftPostMeta if is_draft(source.meta.data) else PostMeta
        meta, problems = validate(model, source.path, source.meta, self.references)
        body = self.converter.rendered(text_of(source))
        in_body = body_checks.problems(source, body)
        if meta is None:
            return None, problems + in_body
        slug = meta.slug or slug_in_name(source.path)
        if not meta.slug:
            problems += _name_problem(source.path, slug, "Rename the file or give it a `slug`.")
        if not (body.html or body.failed or meta.draft):
            problems.append(source.problem("body", "is empty. Write it.", source.body_line))
        authors, without_author = self._authors(source, meta, problems)
        problems += without_author
        post = Post(slug, source, meta, body, authors, "published", bool(problems))
        return post, problems + in_body

    def _authors(
        self, source: Source, meta: PostMeta, problems: list[Problem]
    ) -> tuple[tuple[str, ...], list[Problem]]:
        """Return a post's authors, and the problem if it names none where it must."""
        given = (meta.author,) if meta.author else meta.authors
        everyone = self.references.authors
        if given or everyone is None:
            return given, []
        reported = any(problem.key in ("author", "authors") for problem in problems)
        if len(everyone) == 1 or reported:
            return tuple(everyone), []
        message = "is missing. Name one of the authors in posts/authors.yml."
        return tuple(everyone), [source.problem("author", message)]


def _name_problem(path: str, name: str, fix: str = "Rename the file.") -> list[Problem]:
    return [
        Problem(path, 1, "file", f"{problem.message} {fix}")
        for problem in id_problem(path, 1, name)
    ]
