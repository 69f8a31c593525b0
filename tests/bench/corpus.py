"""The benchmark's posts and their FAQ sets: the same number and seed give the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import prod
from random import Random

from bench.prose import Prose, vocabulary
from sitekit.text import slugify

LINK = "post:"
"""How a link to a post starts before a generator's own way of linking takes its place."""
_FIRST, _LAST = date(2019, 1, 7), date(2025, 12, 18)
_STRIDE = 7919
"""A prime that divides no number of titles: neighbors in time get unlike titles."""
_KINDS = ("titles", "subjects", "contexts")
_WITH_FAQ = 10
_FEWEST_POSTS_A_TAG = 6
_FEWEST_PEOPLE = 5
"""A question names a company's size, another in each post: no question may be asked twice."""


@dataclass(frozen=True)
class Note:
    """A remark set apart from the text: an admonition."""

    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question and its answer in Markdown."""

    question: str
    answer: str


@dataclass(frozen=True)
class BenchPost:
    """A post before it is written for one generator."""

    slug: str
    title: str
    description: str
    date: date
    author: str
    tags: tuple[str, ...]
    blocks: tuple[str | Note, ...]
    """Markdown that all three generators read alike, but for notes and for links to posts."""
    questions: tuple[Question, ...]


def most_posts() -> int:
    """Return how many posts have a title of their own."""
    return prod(len(vocabulary()[kind]) for kind in _KINDS)


def _tags_of(posts: int) -> list[str]:
    """Return the tags of a corpus of so many posts: few posts have few tags."""
    return list(vocabulary()["tags"])[: max(1, posts // _FEWEST_POSTS_A_TAG)]


def corpus(posts: int, words: int, seed: int = 1) -> Iterator[BenchPost]:
    """Yield so many posts of about so many words each, the oldest first."""
    for index in range(posts):
        yield _post(index, posts, words, seed)


def _post(index: int, posts: int, words: int, seed: int) -> BenchPost:
    random = Random(f"{seed}:{index}")
    title, subject, context = _title(index)
    prose = Prose(random, subject=subject, context=context, people=str(index + _FEWEST_PEOPLE))
    others = [n for n in random.sample(range(posts), min(posts, 6)) if n != index]
    targets = [_title(n)[0] for n in others[: random.randint(3, 5)]]
    asked = prose.some_of("questions", random.randint(4, 5)) if index % _WITH_FAQ == 3 else []
    return BenchPost(
        slug=slugify(title),
        title=title,
        description=prose.one_of("descriptions"),
        date=_FIRST + (_LAST - _FIRST) * index // posts,
        author=random.choice(list(vocabulary()["authors"])),
        tags=_tags(random, _tags_of(posts)),
        blocks=tuple(_blocks(prose, words, targets)),
        questions=tuple(Question(q, _answer(prose)) for q in asked),
    )


@cache
def _title(index: int) -> tuple[str, str, str]:
    """Return the title of a post, its subject and its context."""
    patterns, subjects, contexts = (vocabulary()[kind] for kind in _KINDS)
    place = index * _STRIDE % most_posts()
    place, subject = divmod(place, len(subjects))
    pattern, context = divmod(place, len(contexts))
    words = {"subject": subjects[subject], "context": contexts[context]}
    title = patterns[pattern].replace("$subject", words["subject"])
    return title.replace("$context", words["context"]), words["subject"], words["context"]


def _tags(random: Random, tags: Sequence[str]) -> tuple[str, ...]:
    """Return one to four tags, the first of the list far more often than the last."""
    weights = [1 / rank for rank in range(1, len(tags) + 1)]
    drawn = random.choices(tags, weights, k=random.choice((1, 2, 2, 3, 3, 4)))
    return tuple(dict.fromkeys(drawn))


def _answer(prose: Prose) -> str:
    parts = [prose.paragraph(), prose.paragraph()]
    return "\n\n".join([*parts, prose.bullets()] if prose.random.random() < 0.4 else parts)


def _blocks(prose: Prose, words: int, targets: list[str]) -> Iterator[str | Note]:
    """Yield an opening, then sections until there are words enough; each has something to see."""
    random = prose.random
    headings, links = prose.some_of("headings", 40), list(targets)
    features: list[Callable[[], str | Note]] = [
        prose.bullets,
        prose.table,
        prose.code,
        prose.steps,
        lambda: _note(prose),
    ]
    random.shuffle(features)
    count, sections = 0, 0
    while sections == 0 or (count < words and headings):
        section: list[str | Note] = [f"## {headings.pop()}"] if sections else []
        section += [prose.paragraph() for _ in range(random.randint(1, 2))]
        section.append(features[sections % len(features)]())
        if links:
            title = links.pop()
            section.append(f"{prose.linking(title, LINK + slugify(title))} {prose.paragraph()}")
        if sections and random.random() < 0.4:
            section += [f"### {prose.one_of('subheadings')}", prose.paragraph()]
        if sections == 2 and random.random() < 0.3:
            section += [f"{prose.paragraph()}[^1]", f"[^1]: {prose.one_of('footnotes')}"]
        yield from section
        count += sum(len(str(block).split()) for block in section)
        sections += 1


def _note(prose: Prose) -> Note:
    return Note(prose.one_of("admonitions"), prose.paragraph())
