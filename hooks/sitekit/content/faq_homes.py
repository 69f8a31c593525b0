"""Where each FAQ set is at home: the one page that marks its questions up for search engines.

Search engines ask that a question repeated on a site be marked up once (Google, "FAQ structured
data"). So the home of a set is the only post that shows the whole set, if there is exactly one;
every other set has a page of its own, which is its home. A set with `question_pages` always has
one, which leads to the page of each question, where the question is at home. Other pages show a
question unmarked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sitekit.content.models import FaqSet, Post


def faq_homes(posts: Iterable[Post], sets: Iterable[FaqSet]) -> dict[str, Post | FaqSet]:
    """Return the home of each set by the set's name; `posts` and `sets` are those a build shows."""
    shown = [(name, post) for post in posts for name in post.meta.faq if "#" not in name]
    times_shown = Counter(name for name, _ in shown)
    only_post = {name: post for name, post in shown if times_shown[name] == 1}
    return {
        faq_set.name: faq_set
        if faq_set.meta.question_pages
        else only_post.get(faq_set.name, faq_set)
        for faq_set in sets
    }
