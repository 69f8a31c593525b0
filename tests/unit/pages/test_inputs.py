"""A preview remembers its pages: an edit rebuilds those that show it, and no others."""

from __future__ import annotations

import gc
import weakref

from sitekit.pages.spec import PageSpec
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.site import Site, read_site
from support.content import post
from support.sites import TemporarySite

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
