"""Posts to read next: those the writer names, then those that share most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import chain, combinations, islice
from math import fsum, log

_RELATED = 3
_TELLING = 8
"""Tags of one post that count where posts are compared: of more there are too many choices."""


@dataclass(frozen=True)
class Tagged:
    """What of a post decides to which others it is related."""

    slug: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    """The posts that the writer names."""


@dataclass(frozen=True)
class Relations:
    """How posts are related, by their slugs; `posts` are newest first."""

    posts: tuple[Tagged, ...]

    def related(self, slug: str) -> tuple[str, ...]:
        """Return posts to read next: those the writer names, then by shared tags.

        A shared tag weighs log(posts / posts with the tag) + 1, its inverse document frequency; of
        a post with many tags, those that weigh most count. Equals are ordered newest first.
        """
        if slug not in self._known:
            post = self._by_slug[slug]
            named = [other for other in post.related if other in self._by_slug]
            taken = {slug, *named}
            alike = (s for s in self._most_alike(self._telling(post)) if s not in taken)
            self._known[slug] = (*named, *islice(alike, max(0, _RELATED - len(named))))
        return self._known[slug]

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _telling(self, post: Tagged) -> tuple[str, ...]:
        """Return the tags that tell most of a post, in alphabetical order."""
        tags = sorted(set(post.tags))
        return tuple(sorted(sorted(tags, key=self._weights.__getitem__, reverse=True)[:_TELLING]))

    def _most_alike(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Return the posts that share most with posts that have these tags.

        They are as many as are wanted, and one more: each named post makes one less wanted.
        """
        if tags not in self._alike_by_tags:
            some = islice(self._alike(tags), _RELATED + 1)
            self._alike_by_tags[tags] = tuple(some)
        return self._alike_by_tags[tags]

    def _alike(self, tags: tuple[str, ...]) -> Iterator[str]:
        """Yield the posts that share tags, those that share most first.

        Those who share some tags are looked up, so that the cost does not grow with the posts. Who
        shares more of them was yielded before.
        """
        by_weight: defaultdict[float, list[list[str]]] = defaultdict(list)
        for shared in _parts_of(tags):
            if posts := self._sharing.get(shared):
                by_weight[fsum(self._weights[tag] for tag in shared)].append(posts)
        yielded = set()
        for weight in sorted(by_weight, reverse=True):
            for slug in merge(*by_weight[weight], key=self._rank.__getitem__):
                if slug not in yielded:
                    yielded.add(slug)
                    yield slug

    @cached_property
    def _alike_by_tags(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    @cached_property
    def _sharing(self) -> Mapping[tuple[str, ...], list[str]]:
        """The posts that have some tags, newest first, for any tags that posts have together."""
        sharing: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for post in self.posts:
            for shared in _parts_of(self._telling(post)):
                sharing[shared].append(post.slug)
        return sharing

    @cached_property
    def _by_slug(self) -> Mapping[str, Tagged]:
        return {p.slug: p for p in self.posts}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        counts = Counter(tag for post in self.posts for tag in set(post.tags))
        return {tag: log(len(self.posts) / count) + 1 for tag, count in counts.items()}

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {p.slug: n for n, p in enumerate(self.posts)}


def _parts_of(tags: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every choice of some of the tags, in their order."""
    return chain.from_iterable(combinations(tags, n) for n in range(1, len(tags) + 1))
