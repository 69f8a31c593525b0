"""What the search finds on a site, in a real Chromium."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from support.page_walks import nodes_of, structured_data
from support.readers import visit
from support.search_dialog import (
    EMPTY,
    all_addresses,
    choose,
    clear,
    open_search,
    rows_of,
    search,
)
from support.server import serving
from support.sites import TemporarySite, pages_of, with_digest

POST = "blog/long-read/"


def _words_of_one_answer(site: TemporarySite) -> dict[str, str]:
    """Return words that one answer alone has on the whole site, and that question's address."""
    everywhere = Counter(
        word
        for folder in ("posts", "faq", "docs")
        for file in (site.root / folder).rglob("*.md")
        for word in re.findall(r"\w+", file.read_text().lower())
    )
    found = {}
    for path, built in sorted(pages_of(site.root / "site").items()):
        for data in structured_data(built):
            for question in nodes_of(data, "Question"):
                words = re.findall(r"\b[a-z]{9,}\b", question["acceptedAnswer"]["text"])
                rare = sorted(word for word in words if everywhere[word] == 1)
                if rare and path.startswith("faq/"):
                    found[rare[0]] = question["url"]
    return found


def test_search_for_a_word_of_one_answer_leads_to_it(showcase, page: Page, served: str) -> None:
    word, url = next(iter(_words_of_one_answer(showcase).items()))
    open_search(page, served)
    found = search(page, word)
    assert len(found) == 1, found
    expect(page.locator(".search__results mark").first).to_have_text(re.compile(word, re.I))
    expect(page.locator(".search__results small").first).to_have_text("Question")
    page.keyboard.press("Enter")
    page.wait_for_url(url.replace(showcase.url, served))
    expect(page.locator(f"[id='{url.partition('#')[2]}']")).to_be_in_viewport()
    expect(page.get_by_text(word).first).to_be_visible()


def _words_without_a_common_result(page: Page, words: list[str]) -> tuple[str, str]:
    """Return two words whose results, in the open search, have nothing in common."""
    first, *others = words
    found = {*search(page, first)}
    other = next(word for word in others if found.isdisjoint(search(page, word)))
    return first, other


def test_search_shows_the_results_of_the_latest_words(showcase, page: Page, served: str) -> None:
    open_search(page, served)
    slow, word = _words_without_a_common_result(page, [*_words_of_one_answer(showcase)])
    expected = search(page, word)
    clear(page)
    delayed: list[Route] = []

    def delay_the_first(route: Route) -> None:
        if delayed:
            route.continue_()
        else:
            delayed.append(route)

    open_search(page, served)
    page.route("**/pagefind/fragment/**", delay_the_first)
    page.locator(".search__words").fill(slow)
    while not delayed:
        page.wait_for_timeout(10)
    assert search(page, word) == expected
    with page.expect_response(delayed[0].request.url) as response:
        delayed[0].continue_()
    response.value.finished()
    page.evaluate("new Promise((done) => setTimeout(done))")  # the script has had the response
    assert page.locator(".search__results > li > a").all_inner_texts() == expected


def test_search_fetches_nothing_before_it_is_opened(page: Page, served: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    visit(page, served + POST)
    page.wait_for_load_state("networkidle")
    assert not [url for url in requested if "search" in url or "pagefind" in url]
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text(EMPTY)
    assert [url for url in requested if "pagefind" in url]


def test_search_is_restored_on_the_way_back_from_a_result(
    showcase, page: Page, served: str
) -> None:
    rows = {served + row.url: row for row in rows_of(showcase.root / "site")}
    open_search(page, served)
    search(page, "vendor")
    choose(page, "kind", "Question")
    topic = next(topic for url in all_addresses(page) for topic in rows[url].topics)
    choose(page, "topic", topic)
    found = page.locator(".search__results > li > a").all_inner_texts()
    page.locator(".search__results > li > a").first.click()
    page.wait_for_url(f"{served}*/**")
    page.go_back()
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".search__words")).to_have_value("vendor")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"^\d+ found"))
    expect(page.locator("[data-filter=kind]")).to_have_value("Question")
    expect(page.locator("[data-filter=topic]")).to_have_value(topic)
    assert page.locator(".search__results > li > a").all_inner_texts() == found


