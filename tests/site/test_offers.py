"""Which invitation a page shows, where, and what its links tell the booking tool."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from support.content import post
from support.sites import TemporarySite


def _booking(link) -> tuple[str, str, str]:
    parts = urlsplit(link["href"])
    query = parse_qs(parts.query)
    assert query["utm_source"] == ["website"]
    assert query["utm_medium"] == ["cta"]
    return parts.path, query["utm_campaign"][0], query["utm_content"][0]


def _bookings(site: TemporarySite, address: str) -> list[tuple[str, str, str]]:
    assert site.build().returncode == 0
    links = site.page(address).select("main a[href*='book.example']")
    return [_booking(link) for link in links]


BODY = """Opening.

## One

Words, [book](cta:) or [come](cta:workshop).

<!-- cta: workshop -->

More, [book](cta:) again.

<!-- cta -->
"""


@pytest.mark.parametrize(
    ("tags", "more", "path"),
    [
        ("cpp", "", "/call"),
        ("ai-strategy", "", "/workshop"),
        ("cpp, ai-strategy", "", "/workshop"),
        ("ai-strategy", "cta: call\n", "/call"),
        ("ai-strategy", "cta: false\n", None),
    ],
)
def test_the_choice_of_an_offer(tags, more, path, site: TemporarySite) -> None:
    site.write({"posts/x.md": post(tags=tags, more=more)})
    bookings = _bookings(site, "blog/x")
    assert bookings == ([(path, "x", "end")] if path else [])


def test_every_placement_has_its_own_attribution(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=BODY)})
    assert _bookings(site, "blog/x") == [
        ("/call", "x", "text"),
        ("/workshop", "x", "text-2"),
        ("/workshop", "x", "body"),
        ("/call", "x", "text-3"),
        ("/call", "x", "body-2"),
        ("/call", "x", "end"),
    ]


def test_calls_to_action_are_the_same_however_often_they_are_asked_for(
    site: TemporarySite,
) -> None:
    site.write({"posts/x.md": post(body=BODY)})
    read = site.read()
    for page in read.content_pages:
        composer = read.composer(page)
        assert composer.calls_to_action() == composer.calls_to_action()
        assert composer.texts() == composer.texts()
        assert composer.calls_to_action()["header"].url.endswith("utm_content=header")


def test_booking_links_of_a_feed_are_numbered_as_on_the_page(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "## Who shows this?", "[In](cta:).\n\n## Who [shows](cta:) this?")
    site.edit("faq/alone.md", "One post does.", "One [post](cta:) does.")
    assert site.build().returncode == 0
    page = site.page("blog/first").select(".questions a[href*='book.example']")
    feed = json.loads((site.root / "site/feed.json").read_text())
    (item,) = [item for item in feed["items"] if item["url"].endswith("/first/")]
    shown = BeautifulSoup(item["content_html"], "html5lib").select("a[href*='book.example']")
    placements = [parse_qs(urlsplit(a["href"]).query)["utm_content"] for a in shown]
    assert placements == [["faq"], ["faq-2"], ["faq-3"], ["end"]]
    assert placements[:-1] == [parse_qs(urlsplit(a["href"]).query)["utm_content"] for a in page]


def test_an_offers_own_query_stays(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    link = site.page("blog/first").select_one(".invitation a")["href"]
    assert link.startswith("https://book.example/workshop?kind=day&utm_source=website&")


@pytest.mark.parametrize(
    ("body", "more", "shown"),
    [
        ("Opening.\n\n## One\n\nWords.", "", True),
        ("Opening.\n\n## One\n\n[book](cta:)", "", False),
        ("Opening.\n\n<!-- cta -->\n\n## One\n\nWords.", "", False),
        ("Opening.\n\n## One\n\nWords.", "cta: false\n", False),
        ("Opening.\n\n## One\n\nWords.", "cta: workshop\n", False),
        ("## One\n\nWords.", "", False),
    ],
)
def test_the_line_after_the_introduction(body, more, shown, site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body=body, more=more)})
    assert site.build().returncode == 0
    line = site.page("blog/x").select_one(".invitation-line")
    assert bool(line) == shown
    if shown:
        assert line.get_text() == "If this is your problem, talk to us."
        assert _booking(line.a) == ("/call", "x", "line")
        assert line.find_previous_sibling("p").get_text() == "Opening."
        assert line.find_next_sibling("h2")["id"] == "one"


@pytest.mark.parametrize(
    ("address", "path", "campaign"),
    [
        ("about", "/call", "about"),
        ("tags/ai-strategy", "/workshop", "tag-ai-strategy"),
        ("tags/cpp", "/call", "tag-cpp"),
        ("tags", "/call", "tags"),
        ("faq", "/call", "faq"),
        ("faq/shared", "/workshop", "faq-shared"),
        ("blog", "/call", "blog"),
        ("authors/ada", "/call", "author-ada"),
    ],
)
def test_pages_that_invite(address, path, campaign, site: TemporarySite) -> None:
    assert _bookings(site, address) == [(path, campaign, "end")]


def test_the_home_page_opens_and_closes_with_the_invitation(site: TemporarySite) -> None:
    assert _bookings(site, "") == [("/call", "home", "hero"), ("/call", "home", "end")]


@pytest.mark.parametrize(
    ("tags", "more", "path", "button"),
    [
        ("cpp", "", "/call", "Call"),
        ("ai-strategy", "", "/workshop", "Ask for a date"),
        ("ai-strategy", "cta: false\n", "/call", "Call"),  # what every page has stays
    ],
)
def test_the_headers_button(tags, more, path, button, site: TemporarySite) -> None:
    site.edit(
        "posts/offers.yml", "  button: Book a call\n", "  button: Book a call\n  short: Call\n"
    )
    site.write({"posts/x.md": post(tags=tags, more=more)})
    assert site.build().returncode == 0
    (link,) = site.page("blog/x").select("header.site-header a[href*='book.example']")
    assert _booking(link) == (path, "x", "header")
    assert link.get_text() == button


def test_the_block_is_a_landmark_with_a_heading_and_a_plain_link(site: TemporarySite) -> None:
    assert site.build().returncode == 0
    block = site.page("blog/second").select_one("section.invitation")
    assert block["aria-label"] == block.h2.get_text() == "Come to the workshop"
    assert block.a.get_text() == "Ask for a date"
    assert set(block.a.attrs) == {"class", "href", "data-print"}
    assert block.a["data-print"] == "book.example/workshop"
    assert not block.select("script, iframe, form")


def test_a_booking_link_in_an_answer_is_no_part_of_the_marked_up_answer(site) -> None:
    site.write({"faq/shared.md": None, "posts/second/index.md": None})
    site.edit("posts/first.md", "See [the second](second/index.md) and [a question]", "[x]")
    site.edit("posts/first.md", "[x](../faq/shared.md#what-is-shared)", "x")
    site.edit("docs/index.md", "[questions](../faq/shared.md), ", "")
    site.edit("faq/alone.md", "One post does.", "One, [book a call](cta:) to learn which.")
    assert site.build().returncode == 0
    page = site.page("blog/first")
    answer = page.select_one(".answer")
    assert _booking(answer.a) == ("/workshop", "first", "faq")
    script = page.select_one('script[type="application/ld+json"]').string
    assert "One, book a call to learn which." in script
    assert "book.example" not in script


DATED = """
soon:
  heading: Soon
  text: T
  button: B
  url: https://book.example/soon
  from: {start}
  until: {end}
