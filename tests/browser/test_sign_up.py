"""The form of a sign-up in a real Chromium: what it loads, when it sends, and what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Request, Route

from support.readers import axe_violations, visit
from support.server import Server, serving
from support.sites import make_site

_ELSEWHERE = re.compile("^https:")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The base site, which has a sign-up, and proof on the page of a tag."""
    site = make_site(tmp_path_factory.mktemp("sign-up") / "site-under-test")
    result = site.build()
    assert result.returncode == 0, result.stdout
    with serving(site.root / "site") as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["sign-up/letter/", "tags/c-sharp/"])
def test_form_and_proof_are_accessible(
    address: str, width: int, scheme: str, server: Server, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    visit(page, server.url + address)
    assert page.locator("form.sign-up, figure.proof").count() == 1
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_form_loads_nothing_before_it_is_sent_and_sends_the_address_then(
    server: Server, page: Page
) -> None:
    elsewhere: list[Request] = []

    def answer(route: Route) -> None:
        elsewhere.append(route.request)
        route.fulfill(body="Thank you.")

    page.route(_ELSEWHERE, answer)
    visit(page, f"{server.url}sign-up/letter/")
    field = page.get_by_label("Email address")
    page.get_by_role("button", name="Send me the letter").click()
    assert elsewhere == []  # the browser asks for an address first
    field.fill("ada@mills.example")
    field.press("Enter")
    page.wait_for_url("https://letters.example/subscribe?list=7")
    (request,) = elsewhere
    sent = parse_qs(request.post_data or "", keep_blank_values=True)
    assert request.method == "POST"
    assert sent["EMAIL"] == ["ada@mills.example"]
    assert (sent["utm_campaign"], sent["trap"]) == (["sign-up-letter"], [""])


def test_form_that_sends_elsewhere_is_refused(server: Server, page: Page) -> None:
    asked: list[str] = []
    page.route(_ELSEWHERE, lambda route: (asked.append(route.request.url), route.abort()))
    visit(page, f"{server.url}sign-up/letter/")
    page.locator("form.sign-up").evaluate("form => (form.action = 'https://letters.example/other')")
    page.get_by_label("Email address").fill("ada@mills.example")
    page.get_by_role("button", name="Send me the letter").click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == []
    assert page.url == f"{server.url}sign-up/letter/"
