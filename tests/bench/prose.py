"""Made-up prose about AI leadership: the same seed gives the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

_WORD = re.compile(r"\$(?:{(\w+)}|(\w+))")
_SYLLABLES = [
    onset + vowel
    for onset in ("b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "v")
    for vowel in ("a", "e", "i", "o", "u", "ae", "ei", "ou")
]
_CODAS = ("l", "n", "r", "s", "x", "nd", "rt", "lm")


@cache
def vocabulary() -> dict[str, Any]:
    """Return the lists that posts are written with."""
    text = (files(__package__) / "vocabulary.yml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told


class Prose:
    """Writes one post with one source of chance.

    Names are made up for each post, so that a corpus has a long tail of rare words as real posts
    have: without one, a search index would come out too small.
    """

    def __init__(self, random: Random, **own: str) -> None:
        """Take a source of chance, and words for the patterns' names that are the post's own."""
        self.random = random
        people = [f"{self._name()} {self._name()}" for _ in range(3)]
        self._lists: Mapping[str, list[str]] = vocabulary() | {
            "company": [self._name() for _ in range(3)],
            "product": [self._name() for _ in range(3)],
            "person": people,
            "ident": [self._name().lower() for _ in range(2)],
            **{key: [word] for key, word in own.items()},
        }

    def _name(self) -> str:
        syllables = self.random.choices(_SYLLABLES, k=self.random.randint(2, 3))
        return ("".join(syllables) + self.random.choice(_CODAS)).capitalize()

    def _word(self, key: str) -> str:
        if key == "number":
            return str(self.random.randint(3, 480))
        if key == "percent":
            return str(self.random.randint(11, 97))
        return self.fill(self.random.choice(self._lists[key]))

    def fill(self, pattern: str) -> str:
        """Return a pattern with words in the places of its `$names`."""
        return _WORD.sub(lambda found: self._word(found[1] or found[2]), pattern)

    def sentence(self, pattern: str) -> str:
        """Return a pattern filled in, with a capital at its beginning, behind `**` too."""
        text = self.fill(pattern)
        start = 2 if text.startswith("**") else 0
        return text[:start] + text[start].upper() + text[start + 1 :]

    def one_of(self, kind: str) -> str:
        """Return a sentence of the vocabulary's list `kind`."""
        return self.sentence(self.random.choice(self._lists[kind]))

    def some_of(self, kind: str, count: int) -> list[str]:
        """Return so many different ones of the vocabulary's list `kind`, in any order."""
        return [self.sentence(each) for each in self.random.sample(self._lists[kind], count)]

    def paragraph(self) -> str:
        """Return three to five sentences."""
        return " ".join(self.some_of("sentences", self.random.randint(3, 5)))

    def linking(self, title: str, address: str) -> str:
        """Return a sentence with a link."""
        pattern = self.random.choice(self._lists["linking"])
        return self.sentence(pattern.replace("$link", f"[{title}]({address})"))

    def bullets(self) -> str:
        """Return a list of three to six items."""
        return "\n".join(f"- {self.one_of('items')}" for _ in range(self.random.randint(3, 6)))

    def steps(self) -> str:
        """Return a numbered list of three to five items."""
        steps = self.some_of("advice", self.random.randint(3, 5))
        return "\n".join(f"{number}. {step}." for number, step in enumerate(steps, 1))

    def table(self) -> str:
        """Return a table of three columns."""
        *heads, row = self.random.choice(vocabulary()["tables"])
        rows = [self.sentence(row) for _ in range(self.random.randint(3, 5))]
        lines = [" | ".join(heads), " | ".join("---" for _ in heads), *rows]
        return "\n".join(f"| {line} |" for line in lines)

    def code(self) -> str:
        """Return a fenced block of code."""
        block = self.random.choice(vocabulary()["code"])
        return f"```{block['language']}\n{self.fill(block['text'])}```"
