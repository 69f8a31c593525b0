"""Booking links: the parameters that tell which page, and which place on it, won the call."""

from __future__ import annotations

import pytest

from sitekit.content.models import Lines, Offer
from sitekit.front_matter.data_models import OfferMeta
from sitekit.pages.booking_links import FEED, BookingLinks, booking_url


def _offer(url: str) -> Offer:
    meta = OfferMeta(heading="Talk to us", text="Free.", button="Book", url=url)
    return Offer("call", meta, None, Lines(1))


UTM = "utm_source=website&utm_medium=cta&utm_campaign=a-post&utm_term=call&utm_content=end"


@pytest.mark.parametrize("url", ["mailto:call@example.org?subject=A%20call", "tel:+49301234567"])
def test_booking_link_that_is_no_web_address_has_no_parameters(url: str) -> None:
    assert booking_url(_offer(url), "a-post", "end") == url
    assert BookingLinks("a-post", FEED, str).next_url(_offer(url), "text") == url


@pytest.mark.parametrize(
    ("own", "booking"),
    [
        ("https://book.example/call", f"https://book.example/call?{UTM}"),
        ("https://book.example/call?", f"https://book.example/call?{UTM}"),
        ("https://book.example/?kind=day&x=1", f"https://book.example/?kind=day&x=1&{UTM}"),
        ("https://book.example/?free&day=", f"https://book.example/?free=&day=&{UTM}"),
        ("https://book.example/?day=1&day=2", f"https://book.example/?day=1&day=2&{UTM}"),
        ("https://book.example/?q=a%26b%20c", f"https://book.example/?q=a%26b+c&{UTM}"),
        ("https://book.example/call#form", f"https://book.example/call?{UTM}#form"),
        ("https://book.example/?a=#f?x=1", f"https://book.example/?a=&{UTM}#f?x=1"),
    ],
)
def test_booking_url_has_its_own_query_and_fragment_too(own: str, booking: str) -> None:
    assert booking_url(_offer(own), "a-post", "end") == booking


def test_booking_url_names_its_medium_page_and_placement() -> None:
    url = booking_url(_offer("https://book.example/call"), "ä & b", "text-2", FEED)
    assert url == (
        "https://book.example/call?utm_source=website&utm_medium=feed"
        "&utm_campaign=%C3%A4+%26+b&utm_term=call&utm_content=text-2"
    )


def test_booking_links_are_numbered_by_placement_across_offers() -> None:
    links = BookingLinks("a-post", FEED, str)
    offers = _offer("https://book.example/call"), _offer("https://book.example/workshop")
    asked = ((0, "text"), (1, "text"), (0, "body"), (0, "text"), (1, "body"))
    urls = [links.next_url(offers[n], placement) for n, placement in asked]
    assert [url.partition("utm_content=")[2] for url in urls] == [
        *("text", "text-2", "body", "text-3", "body-2")
    ]
    assert ["/workshop?" in url for url in urls] == [False, True, False, False, True]
    assert all("utm_medium=feed" in url for url in urls)
