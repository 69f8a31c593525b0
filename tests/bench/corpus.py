"""The benchmark's posts and their FAQ sets: the same size and seed give the same text."""

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
"""The scheme of links to posts; `sources` replaces it by each generator's way of linking."""
_FIRST, _LAST = date(2019, 1, 7), date(2025, 12, 18)
_STRIDE = 7919
"""A prime that does not divide the number of titles: consecutive posts get unlike titles."""
_TITLE_PARTS = ("titles", "subjects", "contexts")
_POSTS_PER_FAQ_SET = 10
_MIN_POSTS_PER_TAG = 6
_MIN_COMPANY_SIZE = 5
"""Questions contain a company's size, different in each post, so that no two are equal."""


@dataclass(frozen=True)
class Note:
    """An admonition."""

    title: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question and its answer, in Markdown."""

    question: str
    answer: str


@dataclass(frozen=True)
class BenchPost:
    """A post, independent of the generator."""

    slug: str
    title: str
    description: str
    date: date
    author: str
    tags: tuple[str, ...]
    blocks: tuple[str | Note, ...]
    """Markdown that all generators read alike, except for notes and links to posts."""
    questions: tuple[Question, ...]


def max_posts() -> int:
    """Return the number of different titles."""
    return prod(len(vocabulary()[part]) for part in _TITLE_PARTS)


def _tags_of(posts: int) -> list[str]:
    """Return the tags of a corpus: the smaller it is, the fewer."""
    return list(vocabulary()["tags"])[: max(1, posts // _MIN_POSTS_PER_TAG)]


def corpus(posts: int, words: int, seed: int = 1) -> Iterator[BenchPost]:
    """Yield `posts` posts of about `words` words each, the oldest first."""
    for index in range(posts):
        yield _post(index, posts, words, seed)


def _post(index: int, posts: int, words: int, seed: int) -> BenchPost:
    random = Random(f"{seed}:{index}")
    title, subject, context = _title(index)
    prose = Prose(random, subject=subject, context=context, people=str(index + _MIN_COMPANY_SIZE))
    linked = [n for n in random.sample(range(posts), min(posts, 6)) if n != index]
    targets = [_title(n)[0] for n in linked[: random.randint(3, 5)]]
    has_questions = index % _POSTS_PER_FAQ_SET == 3
    questions = prose.some_of("questions", random.randint(4, 5)) if has_questions else []
    return BenchPost(
        slug=slugify(title),
        title=title,
        description=prose.one_of("descriptions"),
        date=_FIRST + (_LAST - _FIRST) * index // posts,
        author=random.choice(list(vocabulary()["authors"])),
        tags=_tags(random, _tags_of(posts)),
        blocks=tuple(_blocks(prose, words, targets)),
        questions=tuple(Question(q, _answer(prose)) for q in questions),
    )


@cache
def _title(index: int) -> tuple[str, str, str]:
    """Return the title of a post, its subject and its context."""
    patterns, subjects, contexts = (vocabulary()[part] for part in _TITLE_PARTS)
    number = index * _STRIDE % max_posts()
    number, subject = divmod(number, len(subjects))
    pattern, context = divmod(number, len(contexts))
    words = {"subject": subjects[subject], "context": contexts[context]}
    title = patterns[pattern].replace("$subject", words["subject"])
    return title.replace("$context", words["context"]), words["subject"], words["context"]


def _tags(random: Random, tags: Sequence[str]) -> tuple[str, ...]:
    """Return one to four tags, those early in the list far more often than the later ones."""
    weights = [1 / rank for rank in range(1, len(tags) + 1)]
    drawn = random.choices(tags, weights, k=random.choice((1, 2, 2, 3, 3, 4)))
    return tuple(dict.fromkeys(drawn))


def _answer(prose: Prose) -> str:
    parts = [prose.paragraph(), prose.paragraph()]
    return "\n\n".join([*parts, prose.bullets()] if prose.random.random() < 0.4 else parts)


def _blocks(prose: Prose, words: int, targets: list[str]) -> Iterator[str | Note]:
    """Yield sections until there are enough words; each has a list, a table, code or a note."""
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
