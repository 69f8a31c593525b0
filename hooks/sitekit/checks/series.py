"""What is wrong with the parts of a series, and a series without enough of them."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.content.discovery import SERIES
from sitekit.content.library import Library
from sitekit.content.models import Post
from sitekit.content.series import MIN_PARTS, parts_by_series
from sitekit.problems import Advice, Problem


def check_series(library: Library) -> Iterator[Problem]:
    """Yield a problem for each post with the `part` of another one in the same series.

    Of a draft and another post, the draft has the problem. What has expired gives its number back.
    """
    numbers: dict[tuple[str, int], Post] = {}
    for post in sorted(library.all_posts, key=lambda post: (post.meta.draft, post.source.path)):
        name, part = post.meta.series, post.meta.part
        if not name or part is None or post.status == "expired":
            continue
        other = numbers.setdefault((name, part), post)
        if other is not post:
            message = (
                f"{part} is also the part of {other.source.path}. Give one of the two another."
            )
            yield post.source.problem("part", message)


def advise_on_series(library: Library) -> Iterator[Advice]:
    """Yield advice on each series that no page shows, since too few posts name it."""
    parts = parts_by_series(library.all_posts)
    for series in library.series.values():
        count = len(parts.get(series.id, ()))
        if count < MIN_PARTS:
            posts = "only one post" if count else "no post"
            message = f"is named by {posts}. It is shown from two on."
            yield Advice(SERIES, series.lines.entry, series.id, message)
