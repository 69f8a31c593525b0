"""A preview remembers its pages: an edit rebuilds those that show it, and no others."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from sitekit.build.cache_keys import CacheKeys, site_key
from sitekit.pages.spec import PageSpec
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.site import Site, read_site
from support.content import post
from support.images import encoded, photo
from support.sites import ROOT, TemporarySite

Pages = dict[str, PageSpec]


def _rebuild(site: TemporarySite, memo: MemoTable) -> tuple[Site, Pages]:
    context = BuildContext(memo=memo)
    read = read_site(site.settings(preview=True), context)
    pages = [*read.content_pages, *read.listing_pages]
    pages += read.output_formats(pages)
    context.close()
    return read, {page.address: page for page in pages}


def _rebuilt(before: Pages, now: Pages) -> set[str]:
    """Return the addresses of the pages for readers, and of Markdown versions, that are new."""
    return {
        address
        for address, page in now.items()
        if page is not before.get(address)
        and (page.for_readers or page.template == "formats/markdown.html")
    }


def test_pages_are_remembered_as_long_as_nothing_changes(site: TemporarySite) -> None:
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    memo = MemoTable()
    (_, first), (_, second) = _rebuild(site, memo), _rebuild(site, memo)
    assert _rebuilt(first, second) == set()
    assert second["blog/coming/"].badge


def test_pages_that_show_an_edit_are_the_only_ones_rebuilt(site: TemporarySite) -> None:
    memo = MemoTable()
    _, before = _rebuild(site, memo)
    site.edit("posts/first.md", "Opening words.", "Opening lines.")
    _, now = _rebuild(site, memo)
    assert _rebuilt(before, now) == {"blog/first/", "blog/first/index.md"}
    site.edit("posts/first.md", "## A section", "## A part {#a-section}")
    assert _rebuilt(now, _rebuild(site, memo)[1]) == {"blog/first/", "blog/first/index.md"}


def test_page_is_rebuilt_when_a_link_of_its_text_leads_elsewhere(site: TemporarySite) -> None:
    site.write({"posts/linking.md": post("Linking", body="See [it](../faq/alone.md).")})
    memo = MemoTable()
    _, before = _rebuild(site, memo)
    site.edit("posts/first.md", "faq: alone\n", "")  # the set was at home there
    assert "blog/linking/" in _rebuilt(before, _rebuild(site, memo)[1])


def test_pages_that_are_remembered_hold_no_earlier_library(site: TemporarySite) -> None:
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    memo = MemoTable()
    old = weakref.ref(_rebuild(site, memo)[0].library)
    read, pages = _rebuild(site, memo)
    gc.collect()
    assert old() is None
    for page in pages.values():
        read.composer(page).texts()
        read.view(page)


def test_set_at_home_on_a_scheduled_post_is_marked_up_there(site: TemporarySite) -> None:
    """Such a post is equal at each rebuild, but not the same object."""
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    site.edit("posts/first.md", "faq: alone\n", "")
    memo = MemoTable()
    for _ in range(2):
        read, pages = _rebuild(site, memo)
        page = pages["blog/coming/"]
        assert [question.home for question in read.composer(page).texts().questions] == ["", ""]
        graph = read.graph(page)
        assert sum(node["@type"] == "Question" for node in graph["@graph"]) == 2


def test_related_posts_are_those_of_the_front_matter_and_the_tags(site: TemporarySite) -> None:
    site.write(
        {
            "posts/me.md": post(tags="ai-strategy, cpp", more="related: [named]\n"),
            "posts/named.md": post(tags="c-sharp", date="2026-01-01"),
            "posts/common.md": post(tags="ai-strategy", date="2026-05-20"),
            "posts/other.md": post(tags="c-sharp", date="2026-05-25"),
        }
    )
    read = site.read()
    me = read.library.post_by_slug["me"]
    # `first` shares both tags.
    assert [p.slug for p in read.page_inputs.related(me)] == ["named", "first", "common"]


def _shown(read: Site, page: PageSpec) -> str:
    """Return all that a page's template shows."""
    composer = read.composer(page)
    texts, actions = composer.texts(), composer.calls_to_action()
    meta = (page.title, page.description, page.breadcrumbs, page.last_modified, page.badge)
    return repr((meta, texts, actions, read.view(page), read.graph(page)))


