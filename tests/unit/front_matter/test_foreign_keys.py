"""Another generator's key is told what it is called here."""

from __future__ import annotations

import pytest

from sitekit.front_matter.foreign_keys import explain
from sitekit.front_matter.models import FaqMeta, PostMeta, keys_of


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        ({"Last-Modified": "2026-05-01"}, "Here it is called `updated`."),
        ({"lastmod": "x", "updated": "x"}, "Remove the line: it is called `updated` here, which"),
        ({"permalink": "/old/page/"}, "Here it is called `aliases`."),
        ({"permalink": "page"}, "Here it is called `slug`."),
        ({"published": "false"}, "Write `draft: true` instead."),
        ({"published": "false", "draft": "true"}, "Remove the line: what is not a draft"),
        ({"layout": "post"}, "Remove the line; nothing here needs it."),
        ({"colour": "red"}, ""),
    ],
)
def test_key_of_another_generator_is_explained(data: dict[str, str], advice: str) -> None:
    key = next(iter(data))
    assert explain(key, data, keys_of(PostMeta)).startswith(advice)
    assert bool(explain(key, data, keys_of(PostMeta))) == bool(advice)


def test_key_that_the_file_cannot_have_is_not_named() -> None:
    assert explain("cover", {"cover": "x"}, keys_of(FaqMeta)) == (
        "Remove the line; nothing here needs it."
    )
