"""Related posts: those listed in the front matter, then those with the most tags in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from itertools import chain, combinations, islice
from math import fsum, log

_RELATED = 3
_MAX_TAGS = 8
"""Tags of a post that are compared; the number of their subsets, 2ⁿ, limits it."""


@dataclass(frozen=True)
class Tagged:
    """The values of a post from which related posts are computed."""

    slug: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    """Slugs listed in the post's front matter."""


@dataclass(frozen=True)
class Relations:
    """The relations between posts; `posts` are newest first."""

    posts: tuple[Tagged, ...]

    def related(self, slug: str) -> tuple[str, ...]:
        """Return the slugs of related posts: those listed in the post, then by shared tags.

        A shared tag weighs log(posts / posts with the tag) + 1, its inverse document frequency; of
        a post with many tags, the `_MAX_TAGS` heaviest count. Ties are ordered newest first.
        """
        if slug not in self._related:
            post = self._by_slug[slug]
            listed = [other for other in post.related if other in self._by_slug]
            excluded = {slug, *listed}
            similar = (s for s in self._most_similar(self._heaviest(post)) if s not in excluded)
            self._related[slug] = (*listed, *islice(similar, max(0, _RELATED - len(listed))))
        return self._related[slug]

    @cached_property
    def _related(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _heaviest(self, post: Tagged) -> tuple[str, ...]:
        """Return the tags of a post with the highest weights, in alphabetical order."""
        tags = sorted(set(post.tags))
        return tuple(sorted(sorted(tags, key=self._weights.__getitem__, reverse=True)[:_MAX_TAGS]))

    def _most_similar(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        """Return the posts that share most with posts that have these tags, cached by tags.

        One more than `_RELATED`, because the post itself is among them. Each listed post takes one
        of the places, so excluding listed posts needs no more.
        """
        if tags not in self._similar_by_tags:
            best = islice(self._similar(tags), _RELATED + 1)
            self._similar_by_tags[tags] = tuple(best)
        return self._similar_by_tags[tags]

    def _similar(self, tags: tuple[str, ...]) -> Iterator[str]:
        """Yield the posts that share any of these tags, highest total weight first.

        Posts are looked up by each subset of the tags, so the cost does not grow with the number
        of posts. A post is yielded at the heaviest subset that it has.
        """
        by_weight: defaultdict[float, list[list[str]]] = defaultdict(list)
        for shared in _subsets(tags):
            if posts := self._posts_by_subset.get(shared):
                by_weight[fsum(self._weights[tag] for tag in shared)].append(posts)
        yielded = set()
        for weight in sorted(by_weight, reverse=True):
            for slug in merge(*by_weight[weight], key=self._rank.__getitem__):
                if slug not in yielded:
                    yielded.add(slug)
                    yield slug

    @cached_property
    def _similar_by_tags(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    @cached_property
    def _posts_by_subset(self) -> Mapping[tuple[str, ...], list[str]]:
        """Maps each subset of a post's tags to the posts that have all of them, newest first."""
        posts: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for post in self.posts:
            for shared in _subsets(self._heaviest(post)):
                posts[shared].append(post.slug)
        return posts

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


def _subsets(tags: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every subset of the tags that is not empty, in their order."""
    return chain.from_iterable(combinations(tags, n) for n in range(1, len(tags) + 1))
