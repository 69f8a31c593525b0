"""What won the bookings: pages by their campaigns, counts, table, CSV and chart."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from sitekit.leads.attribution import Lead, campaign_of, lead, pages_of
from sitekit.leads.bookings import Booking
from sitekit.leads.chart import chart, is_chart
from sitekit.leads.counts import calls_by_month, count, summary
from sitekit.leads.printing import as_csv, print_table
from support.content import post
from support.sites import TemporarySite, make_site

BERLIN = ZoneInfo("Europe/Berlin")
BOOKING = Booking(datetime(2026, 5, 2, 10, tzinfo=UTC), "booked", "website", "first", "call", "end")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The addresses of the campaigns of a small site."""
    site: TemporarySite = make_site(tmp_path_factory.mktemp("leads") / "site-under-test")
    site.write(
        {
            "posts/renamed.md": post(more="aliases: [/blog/before/, /2019/05/older/]\n"),
            "posts/gone.md": post(more="expires: 2026-05-02\n"),
        }
    )
    return pages_of(site.read())


@pytest.mark.parametrize(
    ("campaign", "page"),
    [
        ("home", "/"),
        ("first", "/blog/first/"),
        ("about", "/about/"),
        ("blog", "/blog/"),
        ("tag-cpp", "/tags/cpp/"),
        ("tag-strategy", "/tags/ai-strategy/"),
        ("author-ada", "/authors/ada/"),
        ("faq-shared", "/faq/shared/"),
        ("faq-alone", "/blog/first/"),  # the set is at home there
        ("sign-up-letter", "/sign-up/letter/"),
        ("404", "/404.html"),
        ("before", "/blog/renamed/"),
        ("2019-05-older", "/blog/renamed/"),
        ("gone", "/blog/gone/"),
        ("never", "no page now: never"),
        ("", "no page now: not said"),
    ],
)
def test_page_of_a_campaign(campaign: str, page: str, pages: Mapping[str, str]) -> None:
    found = lead(replace(BOOKING, campaign=campaign), pages)
    assert (found.origin, found.page) == ("site", page)


@pytest.mark.parametrize(
    "address", ["", "about/", "blog/first/", "blog/", "tags/cpp/", "authors/ada/", "faq/shared/"]
)
def test_campaign_of_an_address_is_the_one_that_its_page_says(
    address: str, site: TemporarySite
) -> None:
    (page,) = (page for page in site.read().pages if page.address == address)
    assert campaign_of(address) == page.campaign


@pytest.mark.parametrize(
    ("source", "campaign", "origin", "page"),
    [
        ("", "", "unknown", "no attribution"),
        ("newsletter", "first", "elsewhere", "elsewhere: newsletter"),
        ("", "first", "site", "/blog/first/"),
    ],
)
def test_booking_without_a_link_of_this_site_says_so(
    source: str, campaign: str, origin: str, page: str
) -> None:
    booking = replace(BOOKING, source=source, campaign=campaign)
    found = lead(booking, {"first": "/blog/first/"})
    assert (found.origin, found.page) == (origin, page)


@pytest.mark.parametrize(
    ("written", "placement"),
    [("text", "text"), ("text-2", "text"), ("body-13", "body"), ("", "not said")],
)
def test_placement_is_counted_without_its_number(written: str, placement: str) -> None:
    assert lead(replace(BOOKING, placement=written), {}).placement == placement


def _lead(page: str, day: str, state: str = "booked", **more: str) -> Lead:
    moment = datetime.fromisoformat(f"{day}T22:30:00+00:00")
    booking = replace(BOOKING, moment=moment, state=state)
    given = {"origin": "site", "placement": "end", "offer": "call"} | more
    return Lead(booking, page=page, **given)


LEADS = [
    _lead("/a/", "2026-04-30"),  # the 1st of May in Berlin
    _lead("/a/", "2026-06-10", placement="text"),
    _lead("/a/", "2026-05-20", "canceled"),
    _lead("/b/", "2026-07-01", "rescheduled", offer="workshop"),
    _lead("/b/", "2026-07-02", offer="workshop"),
    _lead("no attribution", "2026-07-03", origin="unknown", placement="", offer=""),
]


def test_counts_are_by_page_placement_and_offer() -> None:
    rows = [(c.page, c.placement, c.offer, c.calls) for c in count(LEADS, "all", BERLIN)]
    assert rows == [
        ("/a/", "end", "call", 1),
        ("/a/", "text", "call", 1),
        ("/b/", "end", "workshop", 1),
        ("no attribution", "", "", 1),
    ]


