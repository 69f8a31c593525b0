"""The site's search, as a reader uses it in a real Chromium."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from readers import visit
from serving import Server, serving
from sites import TemporarySite, make_site, pages_of
from test_build import post
from walks import nodes_of, structured_data

pytest_plugins = ["test_serve"]
POST = "blog/what-a-fractional-ai-cto-does/"
NAMES = ("copper", "nickel", "cobalt", "indium", "gallium", "osmium", "radium", "helium")


def _search(page: Page, words: str) -> list[str]:
    """Type into the open dialog and return the titles that are found."""
    page.locator(".search__words").fill("")
    expect(page.locator(".search__status")).to_have_text("Write a word or two.")
    page.locator(".search__words").fill(words)
    expect(page.locator(".search__status")).to_have_text(
        re.compile(r"^(\d+ found|Nothing found\.)")
    )
    return page.locator(".search__results > li > a").all_inner_texts()


def _open(page: Page, url: str) -> None:
    visit(page, url)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".search__status")).to_have_text("Write a word or two.")


def _word_of_one_answer(site: TemporarySite) -> tuple[str, str]:
    """Return a word that one answer alone has on the whole site, and its question's address."""
    everywhere = Counter(
        word
        for folder in ("posts", "faq", "docs")
        for file in (site.root / folder).rglob("*.md")
        for word in re.findall(r"\w+", file.read_text().lower())
    )
    for path, built in sorted(pages_of(site.root / "site").items()):
        for data in structured_data(built):
            for question in nodes_of(data, "Question"):
                words = re.findall(r"\b[a-z]{9,}\b", question["acceptedAnswer"]["text"])
                rare = sorted(word for word in words if everywhere[word] == 1)
                if rare and path.startswith("faq/"):
                    return rare[0], question["url"]
    raise AssertionError("no answer has a word of its own")


def test_a_word_of_one_answer_leads_to_it(own_site, page: Page, served: str) -> None:
    word, url = _word_of_one_answer(own_site)
    _open(page, served)
    found = _search(page, word)
    assert len(found) == 1, found
    expect(page.locator(".search__results mark").first).to_have_text(re.compile(word, re.I))
    expect(page.locator(".search__results small").first).to_have_text("Question")
    page.keyboard.press("Enter")
    page.wait_for_url(url.replace(own_site.url, served))
    expect(page.locator(f"[id='{url.partition('#')[2]}']")).to_be_in_viewport()
    expect(page.get_by_text(word).first).to_be_visible()


def test_nothing_is_fetched_before_it_is_opened(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, served + POST)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url or "pagefind" in url]
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text("Write a word or two.")
    assert [url for url in asked if "pagefind" in url]


def test_who_comes_back_finds_the_search_again(page: Page, served: str) -> None:
    _open(page, served)
    found = _search(page, "vendor")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}*/**")
    page.go_back()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".search__words")).to_have_value("vendor")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"^\d+ found"))
    assert page.locator(".search__results > li > a").all_inner_texts() == found


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_it_opens_by_key_and_closes_to_where_one_was(key: str, page: Page, served: str) -> None:
    visit(page, served + POST)
    opener = page.get_by_role("button", name="Search", exact=True)
    opener.focus()
    page.keyboard.press(key)
    expect(page.locator(".search__words")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(page: Page, served: str) -> None:
    _open(page, served)
    page.keyboard.type("a/b")
    expect(page.locator(".search__words")).to_have_value("a/b")


def test_arrows_walk_through_results(page: Page, served: str) -> None:
    _open(page, served)
    assert len(_search(page, "architecture")) > 1
    results = page.locator(".search__results > li > a")
    page.keyboard.press("ArrowDown")
    expect(results.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".search__words")).to_be_focused()


def test_a_keyboard_sees_where_it_is_in_the_search(page: Page, served: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    _open(page, served)
    _search(page, "architecture")
    stops = []
    for _ in range(5):
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", stops
        stops.append(page.evaluate("document.activeElement.localName"))
        page.keyboard.press("Tab")
    assert stops == ["input", "button", "select", "select", "a"]
    assert page.evaluate("document.activeElement.closest('dialog') !== null")


def test_kind_and_topic_narrow_it(page: Page, served: str) -> None:
    _open(page, served)
    everything = _search(page, "vendor")
    done = re.compile(r"^\d+ found")
    page.locator("[data-filter=kind]").select_option("Question")
    expect(page.locator(".search__status")).to_have_text(done)
    kinds = set(page.locator(".search__results small").all_inner_texts())
    assert kinds == {"Question"}
    page.locator("[data-filter=kind]").select_option("")
    page.locator("[data-filter=topic]").select_option("Vendor Selection")
    expect(page.locator(".search__status")).to_have_text(done)
    narrowed = page.locator(".search__results > li > a").all_inner_texts()
    assert 0 < len(narrowed) < len(everything)


def test_a_title_is_found_with_its_sections(page: Page, served: str) -> None:
    _open(page, served)
    assert "What a fractional AI CTO does, and when to hire one" in _search(
        page, "prompt discipline"
    )
    section = page.locator(".search__results p a").first
    address = section.get_attribute("href")
    section.click()
    page.wait_for_url(address)
    expect(page.locator(f"[id='{address.partition('#')[2]}']")).to_be_in_viewport()


def test_without_scripts_the_button_leads_to_the_topics(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + POST)
    page.get_by_role("link", name="Search", exact=True).click()
    assert page.url == f"{served}tags/"
    context.close()


def test_a_missing_index_is_told_with_a_way_on(own_site, page: Page, served: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    visit(page, served + POST)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text(
        "Search could not be loaded. Browse all topics"
    )
    assert page.locator(".search__status a").get_attribute("href") == f"{served}tags/"


def test_a_part_that_cannot_be_fetched_is_told(page: Page, served: str) -> None:
    page.route("**/pagefind/fragment/**", lambda route: route.abort())
    _open(page, served)
    page.locator(".search__words").fill("vendor")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")


def test_a_search_that_cannot_be_fetched_leads_to_the_topics(page: Page, served: str) -> None:
    page.route("**/assets/search.js", lambda route: route.abort())
    visit(page, served + POST)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(f"{served}tags/")


