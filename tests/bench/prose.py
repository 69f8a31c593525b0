"""Generated prose about AI leadership: the same seed gives the same text."""

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
    """Return the lists of vocabulary.yml, from which posts are generated."""
    text = (files(__package__) / "vocabulary.yml").read_text(encoding="utf-8")
    lists: dict[str, Any] = yaml.safe_load(text)
    return lists


class Prose:
    """Generates the text of one post from one random number generator.

    Each post gets invented names, so that the corpus has a long tail of rare words as real posts
    have; without it, a search index would be too small.
    """

    def __init__(self, random: Random, **own: str) -> None:
        """Set up for one post; `own` gives the words for names that have one value in a post."""
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
        """Return a pattern with words substituted for its `$names`."""
        return _WORD.sub(lambda found: self._word(found[1] or found[2]), pattern)

    def sentence(self, pattern: str) -> str:
        """Return a filled pattern that starts with a capital letter, also after `**`."""
        text = self.fill(pattern)
        start = 2 if text.startswith("**") else 0
        return text[:start] + text[start].upper() + text[start + 1 :]

    def one_of(self, kind: str) -> str:
        """Return a random sentence of the vocabulary's list `kind`."""
        return self.sentence(self.random.choice(self._lists[kind]))

    def some_of(self, kind: str, count: int) -> list[str]:
        """Return `count` different sentences of the vocabulary's list `kind`, in random order."""
        return [self.sentence(pattern) for pattern in self.random.sample(self._lists[kind], count)]

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
        *header, row = self.random.choice(vocabulary()["tables"])
        rows = [self.sentence(row) for _ in range(self.random.randint(3, 5))]
        lines = [" | ".join(header), " | ".join("---" for _ in header), *rows]
        return "\n".join(f"| {line} |" for line in lines)

    def code(self) -> str:
        """Return a fenced block of code."""
        block = self.random.choice(vocabulary()["code"])
        return f"```{block['language']}\n{self.fill(block['text'])}```"
