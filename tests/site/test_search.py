"""The search of built sites: what it finds, what readers fetch, when its index is rebuilt."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from support.builds import different
from support.content import post
from support.readers import visit
from support.search_dialog import all_addresses, choose, open_search, rows_of, search
from support.server import serving
from support.sites import TemporarySite

UNSEEN = {
    "docs/unlisted.md": "---\ntitle: T\ndescription: D\nnoindex: true\n---\nZirconium.\n",
    "faq/draft.md": "---\ntitle: T\ndescription: D\ndraft: true\n---\n## Zirconium?\n\nYes.\n",
    "faq/homeless.md": "---\ntitle: T\ndescription: D\n---\n## A zirconium?\n\nYes.\n",
    "posts/home.md": post(body="Words.", more="noindex: true\nfaq: homeless\n"),
    "posts/code.md": post(body="Words.\n\n```python\nzirconium = 1\n```\n"),
    "posts/draft.md": post(body="Zirconium.", more="draft: true\n"),
    "posts/hidden.md": post(body="Zirconium.", more="noindex: true\n"),
    "posts/later.md": post(body="Zirconium.").replace("date: 2026-05-01", "date: 2027-05-01"),
    "posts/markup.md": post(title="<template> & <!-- of tellurium", body="## Polonium\n\nWords."),
    "posts/seen.md": post(body="Bismuth.\n\n<!-- cta -->", more="aliases: [/palladium/]\n"),
    "posts/wordless.md": post(title="“?”", body="```python\nzirconium = 1\n```\n"),
}

PROGRAM = [
    "assets/search.css",
    "assets/search.js",
    "pagefind/entries.json",
    "pagefind/pagefind-entry.json",
    "pagefind/pagefind-worker.js",
    "pagefind/pagefind.en",
    "pagefind/pagefind.js",
    "pagefind/wasm.en.pagefind",
]
"""What a reader fetches to open the search."""


def test_search_finds_what_readers_can_see(site: TemporarySite, page: Page, tmp_path) -> None:
    site.write(UNSEEN)
    site.edit("posts/offers.yml", "heading: ", "heading: Rhodium ")
    site.url = "https://example.org/repo/"
    assert site.build("--site-dir", str(tmp_path / "served/repo")).returncode == 0
    with serving(tmp_path / "served") as server:
        open_search(page, f"{server.url}repo/")
        for word in ("zirconium", "palladium", "rhodium", "breadcrumb"):
            assert search(page, word) == [], word
        assert search(page, "tellurium") == ["<template> & <!-- of tellurium"]
        search(page, "polonium")
        assert "¶" not in page.locator(".search__results").inner_text()
        page.locator(".search__words").fill("")
        for kind in ("Article", "Question", "Page"):
            choose(page, "kind", kind)
            urls = [row.url for row in rows_of(tmp_path / "served/repo") if row.kind == kind]
            assert all_addresses(page) == [f"{server.url}repo/{url}" for url in urls]
        choose(page, "kind", "Article")
        assert "“?” (Article)" in page.locator(".search__results").inner_text()
        page.locator("[data-filter=kind]").select_option("")
        assert len(search(page, "bismuth")) == 1
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.url}repo/blog/seen/")


def test_search_fetches_its_program_and_the_chunk_of_the_word(showcase, page: Page) -> None:
    with serving(showcase.root / "site") as server:
        visit(page, server.url)
        server.sent.clear()
        page.keyboard.press("/")
        search(page, "qqqqzz")
        paths = [urlsplit(sent.path).path.removeprefix("/") for sent in server.sent]
    fetched = [path for path in paths if re.match("pagefind/|assets/search", path)]
    chunks = [path for path in fetched if path.startswith("pagefind/index/")]
    program = [
        re.sub(r"_\w+\.pf_meta|\.[0-9a-f]{8}(?=\.(?:css|js))", "", path)
        for path in fetched
        if path not in chunks
    ]
    assert sorted(program) == PROGRAM
    assert len(chunks) <= 1


def test_search_works_in_the_preview(start, site: TemporarySite, page: Page) -> None:
    preview = start()
    preview.wait_for("Search is up to date")
    open_search(page, f"http://127.0.0.1:{preview.port}/")
    assert search(page, "shared")


def test_search_can_be_left_out(site: TemporarySite, page: Page) -> None:
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  search: false\n")
    assert site.build().returncode == 0
    assert not (site.root / "site/pagefind").exists()
    assert not site.page("").select("dialog, [data-opens]")
    with serving(site.root / "site") as server:
        page.goto(server.url)
        page.wait_for_selector("link[rel=manifest]", state="attached")  # the script has run
        page.evaluate("addEventListener('keydown', (e) => (window.taken = e.defaultPrevented))")
        page.keyboard.press("/")
        assert page.evaluate("taken") is False


def test_search_stems_words_in_the_sites_language(site: TemporarySite, page: Page) -> None:
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  language: de\n")
    site.write({"posts/plural.md": post(title="Verträge", body="Zwei Verträge.")})
    assert site.build().returncode == 0
    assert (site.root / "site/pagefind/wasm.de.pagefind").is_file()
    with serving(site.root / "site") as server:
        open_search(page, server.url)
        assert search(page, "Vertrags") == ["Verträge"]


def test_index_that_cannot_be_made_fails_the_build(site: TemporarySite) -> None:
    site.write({".cache/search": "in the way"})
    result = site.build()
    assert result.returncode == 1
    assert "the search index could not be made" in result.stdout
    assert "Traceback" not in result.stdout


def test_index_is_rebuilt_where_its_files_are_gone(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    for file in (site.root / ".cache/search").rglob("*.*"):
        if file.is_file():
            file.unlink()
    assert site.build().returncode == 0
    assert (site.root / "site/pagefind/pagefind.js").is_file()


def test_index_is_the_same_each_time_it_is_made(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(title=f"Number {n}") for n in range(60)})
    assert site.build().returncode == 0
    first = site.built()
    assert "pagefind/entries.json" in first
    for _ in range(3):
        shutil.rmtree(site.root / ".cache/search")
        shutil.rmtree(site.root / "site/pagefind")
        assert site.build().returncode == 0
        assert different(site.built(), first) == set()


def _cached(site: TemporarySite) -> set[Path]:
    return set((site.root / ".cache/search").iterdir())


def test_index_is_rebuilt_only_when_its_texts_changed(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    (old,) = first = _cached(site)
    site.edit("posts/offers.yml", "heading: ", "heading: Another ")
    assert site.build().returncode == 0
    assert _cached(site) == first
    os.utime(old, (0, 0))
    site.edit("posts/first.md", "Opening words.", "Other words.")
    assert site.build().returncode == 0
    (new,) = _cached(site)
    assert new != old