def _shown_by_key(read: Site, pages: Pages) -> dict[str, tuple[str, str]]:
    """Return the key of each page, and what it shows."""
    keys = CacheKeys(site_key(read, ROOT / "overrides", (), ()))
    return {address: (keys.page_key(page), _shown(read, page)) for address, page in pages.items()}


def _edit(name: str, old: str, new: str) -> Callable[[TemporarySite], None]:
    return lambda site: site.edit(name, old, new)


EDITS: dict[str, Callable[[TemporarySite], None]] = {
    "body": _edit("posts/first.md", "Opening words.", "Other words."),
    "title": _edit("posts/first.md", "title: The first post", "title: Another post"),
    "description": _edit("posts/first.md", "of the first post", "of that post"),
    "date": _edit("posts/first.md", "2026-03-01", "2026-05-25"),
    "updated": _edit("posts/first.md", "date:", "updated: 2026-05-20\ndate:"),
    "tags": _edit("posts/first.md", "[ai-strategy, cpp]", "[cpp]"),
    "slug": _edit("posts/first.md", "title:", "slug: moved\ntitle:"),
    "related": _edit("posts/x.md", "related: [second]\n", ""),
    "draft": _edit("posts/second/index.md", "title:", "draft: true\ntitle:"),
    "noindex": _edit("posts/x.md", "title:", "noindex: true\ntitle:"),
    "set that is no longer at home on a post": _edit("posts/first.md", "faq: alone\n", ""),
    "question": _edit("faq/alone.md", "## And whole?", "## And all of it?"),
    "answer": _edit("faq/alone.md", "One post does.", "One post alone does."),
    "introduction of a set": _edit("faq/shared.md", "A word before", "Words before"),
    "title of a set": _edit("faq/shared.md", "Questions of the site", "More questions"),
    "updated set": _edit("faq/alone.md", "title:", "updated: 2026-05-30\ntitle:"),
    "heading that links lead to": _edit("posts/first.md", "## A section", "## A part {#a-section}"),
    "size of a picture": lambda site: site.write({"posts/p.png": encoded(photo(80, 60), "PNG")}),
    "size of a drawing": _edit("posts/second/dot.svg", "0 0 9 9", "0 0 9 8"),
    "picture in front matter": lambda site: site.write(
        {"posts/q.png": encoded(photo(70, 60), "PNG")}
    ),
    "label of a tag": _edit("posts/tags.yml", "label: C++", "label: Cpp"),
    "bio": _edit("posts/authors.yml", "Writes about", "Wrote about"),
    "offer": _edit("posts/offers.yml", "button: Book a call", "button: Call us"),
    "sentence of an offer": _edit("posts/offers.yml", "If this is your", "If it is your"),
    "page of docs": _edit("docs/about.md", "title: About", "title: About us"),
    "page that a sign-up leads to": _edit("docs/about.md", "title:", "expires: 2026-05-31\ntitle:"),
    "sign-up": _edit("posts/offers.yml", "EMAIL", "address"),
    "proof": _edit("posts/proof.yml", "tags: c-sharp", "tags: cpp"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_page_is_remembered_only_as_long_as_it_would_be_equal(
    edit: Callable[[TemporarySite], None], site: TemporarySite
) -> None:
    """After an edit pages are those of a new preview; what shows something else has a new key."""
    more = "faq: [alone#whole, shared]\nrelated: [second]\nimage: q.png\nimage_alt: A\n"
    links = "[a](first.md#a-section) [b](../faq/alone.md) [c](../faq/shared.md) ![d](p.png)"
    site.write(
        {
            "posts/p.png": encoded(photo(90, 60), "PNG"),
            "posts/q.png": encoded(photo(60, 60), "PNG"),
            "posts/x.md": post("X", more=more, body=f"{links}\n\n## Two\n\nThree."),
        }
    )
    memo = MemoTable()
    before = _shown_by_key(*_rebuild(site, memo))
    edit(site)
    read, pages = _rebuild(site, memo)
    after, (fresh, fresh_pages) = _shown_by_key(read, pages), _rebuild(site, MemoTable())
    assert pages == fresh_pages
    assert after == _shown_by_key(fresh, fresh_pages)
    changed = {
        address
        for address in before.keys() & after.keys()
        if before[address][1] != after[address][1]
    }
    assert changed or before.keys() != after.keys()
    assert {address for address in changed if before[address][0] == after[address][0]} == set()