def test_search_asks_for_the_list_of_entries_on_each_page(showcase, page: Page) -> None:
    """The list of an older build, from the browser's cache, would not match a newer index."""
    with serving(showcase.root / "site") as server:
        for address in ("", POST):
            open_search(page, server.url + address)
        sent = [response.path for response in server.sent]
    assert sent.count(f"/{with_digest(server.folder, 'assets/search.css')}") == 1
    assert sent.count("/pagefind/entries.json") == 2
    assert sent.count(f"/{with_digest(server.folder, 'assets/search.js')}") == 1


def test_filters_show_how_many_entries_each_value_has(showcase, page: Page, served: str) -> None:
    rows = rows_of(showcase.root / "site")
    open_search(page, served)
    filters = {
        "kind": Counter(row.kind for row in rows),
        "topic": Counter(topic for row in rows for topic in row.topics),
    }
    for name, counts in filters.items():
        options = page.locator(f"[data-filter={name}] option").all_inner_texts()
        assert options[1:] == [f"{value} ({counts[value]})" for value in sorted(counts)]


def test_filters_leave_the_order_of_results(showcase, page: Page, served: str) -> None:
    rows = {served + row.url: row for row in rows_of(showcase.root / "site")}
    open_search(page, served)
    search(page, "vendor")
    everything = all_addresses(page)
    assert len(everything) > 8
    choose(page, "kind", "Question")
    questions = [url for url in everything if rows[url].kind == "Question"]
    assert all_addresses(page) == questions
    assert set(page.locator(".search__results small").all_inner_texts()) == {"Question"}
    topic = next(topic for url in questions for topic in rows[url].topics)
    choose(page, "topic", topic)
    both = [url for url in questions if topic in rows[url].topics]
    assert all_addresses(page) == both
    choose(page, "kind", "")
    tagged = [url for url in everything if topic in rows[url].topics]
    assert all_addresses(page) == tagged
    assert 0 < len(both) < len(tagged) < len(everything)


def test_filters_without_words_list_their_entries(showcase, page: Page, served: str) -> None:
    rows = rows_of(showcase.root / "site")
    open_search(page, served)
    for kind in ("Article", "Question", "Page"):
        choose(page, "kind", kind)
        assert all_addresses(page) == [served + row.url for row in rows if row.kind == kind]


