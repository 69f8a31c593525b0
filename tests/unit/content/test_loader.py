"""Loading content: what a preview remembers of it, and the problems of whole files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from sitekit.content.loader import Content, load_content
from sitekit.content.settings import Settings
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from support.content import post
from support.sites import NOW, TemporarySite


def _load(settings: Settings, memo: MemoTable) -> Content:
    context = BuildContext(memo=memo)
    content = load_content(settings, context)
    context.close()
    return content


def _edit(name: str, old: str, new: str) -> Callable[[TemporarySite], None]:
    return lambda site: site.edit(name, old, new)


EDITS: dict[str, Callable[[TemporarySite], None]] = {
    "id of a question": _edit("faq/alone.md", "{#whole}", "{#all}"),
    "set that cannot be read": lambda site: site.write({"faq/alone.md": "---\n"}),
    "tag": _edit("posts/tags.yml", "cpp:", "rust:"),
    "alias of a tag": _edit("posts/tags.yml", "[strategy]", "[strategies]"),
    "author": _edit("posts/authors.yml", "ada:", "bob: {name: Bob}\nada:"),
    "offer": _edit("posts/offers.yml", "workshop:", "seminar:"),
    "end of an offer": _edit("posts/offers.yml", "until: 2026-06-02", "until: 2026-05-20"),
    "tags that cannot be read": lambda site: site.write({"posts/tags.yml": "["}),
    "post": _edit("posts/first.md", "date:", "expires: 2026-01-01\ndate:"),
}


@pytest.fixture
def site(site: TemporarySite) -> TemporarySite:
    """The base site with a post that refers to everything."""
    site.edit("posts/offers.yml", "workshop:", "workshop:\n  until: 2026-06-02")
    more = "cta: workshop\nfaq: alone#whole\n"
    site.write({"posts/x.md": post(tags="cpp, strategy", more=more)})
    assert site.messages() == []
    return site


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_content_of_a_rebuild_equals_that_of_a_new_preview(
    edit: Callable[[TemporarySite], None], site: TemporarySite
) -> None:
    memo, settings = MemoTable(), site.settings(preview=True)
    before = _load(settings, memo)
    edit(site)
    after = _load(settings, memo)
    assert after == _load(settings, MemoTable())
    assert (after.library, after.problems) != (before.library, before.problems)


def test_content_of_a_rebuild_follows_the_clock(site: TemporarySite) -> None:
    site.write({"posts/coming.md": post(date="2026-06-03")})
    memo, settings = MemoTable(), site.settings(preview=True)
    before = _load(settings, memo)
    later = replace(settings, now=NOW + timedelta(days=3))
    after = _load(later, memo)
    assert after == _load(later, MemoTable())
    assert [p.status for p in before.library.all_posts if p.slug == "coming"] == ["scheduled"]
    assert [p.status for p in after.library.all_posts if p.slug == "coming"] == ["published"]
    assert before.problems == after.problems == ()


def test_content_that_nobody_edited_is_the_same_object(site: TemporarySite) -> None:
    memo, settings = MemoTable(), site.settings(preview=True)
    before, after = _load(settings, memo), _load(settings, memo)
    assert after == before
    entries = zip(before.library.all_entries, after.library.all_entries, strict=True)
    assert all(old is new for old, new in entries)


def test_files_that_cannot_be_read_have_the_address_of_their_page(site: TemporarySite) -> None:
    names = ("posts/2026-05-01-a.md", "posts/b/index.md", "faq/c.md", "docs/d/index.md")
    site.write(dict.fromkeys(names, "no front matter"))
    content = _load(site.settings(), MemoTable())
    assert {file.path: file.address for file in content.unreadable} == {
        "posts/2026-05-01-a.md": "blog/a/",
        "posts/b/index.md": "blog/b/",
        "faq/c.md": "faq/c/",
        "docs/d/index.md": "d/",
    }
    assert {problem.path for problem in content.problems} == {*names}


def test_post_without_a_body_is_a_problem_unless_it_is_a_draft(site: TemporarySite) -> None:
    site.write({"posts/empty.md": post(body=""), "posts/y.md": post(body="", more="draft: true\n")})
    assert site.messages() == ["posts/empty.md:8: body: is empty. Write it."]


def test_post_with_an_unknown_author_has_one_problem(site: TemporarySite) -> None:
    site.edit("posts/authors.yml", "ada:", "bob: {name: Bob}\nada:")
    for name in ("posts/first.md", "posts/second/index.md", "posts/x.md"):
        site.edit(name, "title:", "author: bob\ntitle:")
    site.edit("posts/first.md", "author: bob", "author: nobody")
    assert site.messages() == [
        'posts/first.md:2: author: "nobody" is not in posts/authors.yml. Write one of: bob, ada.'
    ]


def test_name_of_a_tag_goes_before_an_alias_of_another(site: TemporarySite) -> None:
    site.edit("posts/tags.yml", "aliases: [strategy]", "aliases: [strategy, cpp]")
    library = site.read().library
    assert next(p.meta.tags for p in library.all_posts if p.slug == "x") == ("cpp", "ai-strategy")


def test_id_that_is_used_twice_in_a_text_is_a_problem(site: TemporarySite) -> None:
    site.write({"posts/y.md": post(body="## A {#a}\n\n## B {#a}")})
    assert site.messages() == ['posts/y.md:9: id: the id "a" is used 2 times. Use each id once.']
