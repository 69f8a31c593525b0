"""Pages and preview in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from support.readers import visit


def test_saved_post_shows_in_an_open_browser_by_itself(start, site, page: Page) -> None:
    preview = start()
    visit(page, f"http://127.0.0.1:{preview.port}/blog/first/")
    article = page.locator("main article.reading")
    expect(article).to_contain_text("Opening words.")
    site.edit("posts/first.md", "Opening words.", "Seen without a hand on the browser.")
    expect(article).to_contain_text("Seen without a hand", timeout=20_000)
    site.edit("posts/first.md", "date: 2026", "dtae: 2026")
    expect(page.locator("body")).to_contain_text("This page cannot be published", timeout=20_000)
    site.edit("posts/first.md", "dtae: 2026", "date: 2026")
    expect(page.locator("h1")).to_have_text("The first post", timeout=20_000)


def test_questions_and_booking_work_without_javascript(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "blog/long-read/#what-does-it-cost")
    expect(page.locator("#what-does-it-cost")).to_be_in_viewport()
    expect(page.locator(".question:has(#what-does-it-cost) .answer")).to_be_visible()
    link = page.get_by_role("link", name="Book a Discovery Call", exact=True)
    assert link.get_attribute("href").startswith("https://book.example/call?")
    context.close()


def test_call_to_action_is_printed(page: Page, served: str) -> None:
    visit(page, served + "blog/long-read/")
    page.emulate_media(media="print")
    expect(page.locator(".invitation")).to_be_visible()
    expect(page.locator(".site-nav")).to_be_hidden()
    shown = page.evaluate(
        "getComputedStyle(document.querySelector('.invitation a'), '::after').content"
    )
    assert "book.example" in shown


def test_copy_link_copies_the_address_of_the_question(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    visit(page, served + "blog/long-read/")
    link = page.locator("#what-does-it-cost + .headerlink")
    link.click()
    assert page.url.endswith("#what-does-it-cost")
    expect(page.locator(".headerlink--done")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://example.org/blog/long-read/#what-does-it-cost"
    context.close()


def test_picture_is_loaded_small_on_a_phone_and_when_it_comes_near(page: Page, served: str) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    visit(page, served + "blog/pictured/")
    picture = page.locator(".body figure img")
    before = picture.bounding_box()
    assert before["width"] / before["height"] == pytest.approx(1600 / 1060, rel=0.01)
    assert not [url for url in loaded if "loop" in url]
    picture.scroll_into_view_if_needed()
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert picture.evaluate("image => image.currentSrc").endswith("-400.webp")
    assert picture.bounding_box()["height"] == before["height"]
    expect(page.locator(".body figure:not(.plan) figcaption")).to_contain_text(
        "what fails on it in winter"
    )
