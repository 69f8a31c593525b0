"""Reads overrides/words.yml: the words that pages add to what writers write."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sitekit.content.source import read_text
from sitekit.front_matter.references import References
from sitekit.front_matter.validation import validate
from sitekit.front_matter.words import Words
from sitekit.front_matter.yaml_lines import FormatError, YamlDocument, load
from sitekit.problems import Problem
from sitekit.runtime.fingerprint import digest

WORDS = "overrides/words.yml"


def read_words(root: Path, references: References) -> tuple[Words, list[Problem], str]:
    """Return the words, what is wrong with them, and the digest of their file's text.

    In place of each missing or wrong text is one made from its key, which a preview can show.
    """
    text = read_text(root, WORDS)
    content_digest = digest(str(text))
    if isinstance(text, Problem):
        return Words.from_keys({}), [text], content_digest
    try:
        document = load(text)
    except FormatError as error:
        problem = Problem(WORDS, error.line, "file", error.message, fix=error.fix)
        return Words.from_keys({}), [problem], content_digest
    words, problems = validate(Words, WORDS, document, references)
    if problems or words is None:
        words = Words.from_keys(_valid(document, problems))
    return words, problems, content_digest


def _valid(document: YamlDocument, problems: list[Problem]) -> dict[str, Any]:
    """Return the texts without problems, by their keys."""
    wrong = {problem.key.partition(".")[0] for problem in problems}
    valid = Words.model_fields.keys() - wrong
    return {key: text for key, text in document.data.items() if key in valid}
