"""Advice: what is worth a look, and fails no build."""

from __future__ import annotations

import pytest

from support.content import post
from support.sites import TemporarySite


def _advice(site: TemporarySite) -> list[str]:
    assert site.messages() == []
    return [str(a) for a in site.read().advice() if "/x" in a.path]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"posts/x.md": post(tags="ai-strategy").replace("in full", "and on " * 20)},
            [
                "posts/x.md:3: description: advice: has 204 characters. Search results show 50 "
                "to 160 well; change its length."
            ],
        ),
        (
            {"posts/x.md": post(tags="ai-strategy", body="![](second/dot.svg)")},
            [
                'posts/x.md:7: picture: advice: "second/dot.svg" has no alternative text. '
                "Describe it in ![…](…)."
            ],
        ),
        (
            {"posts/x.md": post(tags="ai-strategy", body="## One\n\n#### Four\n")},
            [
                'posts/x.md:9: heading: advice: "Four" skips a level: 4 follows level 2. Use '
                "level 3."
            ],
        ),
        (
            {"posts/x.md": post()},
            [
                "posts/x.md:5: tags: advice: none of them has an offer, and there is no `cta`: the "
                "default offer is shown."
            ],
        ),
        (
            {"posts/x.md": post(tags="ai-strategy", body="[b](https://book.example/call?a=b)")},
            [
                'posts/x.md:7: link: advice: "https://book.example/call?a=b" is a booking address. '
                "Write cta: so that the call is attributed."
            ],
        ),
        (
            {
                "posts/x.md": post(
                    tags="ai-strategy",
                    body="![A](https://example.com/a.png)\n\n"
                    '<iframe src="https://example.com/b"></iframe> <a href="https://c.example">c</a>',
                )
            },
            [
                'posts/x.md:7: img: advice: "https://example.com/a.png" is loaded from another '
                "host, which learns of each reader. Copy the picture beside this file.",
                'posts/x.md:9: iframe: advice: "https://example.com/b" is loaded from another '
                "host, which learns of each reader. Write a link to it.",
            ],
        ),
        (
            {"posts/x.md": post(tags="ai-strategy", body="Words.\n\nSee [[this]].\n")},
            ['posts/x.md:9: markup: advice: "[[this]]" is a wiki link. Write [words](file.md).'],
        ),
        (
            {"docs/x.md": "---\ntitle: X\ndescription: Short.\n---\nWords.\n"},
            [
                "docs/x.md:3: description: advice: has 6 characters. Search results show 50 to "
                "160 well; change its length."
            ],
        ),
    ],
)
def test_advice_of_a_file(files: dict, expected: list[str], site: TemporarySite) -> None:
    site.write(files)
    assert _advice(site) == expected


def test_advice_of_a_tag_with_one_post(site: TemporarySite) -> None:
    assert [str(a) for a in site.read().advice() if a.path == "posts/tags.yml"] == [
        "posts/tags.yml:6: cpp: advice: is used by only one post. Search engines do not list its "
        "page until two posts use it.",
        "posts/tags.yml:9: c-sharp: advice: is used by only one post. Search engines do not list "
        "its page until two posts use it.",
    ]
