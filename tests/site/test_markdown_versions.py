"""Each page as Markdown, at `<address>index.md`."""

from __future__ import annotations

import re

import pytest

from support.content import post
from support.sites import TemporarySite, make_site

TRICKY = """---
title: Tricky questions
description: Questions whose words occur elsewhere too, in code, in headings and in links.
---
A word before, see [the first][1].

## One?

Answer one, see [ref][rr] and [1][].

### Last one?

Below one.

    ## Last one?

```
## Two `code`?
```

## Is [this](../posts/first.md) R&amp;D? {#rd}

Answer two.

Last one?
---------

Answer three, [rr].

[rr]: ../posts/second/index.md "title"
[1]: ../posts/first.md
"""
HIDDEN = """---
title: Hidden questions
description: A set whose second question is hidden in HTML, where no answer can be cut out.
---
## Who hides?

One *post* does.

<div>
## No question
</div>

## And then? {#then}

Yes, see [the other](#who-hides).
"""
TITLE = "X ] and [y](z) *s* <i>"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """A site with much to tell apart in Markdown; tests may look at it, but not change it."""
    site = make_site(tmp_path_factory.mktemp("markdown") / "site-under-test")
    more = "updated: 2026-05-02\ncanonical: https://other.example/\n"
    site.write(
        {
            "faq/tricky.md": TRICKY,
            "faq/hidden.md": HIDDEN,
            "posts/rd.md": post(more="faq: tricky#rd\n"),
            "posts/hidden.md": post(more="faq: hidden\n"),
            "posts/shared.md": post(more="faq: shared\n"),
            "posts/escaped.md": post(title=f'"{TITLE}"', more=more),
            "posts/repeated.md": post(body="<!-- note -->\n\n# A post\n\nWords."),
            "posts/underlined.md": post(body="A post\n======\n\nWords."),
        }
    )
    site.edit("posts/first.md", "Opening words.", "Opening `[words](cta:)`, [book](cta:).")
    site.edit("posts/first.md", "## A section", "## A section {#sect}\n\n<!-- cta -->")
    site.edit("docs/index.md", "#a-section", "#sect")
    site.edit("docs/index.md", "title: Home", "title: Home\nlead: What leads.")
    assert site.messages() == []
    assert site.build().returncode == 0
    return site


def _markdown(site: TemporarySite, address: str) -> str:
    return (site.root / "site" / address / "index.md").read_text()


def test_markdown_of_a_post_holds_all_of_it(built: TemporarySite) -> None:
    text = _markdown(built, "blog/first")
    assert text.startswith("# The first post\n\n> A description of the first post")
    for part in (
        "- Address: https://example.org/blog/first/\n",
        "- Author: Ada Byron\n",
        "- Published: 2026-03-01T00:00:00+01:00\n",
        "- Topics: AI Strategy, C++\n",
        "Opening `[words](cta:)`, [book](https://book.example/workshop?kind=day&utm_source=website"
        "&utm_medium=markdown&utm_campaign=first&utm_term=workshop&utm_content=text).",
        "\n## A section\n",
        "[the second](https://example.org/blog/second/)",
        "\n## Common questions\n",
        "\n### And whole?\n\nYes, with [the other question]"
        "(https://example.org/blog/first/#who-shows-this).",
        "Come to the workshop: [Ask for a date](https://book.example/workshop?",
    ):
        assert part in text, part
    assert "<!-- cta" not in text
    assert "- Updated" not in text


def test_markdown_of_listings_links_to_markdown(built: TemporarySite) -> None:
    tag = _markdown(built, "tags/ai-strategy")
    assert "- [The second post](https://example.org/blog/second/index.md): A desc" in tag


def test_markdown_of_the_home_page_has_its_lead(built: TemporarySite) -> None:
    assert "\nWhat leads.\n\n[Blog](https://example.org/blog/)," in _markdown(built, "")


def test_markdown_of_questions_is_cut_where_they_start(built: TemporarySite) -> None:
    text = _markdown(built, "faq/tricky")
    _, _, questions = text.partition("## Common questions")
    starts = r"^### (?=One|Is this|Last one\?\n\nAnswer)"
    one, two, three = re.split(starts, questions, flags=re.M)[1:]
    assert "A word before, see [the first][1]." in text
    assert one.startswith("One?\n\nAnswer one, see [ref][rr] and [1][].\n")
    assert "#### Last one?\n\nBelow one." in one, "one level below its question"
    assert '[rr]: https://example.org/blog/second/ "title"' in one
    assert "[1]: https://example.org/blog/first/" in one
    assert two.strip() == "Is this R&D?\n\nAnswer two."
    assert three.startswith("Last one?\n\nAnswer three, [rr].")
    assert "[rr]: https://example.org/blog/second/" in three
    assert "[1]:" not in three
    other = _markdown(built, "blog/rd")
    assert "### Is this R&D?\n\nAnswer two.\n" in other
    assert "Answer one" not in other


def test_markdown_of_a_set_shown_whole_has_its_introduction(built: TemporarySite) -> None:
    text = _markdown(built, "blog/shared")
    assert "## Common questions\n\nA word before the questions.\n\n### What is shared?\n" in text


def test_markdown_of_an_answer_that_cannot_be_cut_out_is_its_words(built: TemporarySite) -> None:
    text = _markdown(built, "blog/hidden")
    assert "### Who hides?\n\nOne post does. ## No question\n" in text
    assert "### And then?\n\nYes, see the other.\n" in text


def test_markdown_escapes_plain_text(built: TemporarySite) -> None:
    title = r"X \] and \[y\](z) \*s\* \<i\>"
    text = _markdown(built, "blog/escaped")
    assert text.startswith(f"# {title}\n")
    assert (
        f"- [{title}](https://example.org/blog/escaped/index.md): "
        in (built.root / "site/llms.txt").read_text()
    )
    assert "- Address: https://other.example/\n" in text
    assert "- Updated: 2026-05-02T00:00:00+02:00\n" in text


@pytest.mark.parametrize("address", ["blog/repeated", "blog/underlined"])
def test_markdown_has_a_repeated_title_once(address: str, built: TemporarySite) -> None:
    text = _markdown(built, address)
    assert text.count("A post") == 1
    assert "===" not in text
    assert "\n\nWords.\n" in text


def test_markdown_is_not_made_of_a_draft_in_the_preview(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(more="draft: true\n")})
    shown = site.read(preview=True)
    pages = shown.content_pages
    assert "blog/x/" in {page.address for page in pages}
    files = {page.address for page in shown.output_formats(pages)}
    assert "blog/first/index.md" in files
    assert "blog/x/index.md" not in files
