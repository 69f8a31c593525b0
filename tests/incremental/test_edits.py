"""Every edit of a built site: stale pages alone are rebuilt, and the site is as from nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sitekit.pages.spec import PageSpec
from sitekit.runtime.memo import MemoTable
from support.builds import Files, RebuiltSite, different, files_of, make_editable, stamps_of
from support.content import post
from support.edits import (
    set_nav,
)
from support.site_edits import EDITS
from support.warm_builds import (
    MKDOCS,
    PAGE,
    build_and_compare,
    lay_out_everything,
)


@pytest.mark.parametrize("name", EDITS)
def test_edit_gives_the_site_of_a_build_from_nothing(
    name: str, warm: RebuiltSite, base: Files
) -> None:
    EDITS[name](warm.site)
    build_and_compare(warm, base)


Preview = tuple[RebuiltSite, MemoTable, dict[str, PageSpec]]


@pytest.fixture(scope="module")
def shared_preview(tmp_path_factory: pytest.TempPathFactory) -> tuple[RebuiltSite, Files]:
    """A site for a preview, and its sources."""
    site = make_editable(tmp_path_factory.mktemp("preview") / "site-under-test")
    lay_out_everything(site)
    return site, site.sources()


@pytest.fixture
def previewed(shared_preview: tuple[RebuiltSite, Files]) -> Iterator[Preview]:
    """The site, what a preview remembers, and its pages; the test's edits are undone."""
    site, sources = shared_preview
    url, now, memo = site.site.url, site.site.now, MemoTable()
    _, pages = site.read(memo)
    yield site, memo, pages
    site.site.url, site.site.now = url, now
    site.restore(sources)


@pytest.mark.parametrize("name", EDITS)
def test_edit_leaves_nothing_stale_in_a_preview(name: str, previewed: Preview) -> None:
    rebuilt, memo, before = previewed
    EDITS[name](rebuilt.site)
    (site, pages), (expected_site, expected) = rebuilt.read(memo), rebuilt.read(MemoTable())
    assert sorted(different(pages, expected)) == []
    assert site.library == expected_site.library
    assert site.links == expected_site.links
    for address in before.keys() & pages.keys():  # what differs has another digest
        one, other = before[address], pages[address]
        is_equal = replace(one, entry=None) == replace(other, entry=None)
        assert is_equal == (one.digest == other.digest), address


SETTINGS = {
    "site_author": "Someone",
    "repo_name": "Our code",
    "edit_uri": "https://code.example/edit/",
    "edit_uri_template": "https://code.example/{path}",
    "repo_url": "https://code.example/repo",
    "extra_javascript": "['assets/more.js']",
    "extra_templates": "['docs/own.txt']",
    "theme": "{name: material, custom_dir: overrides, note: Our note}",
}


def test_setting_that_a_template_shows_is_current_on_every_page(warm: RebuiltSite) -> None:
    shown = [f"{name}={{{{ config.{name}|safe }}}}" for name in SETTINGS if name != "theme"]
    shown.append("theme={{ config.theme.note }}")
    footer = "overrides/partials/site-footer.html"
    warm.site.edit(footer, "<footer", f"<!-- {' '.join(shown)} --><footer")
    warm.site.write({"docs/own.txt": "Our own."})
    warm.build()
    theme = re.compile(r"(?m)^theme:\n(  .*\n)+")
    text = theme.sub("", (warm.site.root / MKDOCS).read_text())
    settings = {"theme": "{name: material, custom_dir: overrides}"}
    for name, value in SETTINGS.items():
        settings[name] = value
        lines = (f"{name}: {value}\n" for name, value in settings.items())
        warm.site.write({MKDOCS: text + "".join(lines)})
        warm.build()
        expected = "theme=Our note" if name == "theme" else f"{name}={value}"
        for page in (PAGE, "tags/index.html"):
            assert expected in (warm.built / page).read_text(), name


def test_unchanged_site_is_not_touched(warm: RebuiltSite, rendered: set[str]) -> None:
    before = stamps_of(warm.built)
    warm.build()
    assert stamps_of(warm.built) == before
    assert rendered == set()