"""


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        ("2026-05-01", "2026-06-01", "/soon"),  # the last day counts
        ("2026-06-02", "2026-06-30", "/call"),  # not begun: the next in line
    ],
)
def test_an_offers_dates(start, end, path, site: TemporarySite) -> None:
    offers = (site.root / "posts/offers.yml").read_text()
    site.write({"posts/offers.yml": offers + DATED.format(start=start, end=end)})
    site.write({"posts/x.md": post(more="cta: soon\n")})
    assert _bookings(site, "blog/x") == [(path, "x", "end")]


def test_ending_an_offer_is_one_edit_that_names_every_page_at_fault(site) -> None:
    site.edit(
        "posts/offers.yml",
        "url: https://book.example/workshop",
        "until: 2026-05-31\n  url: https://book.example/workshop",
    )
    site.write(
        {"posts/x.md": post(more="cta: workshop\n", body="Words.\n\n<!-- cta: workshop -->")}
    )
    ended = 'the offer "workshop" ended on 2026-05-31. Choose another offer, or remove the line.'
    assert site.messages() == [
        f"posts/tags.yml:5: ai-strategy.offer: {ended}",
        f"posts/x.md:6: cta: {ended}",
        'posts/x.md:10: cta: the offer "workshop" is not open now. Choose another offer.',
    ]
