"""The search dialog, used by a reader in a real Chromium."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, expect

from support.readers import visit

EMPTY = "Type a word or two."
DONE = re.compile(r"^(\d+ found|Nothing found\.)")


class Row(NamedTuple):
    """One row of entries.json."""

    name: str
    url: str
    kind: str
    topics: list[str]
    title: str = ""
    """Of a question that is shown before a word is typed."""


def rows_of(site: Path) -> list[Row]:
    """Return the list of a built site's searchable entries."""
    return [Row(*row) for row in json.loads((site / "pagefind/entries.json").read_text())]


def open_search(page: Page, url: str) -> None:
    """Go to a page and open its search."""
    visit(page, url)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.locator(".search__status")).to_have_text(EMPTY)


def clear(page: Page) -> None:
    """Empty the field of the open dialog."""
    page.locator(".search__words").fill("")
    expect(page.locator(".search__status")).to_have_text(EMPTY)


def search(page: Page, words: str) -> list[str]:
    """Type into the open dialog and return the titles of the first results."""
    clear(page)
    page.locator(".search__words").fill(words)
    expect(page.locator(".search__status")).to_have_text(DONE)
    return page.locator(".search__results > li > a").all_inner_texts()


def choose(page: Page, name: str, value: str) -> None:
    """Choose a value of a filter."""
    page.locator(f"[data-filter={name}]").select_option(value)
    expect(page.locator(".search__status")).to_have_text(DONE)


def all_addresses(page: Page) -> list[str]:
    """Return the addresses of all results, after showing the last of them."""
    found = re.match(r"\d+", page.locator(".search__status").inner_text())
    total = int(found[0]) if found else 0
    results = page.locator(".search__results > li > a")
    for shown in range(8, total, 8):
        expect(results).to_have_count(shown)
        page.get_by_role("button", name="More results").click()
    expect(results).to_have_count(total)
    expect(page.locator(".search__more")).to_be_hidden()
    return results.evaluate_all("(links) => links.map((link) => link.href)")
