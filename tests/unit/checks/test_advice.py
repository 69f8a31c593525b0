"""Advice: what is worth a look, and fails no build."""

from __future__ import annotations

import pytest

from support.content import post
from support.sites import METADATA, TemporarySite

STYLE = (
    "browsers ignore it, since pages allow styles in files of the site alone. Write a class, and "
    "its rules in a style sheet."
)


def _advice(site: TemporarySite) -> list[str]:
    assert site.messages() == []
    about_one = ("unlinked", "links-nowhere", "same-words")  # these are about texts together
    found = [a for a in site.read().advice() if "/x" in a.path and a.name not in about_one]
    return [str(advice) for advice in found]


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
            {
                "docs/x.md": "---\ntitle: X\ndescription: A description that is long enough to be "
                "shown in full.\nservices: [one, two]\n---\n"
                "## One\n\nWords.\n\n## Two\n\n- Words.\n"
            },
            [
                'docs/x.md:4: services: advice: the section "Two" does not open with a paragraph, '
                "so programs get no description of the service. Add a sentence that says what it "
                "is."
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
                'posts/x.md:7: img: advice: "https://example.com/a.png" is on another host, which '
                "would learn of each reader, so browsers do not load it. Copy the picture beside "
                "this file, or name the host in `allowed_hosts` in mkdocs.yml.",
                'posts/x.md:9: iframe: advice: "https://example.com/b" is on another host, which '
                "would learn of each reader, so browsers do not load it. Write a link to it, or "
                "name the host in `allowed_hosts` in mkdocs.yml.",
            ],
        ),
        (
            {
                "posts/x.md": post(
                    tags="ai-strategy",
                    body='Words.\n{ style="color: red" }\n\n<p style="color: red">A</p>\n\n'
                    "    style=\n\n`style=`\n\n"
                    '<div\n  onclick="run()">A</div>\n\n<style>p { color: red }</style>\n\n'
                    '<script src="https://example.com/x.js"></script>\n\n'
                    "<script>run()</script>\n\n![A](second/dot.svg){ width=50pt }\n",
                )
            },
            [
                f"posts/x.md:8: style: advice: {STYLE}",
                f"posts/x.md:10: style: advice: {STYLE}",
                "posts/x.md:17: onclick: advice: browsers ignore it, since pages allow scripts in "
                "files of the site alone. Add the listener in a script of docs/assets/.",
                "posts/x.md:19: <style>: advice: browsers ignore it, since pages allow styles in "
                "files of the site alone. Move it to a style sheet.",
                'posts/x.md:21: script: advice: "https://example.com/x.js" is on another host, '
                "which would learn of each reader, so browsers do not load it. Copy it to "
                "docs/assets/.",
                "posts/x.md:23: <script>: advice: browsers ignore it, since pages allow scripts in "
                "files of the site alone. Move it to docs/assets/, and load it by src.",
                "posts/x.md:25: width: advice: is no number of pixels or percent. Write it as one: "
                "{ width=300 }.",
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


ALLOWED = """
<iframe src="https://player.example/1"></iframe>
<iframe src="https://a.b.video.example/1"></iframe>
<img src="https://player.example/a.png" alt="A">
<video src="https://player.example/a.mp4" poster="https://player.example/a.png"></video>
<form action="https://player.example/subscribe"></form>
"""
FORBIDDEN = {
    '<iframe src="http://player.example/1"></iframe>': "iframe",
    '<iframe src="https://player.example.org/1"></iframe>': "iframe",
    '<iframe src="https://video.example/1"></iframe>': "iframe",
    '<script src="https://player.example/x.js"></script>': "script",
    '<object data="https://player.example/x.pdf"></object>': "object",
    '<form action="https://other.example/"></form>': "form",
}


def test_allowed_host_is_advised_against_only_for_what_pages_refuse(site: TemporarySite) -> None:
    def keys(body: str) -> list[str]:
        site.write({"posts/x.md": post(tags="ai-strategy", body=body)})
        metadata = METADATA.model_copy(
            update={
                "allowed_hosts": ("player.example", "*.video.example"),
                "no_advice": ("unlinked", "links-nowhere", "alternative-text"),
            }
        )
        return [a.key for a in site.read(metadata=metadata).advice() if a.path == "posts/x.md"]

    assert keys(ALLOWED) == []
    assert {body: keys(body) for body in FORBIDDEN} == {b: [k] for b, k in FORBIDDEN.items()}