def test_site_and_sources_of_a_fresh_checkout_are_current(
    warm: RebuiltSite, rendered: set[str]
) -> None:
    """As the workflow restores them: other files, and sources with new modification times."""
    archived = warm.built.with_name("archived")
    shutil.copytree(warm.built, archived)
    shutil.rmtree(warm.built)
    archived.rename(warm.built)
    for source in (warm.site.root / "posts").rglob("*.md"):
        source.touch()
    before = stamps_of(warm.built)
    warm.build()
    assert stamps_of(warm.built) == before
    assert rendered == set()


def test_unchanged_site_without_navigation_is_not_touched(warm: RebuiltSite) -> None:
    set_nav("")(warm.site)
    warm.build()
    before = stamps_of(warm.built)
    warm.build()
    assert stamps_of(warm.built) == before


def test_edited_text_rebuilds_the_pages_that_show_it_alone(
    warm: RebuiltSite, rendered: set[str]
) -> None:
    warm.site.edit("posts/small-0.md", "\nWords.", "\nOther words.")
    warm.build()
    page = "blog/small-0/"
    assert rendered == {
        *(f"{page}index.html", f"{page}index.md"),
        *("feed.xml", "feed.json", "tags/cpp/feed.xml"),
    }
    assert b"Other words" in (warm.built / page / "index.html").read_bytes()


def test_longer_section_rebuilds_the_lists_that_sketch_it(
    warm: RebuiltSite, rendered: set[str]
) -> None:
    lists = {f"{page}index.html" for page in ("blog/", "tags/cpp/", "authors/ada/")}
    warm.site.edit("posts/small-0.md", "\nWords.", "\nWords, but a few more.")
    warm.build()
    assert not rendered & lists
    warm.site.edit("posts/small-0.md", "a few more.", f"{'many ' * 60}more.")
    warm.build()
    assert rendered >= lists


def test_new_part_rebuilds_the_pages_of_its_series_alone(
    warm: RebuiltSite, rendered: set[str]
) -> None:
    warm.site.write({"posts/small-0.md": post("Small 0", "2026-02-01", more="series: engines\n")})
    warm.build()
    rendered.clear()
    warm.site.edit("posts/small-1.md", "faq: twice\n", "faq: twice\nseries: engines\n")
    warm.build()
    parts = [f"blog/{name}/" for name in ("first", "second", "small-0", "small-1")]
    pages = {
        f"{page}index.{kind}" for page in (*parts, "series/engines/") for kind in ("html", "md")
    }
    feeds = {"feed.xml", "feed.json"}
    feeds |= {f"tags/{tag}/feed.xml" for tag in ("cpp", "ai-strategy", "c-sharp", "strategy")}
    assert rendered == pages | feeds


def test_edited_title_of_the_newest_post_rebuilds_no_page_of_docs_but_the_home_page(
    warm: RebuiltSite, rendered: set[str]
) -> None:
    warm.site.edit("posts/ending.md", "title: Ending", "title: Ending soon")
    warm.build()
    assert "index.html" in rendered
    assert not [name for name in rendered if name.startswith("about/")]


def test_build_from_nothing_renders_everything(
    warm: RebuiltSite, rendered: set[str], base: Files
) -> None:
    warm.build(SITEKIT_FRESH="1")
    pages = {name for name in base if name.endswith(("index.html", "index.md"))}
    assert pages <= rendered


def test_template_of_the_writers_own_is_rendered_in_every_build(
    warm: RebuiltSite, base: Files
) -> None:
    warm.site.write({"docs/own.txt": "{{ config.site_name }} {{ nav|length }}"})
    warm.site.edit("mkdocs.yml", "validation:", "extra_templates: [docs/own.txt]\nvalidation:")
    built = build_and_compare(warm, base)
    assert built["own.txt"] == b"Engine Works 5"
    warm.site.edit("mkdocs.yml", "site_name: Engine Works", "site_name: Another")
    assert build_and_compare(warm, built)["own.txt"] == b"Another 5"
    set_nav("nav:\n  - docs/index.md\n")(warm.site)
    assert build_and_compare(warm, files_of(warm.built))["own.txt"] == b"Another 1"