def test_nothing_found_is_told_with_a_way_on(page: Page, served: str) -> None:
    _open(page, served)
    assert _search(page, "qqqqzz") == []
    assert page.locator(".search__status a").all_inner_texts() == [
        "Browse all topics",
        "all questions",
    ]


def test_enter_opens_what_the_words_say_now(page: Page, served: str) -> None:
    _open(page, served)
    _search(page, "vendor")
    page.locator(".search__words").fill("sprint")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}*/**")
    expect(page.locator("main")).to_contain_text(re.compile("sprint", re.I))
    assert "vendor" not in page.url


def test_it_closes_by_its_button_and_beside_it(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    dialog = page.locator("dialog")
    _open(page, served)
    dialog.click(position={"x": 3, "y": 150})
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.mouse.click(5, 400)
    expect(dialog).to_be_hidden()


def test_more_results_come_once(page: Page, served: str) -> None:
    _open(page, served)
    total = len(_search(page, "the"))
    assert total == 8
    page.get_by_role("button", name="More results").evaluate("(b) => { b.click(); b.click(); }")
    expect(page.locator(".search__results > li")).not_to_have_count(8)
    addresses = page.locator(".search__results > li > a").evaluate_all(
        "(l) => l.map((a) => a.href)"
    )
    assert len(addresses) == len(set(addresses)) > 8


def test_an_answer_of_this_page_closes_the_search(page: Page, served: str) -> None:
    visit(page, f"{served}faq/working-with-us/")
    page.keyboard.press("/")
    _search(page, "publish rates on this site")
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator("#do-you-publish-rates")).to_be_in_viewport()


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
}


def test_what_is_not_to_be_found_is_not_indexed(site: TemporarySite, page: Page, tmp_path) -> None:
    site.write(UNSEEN)
    site.edit("posts/offers.yml", "heading: ", "heading: Rhodium ")
    site.url = "https://example.org/repo/"
    assert site.build("--site-dir", str(tmp_path / "served/repo")).returncode == 0
    with serving(tmp_path / "served") as server:
        _open(page, f"{server.url}repo/")
        for word in ("zirconium", "palladium", "rhodium", "breadcrumb"):
            assert _search(page, word) == [], word
        assert _search(page, "tellurium") == ["<template> & <!-- of tellurium"]
        _search(page, "polonium")
        assert "¶" not in page.locator(".search__results").inner_text()
        assert len(_search(page, "bismuth")) == 1
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.url}repo/blog/seen/")


def test_it_works_in_the_preview(start, site: TemporarySite, page: Page) -> None:
    preview = start()
    preview.wait_for("Search is up to date")
    _open(page, f"http://127.0.0.1:{preview.port}/")
    assert _search(page, "shared")


def test_it_can_be_left_out(site: TemporarySite, page: Page) -> None:
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


def test_an_index_that_cannot_be_made_fails_the_build(site: TemporarySite) -> None:
    site.write({".cache/search": "in the way"})
    result = site.build()
    assert result.returncode == 1
    assert "the search index could not be made" in result.stdout
    assert "Traceback" not in result.stdout


def test_the_remains_of_an_index_are_not_taken_for_one(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    for file in (site.root / ".cache/search").rglob("*.*"):
        if file.is_file():
            file.unlink()
    assert site.build().returncode == 0
    assert (site.root / "site/pagefind/pagefind.js").is_file()
    assert not list((site.root / "site/pagefind").glob("*ui*"))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, dict[str, Any]]]:
    """A site of more documents than one index has, and what its results stand for."""
    site = make_site(tmp_path_factory.mktemp("large") / "site-under-test")
    for place, (name, number) in enumerate(itertools.product(NAMES, range(4))):
        questions = (
            f"## Which {word} {name}{number} has?\n\nThe {name}{number}{word} alone, says shared.\n"
            for word in NAMES
        )
        front = f"---\ntitle: Set {name}{number}\ndescription: D\ntags: [ai-strategy]\n---\n"
        long = f"\nAnd zinc{'x' * place}.\n"  # zinc, zincx, zincxx …
        site.write({f"faq/{name}{number}.md": front + "\n".join(questions) + long})
    assert site.build().returncode == 0
    with serving(site.root / "site") as server:
        told = json.loads((site.root / "site/pagefind/entries.json").read_text())
        assert told["shards"] == 2
        yield server, told["entries"]


def _of_shard(entries: dict[str, Any], shard: str) -> list[str]:
    """Return the addresses of the questions whose ids Pagefind prefixes so."""
    return [
        url
        for name, (url, kind, _) in entries.items()
        if name.startswith(f"{shard}_")
        and kind == "Question"
        and re.match("faq/[a-z]+[0-3]/#", url)
    ]


def _word_of(url: str) -> str:
    """Return the word that the answer at an address has alone."""
    found = re.match(r"faq/(\w+)/#which-(\w+)-", url)
    assert found, url
    return found[1] + found[2]


def test_a_large_site_is_searched_in_all_its_shards(large, page: Page) -> None:
    server, entries = large
    _open(page, server.url)
    for shard in ("en", "en-x-1"):
        (url, *_) = _of_shard(entries, shard)
        assert len(_search(page, _word_of(url))) == 1
        expect(page.locator(".search__results mark")).to_have_text(_word_of(url))
    page.keyboard.press("Enter")
    page.wait_for_url(server.url + url)
    expect(page.locator(f"[id='{url.partition('#')[2]}']")).to_be_in_viewport()


@pytest.mark.parametrize("shard", ["en", "en-x-1"])
def test_a_shard_without_a_word_brings_nothing_else_for_it(shard: str, large, page: Page) -> None:
    server, entries = large
    _open(page, server.url)
    word = _word_of(_of_shard(entries, shard)[0])
    _search(page, "copper")  # each shard has it, and the words of sets begin with such
    assert len(_search(page, word[:-2])) == 1
    assert len(_search(page, f"{word} shared")) == 1
    assert len(_search(page, f'"{word} alone"')) == 1


def test_longer_words_are_found_in_shards_that_lack_the_word_itself(large, page: Page) -> None:
    server, _ = large
    _open(page, server.url)
    _search(page, "zinc")
    expect(page.locator(".search__status")).to_have_text(f"{4 * len(NAMES)} found")


def test_filters_and_more_results_know_all_shards(large, page: Page) -> None:
    server, entries = large
    _open(page, server.url)
    told = list(entries.values())
    questions = sum(kind == "Question" for _, kind, _ in told)
    tagged = sum(kind == "Question" and "AI Strategy" in topics for _, kind, topics in told)
    assert tagged < questions < len(told)
    _search(page, "says")
    shards = [_of_shard(entries, shard) for shard in ("en", "en-x-1")]
    answers = sum(map(len, shards))
    expect(page.locator(".search__status")).to_have_text(f"{answers} found")
    results = page.locator(".search__results > li > a")
    for shown in (*range(16, answers, 8), answers):
        page.get_by_role("button", name="More results").click()
        expect(results).to_have_count(shown)
    links = results.evaluate_all("(l) => l.map((a) => a.href)")
    assert sorted(links) == sorted(f"{server.url}{url}" for shard in shards for url in shard)
    page.locator(".search__words").fill("")
    expect(page.locator(".search__status")).to_have_text("Write a word or two.")
    kind = page.locator("[data-filter=kind]")
    expect(kind.locator("[value=Question]")).to_have_text(f"Question ({questions})")
    kind.select_option("Question")
    expect(page.locator(".search__status")).to_have_text(f"{questions} found")
    page.locator("[data-filter=topic]").select_option("AI Strategy")
    expect(page.locator(".search__status")).to_have_text(f"{tagged} found")


def test_results_of_all_shards_come_best_first(large, page: Page) -> None:
    server, entries = large
    _open(page, server.url)
    best = [_of_shard(entries, shard)[0] for shard in ("en", "en-x-1")]
    for url in (*best, *reversed(best)):
        words = f"{_word_of(url)} shared"
        _search(page, words)
        first = page.locator(".search__results > li > a").first
        assert first.get_attribute("href") == server.url + url


def _fetched(server: Server, page: Page) -> list[str]:
    """Open the search, look for a word, and return what is fetched to be able to."""
    visit(page, server.url)
    server.sent.clear()
    page.keyboard.press("/")
    _search(page, "qqqqzz")
    files = {urlsplit(sent.path).path.removeprefix("/") for sent in server.sent}
    own = {file for file in files if re.match("pagefind/|assets/search", file)}
    return sorted(re.sub(r"_\w+\.pf_meta", "", file) for file in own if "_index" not in file)


PROGRAM = [
    "assets/search.js",
    "pagefind/entries.json",
    "pagefind/pagefind-entry.json",
    "pagefind/pagefind-worker.js",
    "pagefind/pagefind.en",
    "pagefind/pagefind.js",
    "pagefind/wasm.en.pagefind",
]
"""What a reader of a small site fetches for searching."""


def test_a_small_site_has_one_index_and_its_readers_fetch_no_more(
    own_site: TemporarySite, page: Page
) -> None:
    with serving(own_site.root / "site") as server:
        assert _fetched(server, page) == PROGRAM
    assert not (own_site.root / "site/pagefind/1").exists()


def test_of_a_large_site_the_program_is_fetched_once(large, page: Page) -> None:
    server, _ = large
    more = ["1/pagefind-entry.json", "1/pagefind.en-x-1"]
    others = ["assets/search-shards.js", *(f"pagefind/{file}" for file in more)]
    assert _fetched(server, page) == sorted([*PROGRAM, *others])
    published = {path.name for path in (server.folder / "pagefind/1").iterdir()}
    assert not [name for name in published if name.endswith((".js", ".pagefind"))]


@pytest.mark.parametrize("lost", ["1/pagefind-entry.json*", "wasm*", "pagefind.js"])
def test_a_lost_part_is_told_and_another_try_finds_everything_once(
    lost: str, large, page: Page
) -> None:
    server, entries = large
    page.route(f"**/pagefind/{lost}", lambda route: route.abort())
    visit(page, server.url)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")
    page.unroute(f"**/pagefind/{lost}")
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text("Write a word or two.")
    assert len(_search(page, _word_of(_of_shard(entries, "en-x-1")[0]))) == 1


def test_words_are_stemmed_in_the_sites_language(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "extra:\n", "extra:\n  language: de\n")
    assert site.build().returncode == 0
    assert (site.root / "site/pagefind/wasm.de.pagefind").is_file()


def test_an_index_is_the_same_wherever_it_is_made(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(title=f"Number {n}") for n in range(60)})
    assert site.build().returncode == 0
    first = site.built()
    for _ in range(3):
        shutil.rmtree(site.root / ".cache")
        assert site.build().returncode == 0
        assert site.built() == first


def _index_runs(site: TemporarySite) -> set[Path]:
    return set((site.root / ".cache/search").iterdir())


def test_an_index_is_made_again_only_when_its_text_changed(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    first = _index_runs(site)
    site.edit("posts/offers.yml", "heading: ", "heading: Another ")
    assert site.build().returncode == 0
    assert _index_runs(site) == first
    site.edit("posts/first.md", "Opening words.", "Other words.")
    assert site.build().returncode == 0
    assert len(_index_runs(site) - first) == 1
    (old,) = first
    os.utime(old, (0, 0))
    site.edit("posts/first.md", "Other words.", "More words.")
    assert site.build().returncode == 0
    assert old not in _index_runs(site)  # once no build can be about to copy it
