"""Related posts: listed ones, then those that share the rarest tags, newest first."""

from __future__ import annotations

import random
from math import log

import pytest

from sitekit.content.related import Relations, Tagged


def _relations(*posts: tuple[str, str] | tuple[str, str, str]) -> Relations:
    """Return the relations of posts, newest first: slug, tags, and the slugs it lists."""
    return Relations(
        tuple(
            Tagged(slug, tuple(tags.split()), tuple(" ".join(listed).split()))
            for slug, tags, *listed in posts
        )
    )


def test_related_posts_are_listed_ones_then_rare_tags_then_the_newest() -> None:
    relations = _relations(
        ("other", "c"),
        ("common-new", "a"),
        ("me", "a b", "listed"),
        ("both", "a b"),
        ("listed", "c"),
        ("common-old", "a"),
        ("none", ""),
    )
    assert relations.related("me") == ("listed", "both", "common-new")
    assert relations.related("both") == ("me", "common-new", "common-old")
    assert relations.related("none") == ()


def test_related_posts_prefer_a_rare_tag_to_a_common_one() -> None:
    common = [(f"common-{n}", "a") for n in range(5)]
    relations = _relations(*common, ("me", "a rare"), ("old", "rare"))
    assert relations.related("me") == ("old", "common-0", "common-1")


def test_related_posts_prefer_two_common_tags_to_one() -> None:
    common = [(f"common-{n}", "a b") for n in range(2)]
    relations = _relations(("one", "a"), *common, ("me", "a b"))
    assert relations.related("me") == ("common-0", "common-1", "one")


def test_related_posts_of_equal_weight_are_newest_first() -> None:
    relations = _relations(("z", "a"), ("y", "b"), ("x", "a"), ("w", "b"), ("me", "a b"))
    assert relations.related("me") == ("z", "y", "x")


def test_related_posts_prefer_two_common_tags_to_one_that_is_a_little_rarer() -> None:
    """Each shared tag weighs at least one, however common it is."""
    both = [(slug, "a b") for slug in ("b1", "b2", "b3")]
    relations = _relations(("rare", "r"), *both, ("none", ""), ("me", "a b r"))
    assert relations.related("me") == ("b1", "b2", "b3")


@pytest.mark.parametrize(
    ("listed", "related"),
    [
        ("d", ("d", "a", "b")),
        ("d c", ("d", "c", "a")),
        ("d c b", ("d", "c", "b")),
        ("d c b a", ("d", "c", "b", "a")),
        ("gone d", ("d", "a", "b")),
    ],
)
def test_listed_posts_come_first_in_their_order(listed: str, related: tuple[str, ...]) -> None:
    relations = _relations(*((slug, "t") for slug in "abcd"), ("me", "t", listed))
    assert relations.related("me") == related


def test_related_posts_are_those_of_the_definition() -> None:
    dice, tags = random.Random(7), ["t1", "t2", "t3", "t4"]
    posts = tuple(
        Tagged(
            f"p{n}",
            tuple(dice.sample(tags, dice.randint(1, 3))),
            (f"p{(n + 1) % 40}",) if n % 5 == 0 else (),
        )
        for n in range(40)
    )
    counts = {tag: sum(tag in post.tags for post in posts) for tag in tags}
    for me in posts:
        others = [
            (-sum(log(len(posts) / counts[t]) + 1 for t in tags if t in shared), rank, post.slug)
            for rank, post in enumerate(posts)
            if (shared := {*me.tags} & {*post.tags}) and post.slug not in (me.slug, *me.related)
        ]
        expected = [*me.related, *(slug for *_, slug in sorted(others))][:3]
        assert [*Relations(posts).related(me.slug)] == expected


def test_related_posts_of_very_many_tags_are_by_the_rarest() -> None:
    """The cost doubles with each tag that is compared."""
    many = [f"topic-{n:02}" for n in range(30)]
    relations = _relations(
        *((f"other-{n}", " ".join(many[2:])) for n in range(3)),
        ("most", " ".join(many[1:])),
        ("rare", many[0]),
        ("all", " ".join(many)),
    )
    related = relations.related("all")
    assert related[0] == "most"
    assert len(related) == 3
