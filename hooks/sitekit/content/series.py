"""Which posts are the parts of a series, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sitekit.content.models import Post

MIN_PARTS = 2
"""With fewer parts there is no series to show."""


def parts_by_series(posts: Iterable[Post]) -> Mapping[str, tuple[Post, ...]]:
    """Return the parts of each series by its id.

    Those with a `part` come first, in its order; the others follow by date, and by slug on one.
    """
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.meta.series:
            found[post.meta.series].append(post)
    return {name: tuple(sorted(parts, key=_order)) for name, parts in found.items()}


def _order(post: Post) -> tuple[bool, int, datetime, str]:
    part = post.meta.part
    return part is None, part or 0, post.meta.date, post.slug