def test_filters_fetch_only_the_texts_that_are_shown(page: Page, served: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    open_search(page, served)
    choose(page, "kind", "Question")
    assert page.locator(".search__results > li").count() == 8
    assert len([url for url in fetched if "/fragment/" in url]) == 8


def test_results_have_their_own_address_with_a_list_of_another_build(
    showcase, page: Page, served: str
) -> None:
    open_search(page, served)
    search(page, "vendor")
    addresses = all_addresses(page)
    clear(page)
    rows = json.dumps(rows_of(showcase.root / "site")[::-1])
    page.route("**/entries.json", lambda route: route.fulfill(body=rows))
    open_search(page, served)
    search(page, "vendor")
    assert all_addresses(page) == addresses
    page.locator("[data-filter=kind]").select_option("Article")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")


def test_results_link_to_the_sections_that_match(page: Page, served: str) -> None:
    open_search(page, served)
    assert "What an engine has to move, and when to buy one" in search(page, "prompt discipline")
    section = page.locator(".search__results p a").first
    address = section.get_attribute("href")
    section.click()
    page.wait_for_url(address)
    expect(page.locator(f"[id='{address.partition('#')[2]}']")).to_be_in_viewport()


def test_results_link_to_two_sections_at_most_and_to_none_in_an_answer(
    page: Page, served: str
) -> None:
    open_search(page, served)
    search(page, "model")
    sections = "(all) => all.map((item) => item.querySelectorAll('p a').length)"
    assert max(page.locator(".search__results > li").evaluate_all(sections)) == 2
    choose(page, "kind", "Question")
    assert {*page.locator(".search__results > li").evaluate_all(sections)} == {0}


def test_search_without_scripts_leads_to_the_topics(
    open_window: Callable[..., Page], served: str
) -> None:
    page = open_window(java_script_enabled=False)
    page.goto(served + POST)
    page.get_by_role("link", name="Search", exact=True).click()
    assert page.url == f"{served}tags/"


def test_search_without_an_index_links_to_the_topics(showcase, page: Page, served: str) -> None:
    page.route("**/pagefind/**", lambda route: route.abort())
    visit(page, served + POST)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text(
        "Search could not be loaded. Browse the topics or the FAQ."
    )
    links = page.locator(".search__status a").evaluate_all("(all) => all.map((a) => a.href)")
    assert links == [f"{served}tags/", f"{served}faq/"]


@pytest.mark.parametrize(
    "lost", ["pagefind.js", "entries.json", "pagefind-entry.json*", "*.pf_meta", "wasm*"]
)
def test_search_tries_again_after_a_file_was_missing(lost: str, page: Page, served: str) -> None:
    page.route(f"**/pagefind/{lost}", lambda route: route.abort())
    visit(page, served)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")
    page.unroute(f"**/pagefind/{lost}")
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text(EMPTY)
    assert search(page, "vendor")
    addresses = all_addresses(page)
    assert len(addresses) == len(set(addresses))


def test_search_reports_a_text_that_cannot_be_fetched(page: Page, served: str) -> None:
    page.route("**/pagefind/fragment/**", lambda route: route.abort())
    open_search(page, served)
    page.locator(".search__words").fill("vendor")
    expect(page.locator(".search__status")).to_contain_text("Search could not be loaded.")


@pytest.mark.parametrize("ending", ["css", "js"])
def test_search_without_its_files_leads_to_the_topics(ending, page: Page, served: str) -> None:
    page.route(f"**/assets/search.*.{ending}", lambda route: route.abort())
    visit(page, served + POST)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(f"{served}tags/")


@pytest.mark.parametrize("ending", ["css", "js"])
def test_search_opens_once_its_files_can_be_fetched(ending, page: Page, served: str) -> None:
    files = f"**/assets/search.*.{ending}"
    page.route(files, lambda route: route.abort())
    visit(page, served)
    with page.expect_event("requestfailed"):
        page.keyboard.press("/")
    page.unroute(files)
    page.keyboard.press("/")
    expect(page.locator(".search__status")).to_have_text(EMPTY)
    assert search(page, "vendor")


def test_search_without_results_links_to_topics_and_questions(page: Page, served: str) -> None:
    open_search(page, served)
    assert search(page, "qqqqzz") == []
    assert page.locator(".search__status a").all_inner_texts() == [
        "the topics",
        "the FAQ",
    ]


@pytest.mark.parametrize("words", ["azzyq", "weqqq", "azzyq thexyz"])
def test_search_for_what_is_nowhere_finds_nothing(words: str, page: Page, served: str) -> None:
    """Pagefind finds "a" for "azzyq"."""
    open_search(page, served)
    assert search(page, "vendor")
    assert search(page, words) == []
    expect(page.locator(".search__status")).to_contain_text("Nothing found.")


@pytest.mark.parametrize(
    "words", ["vendorx", "vendors", "archi", "a", "MODEL", "half-load", "“trial”", "vendor azzyq"]
)
def test_search_finds_words_by_their_first_letters(words: str, page: Page, served: str) -> None:
    open_search(page, served)
    assert search(page, words)


def test_excerpts_begin_with_a_sentence_and_show_where_they_are_cut(
    showcase: TemporarySite, page: Page, served: str
) -> None:
    open_search(page, served)
    search(page, "engine")
    excerpts = page.locator(".search__results > li > p:first-of-type").all_inner_texts()
    assert len(excerpts) == 8
    texts = {
        " ".join(page.get_text(" ").split()) for page in pages_of(showcase.root / "site").values()
    }
    for shown in excerpts:
        assert re.match(r"… |[A-Z“]", shown), shown
        assert re.search(r"[.?!…]$", shown.strip()), shown
        part = re.sub(r"\W+", "", shown)
        assert any(part in re.sub(r"\W+", "", text) for text in texts), shown
    assert any(shown.strip().endswith(" …") for shown in excerpts)
    titles = page.locator(".search__results > li > a").all_inner_texts()
    assert not [e for e, title in zip(excerpts, titles, strict=True) if title[-20:] in e]


def test_search_by_enter_opens_the_first_result_of_what_is_typed(page: Page, served: str) -> None:
    open_search(page, served)
    search(page, "vendor")
    page.locator(".search__words").fill("sprint")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}*/**")
    expect(page.locator("main")).to_contain_text(re.compile("sprint", re.I))
    assert "vendor" not in page.url


def test_results_are_shown_once_each(page: Page, served: str) -> None:
    open_search(page, served)
    total = len(search(page, "the"))
    assert total == 8
    page.get_by_role("button", name="More results").evaluate("(b) => { b.click(); b.click(); }")
    expect(page.locator(".search__results > li")).not_to_have_count(8)
    expect(page.locator(".search__results > li > a").nth(8)).to_be_focused()
    addresses = page.locator(".search__results > li > a").evaluate_all(
        "(l) => l.map((a) => a.href)"
    )
    assert len(addresses) == len(set(addresses)) > 8