def test_counts_by_page_have_their_time_in_the_sites_zone() -> None:
    first, second, _ = count(LEADS, "page", BERLIN)
    assert (first.page, first.calls, first.canceled, first.rescheduled) == ("/a/", 2, 1, 0)
    assert (first.first, first.last) == (date(2026, 5, 1), date(2026, 6, 11))
    assert (second.page, second.calls, second.rescheduled) == ("/b/", 1, 1)


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("placement", [("", "end", 2), ("", "text", 1), ("no attribution", "", 1)]),
        ("offer", [("", "call", 2), ("", "workshop", 1), ("no attribution", "", 1)]),
    ],
)
def test_counts_by_one_thing_keep_what_is_not_of_this_site_apart(by: str, rows: list) -> None:
    found = [(c.page, c.placement or c.offer, c.calls) for c in count(LEADS, by, BERLIN)]
    assert sorted(found) == sorted(rows)


def test_months_have_no_gap_and_long_times_are_in_years() -> None:
    assert calls_by_month(LEADS, BERLIN) == [("2026-05", 1), ("2026-06", 1), ("2026-07", 2)]
    assert calls_by_month([], BERLIN) == []
    long = [_lead("/a/", "2024-01-01"), _lead("/a/", "2026-05-01")]
    assert calls_by_month(long, BERLIN) == [("2024", 1), ("2025", 0), ("2026", 1)]


def test_summary_says_how_many_calls_came_from_where() -> None:
    assert summary(LEADS, BERLIN) == (
        "4 calls, booked from 2026-05-01 to 2026-07-04: 3 won by this site, 0 elsewhere, "
        "1 without attribution. 1 canceled, 1 rescheduled."
    )
    assert summary([], BERLIN) == "No calls."


@pytest.mark.parametrize("terminal", [True, False])
def test_table_has_no_empty_columns(terminal: bool) -> None:
    out = StringIO()
    console = Console(file=out, width=70, force_terminal=terminal, color_system=None)
    print_table(count(LEADS, "page", BERLIN), console)
    header, first, *_ = out.getvalue().splitlines()
    assert header.split() == ["calls", "canceled", "rescheduled", "first", "last", "page"]
    assert first.split() == ["2", "1", "0", "2026-05-01", "2026-06-11", "/a/"]


def test_csv_has_all_columns_and_no_formula() -> None:
    leads = [_lead("elsewhere: x", "2026-05-01", origin="elsewhere"), _lead("=1+1", "2026-05-01")]
    header, *rows = csv.reader(StringIO(as_csv(count(leads, "all", BERLIN))))
    assert header[:4] == ["page", "placement", "offer", "calls"]
    assert sorted(row[0] for row in rows) == ["'=1+1", "elsewhere: x"]


def test_chart_says_its_numbers_as_text_and_in_bars() -> None:
    content = chart([("2026-05", 1), ("2026-06", 4)], [("/a/ & b", 4), ("/b/", 1), ("/c/", 0)])
    svg = ElementTree.fromstring(content)
    assert svg.get("role") == "img"
    ids = svg.get("aria-labelledby").split()
    title, description = (svg.find(f".//*[@id='{name}']").text for name in ids)
    assert title == "Calls by month and by page"
    assert description == "2026-05: 1, 2026-06: 4. /a/ & b: 4, /b/: 1."
    words = [text.text for text in svg.iter(f"{SVG}text")]
    assert {"2026-05", "2026-06", "/a/ & b", "/b/"} <= {*words}
    bars = [bar for bar in svg.iter(f"{SVG}rect") if bar.get("class") == "bar"]
    heights, widths = bars[:2], bars[2:]
    assert float(heights[1].get("height")) == pytest.approx(4 * float(heights[0].get("height")))
    assert float(widths[0].get("width")) == pytest.approx(4 * float(widths[1].get("width")), 0.01)
    assert "prefers-color-scheme: dark" in svg.find(f"{SVG}style").text
    assert is_chart(content)


@pytest.mark.parametrize(
    ("months", "pages"),
    [
        (0, 0),
        (1, 1),
        (24, 40),
        (1000, 1),
    ],
)
def test_chart_stays_within_its_size(months: int, pages: int) -> None:
    content = chart(
        [(f"2026-{n:02}", n + 1) for n in range(months)],
        [(f"/blog/{'long-' * 20}{n}/", n + 1) for n in range(pages)],
    )
    svg = ElementTree.fromstring(content)
    width, height = float(svg.get("width")), float(svg.get("height"))
    for bar in svg.iter(f"{SVG}rect"):
        assert float(bar.get("x")) + float(bar.get("width")) <= width
        assert float(bar.get("y")) + float(bar.get("height")) <= height
    for text in svg.iter(f"{SVG}text"):
        assert 0 < float(text.get("y")) < height
        assert len(text.text) <= 40
    assert ("28 others" in content.decode()) == (pages == 40)
