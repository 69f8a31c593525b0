"""A preview's pages stay the same objects from one rebuild to the next, and never show old ones."""

from __future__ import annotations

import gc
import re
import weakref
from pathlib import Path

from mkdocs.commands.build import build

from sitekit.build.debounce import Debouncer
from sitekit.build.session import Session
from sitekit.pages.spec import PageSpec
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.site import Site, read_site
from support.builds import WhenAsked, make_editable
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


def _made_anew(before: Pages, now: Pages) -> set[str]:
    """Return the addresses of the pages for readers, and of twins, that are not what they were."""
    return {
        address
        for address, page in now.items()
        if page is not before.get(address)
        and (page.for_readers or page.template == "formats/markdown.html")
    }


def test_pages_stay_as_long_as_nothing_changes(site: TemporarySite) -> None:
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    memo = MemoTable()
    (_, first), (_, second) = _rebuild(site, memo), _rebuild(site, memo)
    assert _made_anew(first, second) == set()
    assert second["blog/coming/"].badge


def test_only_pages_that_show_an_edit_are_made_anew(site: TemporarySite) -> None:
    memo = MemoTable()
    _, before = _rebuild(site, memo)
    site.edit("posts/first.md", "Opening words.", "Opening lines.")
    _, now = _rebuild(site, memo)
    assert _made_anew(before, now) == {"blog/first/", "blog/first/index.md"}
    site.edit("posts/first.md", "## A section", "## A part {#a-section}")
    assert _made_anew(now, _rebuild(site, memo)[1]) == {"blog/first/", "blog/first/index.md"}


def test_a_page_whose_link_leads_elsewhere_by_now_is_made_anew(site: TemporarySite) -> None:
    site.write({"posts/linking.md": post("Linking", body="See [it](../faq/alone.md).")})
    memo = MemoTable()
    _, before = _rebuild(site, memo)
    site.edit("posts/first.md", "faq: alone\n", "")  # where the set was at home
    assert "blog/linking/" in _made_anew(before, _rebuild(site, memo)[1])


def test_pages_that_stay_hold_no_earlier_library(site: TemporarySite) -> None:
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    memo = MemoTable()
    old = weakref.ref(_rebuild(site, memo)[0].library)
    read, pages = _rebuild(site, memo)
    gc.collect()
    assert old() is None
    for page in pages.values():
        read.composer(page).texts()
        read.view(page)


def test_a_set_at_home_on_a_post_that_is_not_published_yet_is_marked_up_there(
    site: TemporarySite,
) -> None:
    """The clock makes such a post anew at each rebuild; it is equal, but not the same object."""
    site.write({"posts/coming.md": post("Coming", "2036-01-01", more="faq: alone\n")})
    site.edit("posts/first.md", "faq: alone\n", "")
    memo = MemoTable()
    for _ in range(2):
        read, pages = _rebuild(site, memo)
        page = pages["blog/coming/"]
        assert [question.home for question in read.composer(page).texts().questions] == ["", ""]
        graph = read.graph(page)
        assert sum(node["@type"] == "Question" for node in graph["@graph"]) == 2


_FUNCTION = """  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""


def test_an_edit_shows_where_a_function_is_among_the_markdown_settings(tmp_path: Path) -> None:
    made = make_editable(tmp_path / "site-under-test")
    made.site.edit("mkdocs.yml", "  - pymdownx.details\n", f"  - pymdownx.details\n{_FUNCTION}")
    session = Session(preview=True, debouncer=WhenAsked())
    for words in ("Opening words", "Better words", "Best words"):
        text = (made.site.root / "posts/first.md").read_text()
        made.site.write({"posts/first.md": re.sub(r"\w+ words", words, text)})
        made.serve(made.built, session)
        assert words in (made.built / "blog/first/index.html").read_text()


def test_what_nobody_can_tell_the_inputs_of_is_never_remembered() -> None:
    memo = MemoTable()
    assert [memo.get_or_make("name", None, lambda n=n: n) for n in (1, 2)] == [1, 2]
    memo.next_revision()
    assert memo.get("name", None) is None
    assert memo.get_or_make("name", None, lambda: 3) == 3


def test_an_idle_preview_looks_for_garbage_and_at_nothing_else_again() -> None:
    class Circle:
        """What only a search for garbage finds."""

    circle = Circle()
    circle.itself, gone = circle, weakref.ref(circle)
    idle = Debouncer()
    gc.disable()
    try:
        del circle
        idle._run(lambda: None)
        assert gone() is None
        assert gc.get_freeze_count()
    finally:
        gc.enable()
        gc.unfreeze()


def test_a_build_that_is_done_is_held_by_nothing(tmp_path: Path) -> None:
    """`mkdocs serve` holds the settings of its first build for as long as it runs."""
    made = make_editable(tmp_path / "site-under-test")
    with made._loaded(made.built, {}) as (config, hook):
        hook.session = Session(preview=True, debouncer=WhenAsked())
        build(config, serve_url="http://127.0.0.1:8000/")
        done = weakref.ref(hook.session.debouncer.job.args[0])
        hook.session.debouncer.cancel()
        gc.collect()
        assert done() is None
