"""Slots are filled: links, booking links, pictures, calls to action and the offer's line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from bs4 import BeautifulSoup

from sitekit.pages.texts import Segment
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite


def _body(site: TemporarySite, body: str, more: str = "", **settings) -> Sequence[Segment]:
    site.write({"posts/x.md": post(body=body, more=more)})
    read = site.read(**settings)
    page = next(page for page in read.pages if page.address == "blog/x/")
    return read.composer(page).texts().body


def _kinds(body: Sequence[Segment]) -> list[str]:
    """Return what each segment is: text, the introduction's end, or an offer and its placement."""
    kinds = []
    for segment in body:
        if action := segment.call_to_action:
            path = action.url.removeprefix("https://book.example/").partition("?")[0]
            kinds.append(f"{path} {action.url.partition('utm_content=')[2]}")
        else:
            kinds.append(
                "the introduction's end" if segment.ends_introduction else segment.html.strip()
            )
    return kinds


def test_markers_are_calls_to_action_with_their_own_placement(site: TemporarySite) -> None:
    body = "One.\n\n<!-- cta -->\n\nTwo.\n\n<!-- cta: workshop -->\n"
    assert _kinds(_body(site, body)) == [
        *(
            "<p>One.</p>",
            "the introduction's end",
            "",
            "call body",
            "<p>Two.</p>",
            "workshop body-2",
            "",
        )
    ]


@pytest.mark.parametrize(
    ("body", "more", "has_line"),
    [
        ("One.\n\n## Two\n\nThree.", "", True),
        ("One.\n\n## Two\n\n[Three](cta:).", "", False),
        ("One.\n\n## Two\n\n<!-- cta -->\n\nThree.", "", False),
        ("One.\n\n## Two\n\nThree.\n\n## Four\n\n[Five](cta:)", "", True),
        ("One.\n\n## Two\n\nThree.\n\n<!-- cta -->\n\n## Four", "", False),
        ("One.\n\n## Two\n\nThree.\n\n## Four\n\n<!-- cta -->", "", True),
        ("One.\n\n## Two\n\nThree.", "cta: false\n", False),
        ("One.\n\n## Two\n\nThree.", "cta: workshop\n", False),
    ],
    ids=[
        *("no call", "a link", "a marker", "a later link", "an early marker", "a later marker"),
        *("declined", "an offer without a line"),
    ],
)
def test_line_follows_the_introduction_unless_the_text_asks_early_for_the_call(
    body: str, more: str, has_line: bool, site: TemporarySite
) -> None:
    segments = _body(site, body, more)
    assert [bool(segment.line) for segment in segments if segment.line] == [True] * has_line
    if has_line:
        assert _kinds(segments)[:2] == ["<p>One.</p>", "the introduction's end"]
        assert "utm_content=line" in segments[1].line


def test_booking_links_name_their_offer_and_are_numbered(site: TemporarySite) -> None:
    (segment,) = _body(site, "[a](cta:) [b](cta:workshop) [c](cta:)")
    links = BeautifulSoup(segment.html, "html5lib").find_all("a")
    hrefs = [link["href"].removeprefix("https://book.example/") for link in links]
    assert [href.partition("?")[0] for href in hrefs] == ["call", "workshop", "call"]
    assert [href.partition("utm_content=")[2] for href in hrefs] == ["text", "text-2", "text-3"]


def test_call_to_action_has_a_short_button_or_the_long_one(site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "  button: Ask for a date\n", "  button: Ask us\n  short: Ask\n")
    body = _body(site, "<!-- cta -->\n\n<!-- cta: workshop -->")
    call, workshop = (s.call_to_action for s in body if s.call_to_action)
    assert (call.button, call.short, call.note) == ("Book a call", "Book a call", "No pitch.")
    assert (workshop.button, workshop.short, workshop.note) == ("Ask us", "Ask", None)
    assert workshop.display_url == "book.example/workshop"


@pytest.mark.parametrize(
    ("more", "loading"), [("", "eager"), ("image: p.png\nimage_alt: A\n", "lazy")]
)
def test_picture_seen_first_is_eager_unless_the_page_opens_with_another(
    more: str, loading: str, site: TemporarySite
) -> None:
    site.write({"posts/p.png": encoded(photo(90, 60), "PNG")})
    body = _body(site, "![A](p.png)\n\n![B](p.png)", more)
    html = "".join(segment.html for segment in body)
    images = BeautifulSoup(html, "html5lib").find_all("img")
    assert [image["loading"] for image in images] == [loading, "lazy"]
    assert [image["src"] for image in images] == ["../p.png"] * 2
    assert (images[0]["width"], images[0]["height"]) == ("90", "60")


def test_links_that_are_broken_stay_as_written_in_a_preview(site: TemporarySite) -> None:
    body = "[a](gone.md) [b](cta:gone) ![c](gone.png) [d](#gone)"
    (segment,) = _body(site, body, preview=True)
    html = BeautifulSoup(segment.html, "html5lib")
    assert [link["href"] for link in html.find_all("a")] == ["gone.md", "cta:gone", "#gone"]
    assert html.img["src"] == "gone.png"
