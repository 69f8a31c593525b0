"""No day breaks the site, and each build says beforehand what a day will change."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from sitekit.checks.forecast import Change
from sitekit.pages.spec import PageSpec
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.site import Site, read_site
from support.builds import RebuiltSite, different, files_of
from support.content import post
from support.edits import png
from support.sites import TemporarySite

START, DAYS = datetime(2026, 6, 1, 12, tzinfo=UTC), 30
OFFERS = """
summer:
  heading: Come in summer
  text: T
  button: B
  url: https://book.example/summer
  from: 2026-06-08
  until: 2026-06-11
"""
TO_DATED = """
[Coming](coming/index.md), [its part](coming/index.md#part), [later](later.md "Later"),
[first](first.md#whole), [its questions](first.md#faq), [a set](../faq/alone.md#whole),
[its page](/faq/alone/), [promo](../docs/promo.md), [as text](/tags/c-sharp/index.md),
[reference][ref], <a href="later.md">HTML</a>, [book](cta:summer), [call](cta:),
[other](../faq/shared.md#what-is-shared), [shown](second/index.md#what-is-shared).

![A picture of a post to come](coming/p.png)

[![The same](coming/p.png)](coming/index.md)

<!-- cta: workshop -->

[ref]: later.md
"""
PROMO = """---
title: Promo
description: D
expires: 2026-06-18
---
[First](../posts/first.md).
"""
IN_NAV = """  - docs/about.md
  - Promo: docs/promo.md
  - faq/alone.md
  - More:
      - faq/shared.md
"""
NAMES_DATED = "related: [coming, first]\nfaq: [alone, shared]\ncta: summer\n"


@pytest.fixture
def dated(site: TemporarySite) -> TemporarySite:
    """A site with everything that the clock changes, and a reference to each of it."""
    site.now = START
    soon = "## Part\n\n[Later](../later.md), ![P](p.png), [all](../all.md)."
    more = "expires: 2026-06-20\naliases: [/old/coming/]\n"
    site.write(
        {
            "posts/coming/index.md": post(title="Coming", date="2026-06-05", more=more, body=soon),
            "posts/coming/p.png": png("red"),
            "posts/later.md": post(
                title="Later", date="2026-06-10T09:30:00+02:00", more=NAMES_DATED
            ),
            "posts/all.md": post(more=f"{NAMES_DATED}aliases: [/faq/alone/]\n", body=TO_DATED),
            "docs/promo.md": PROMO,
        }
    )
    site.edit("posts/first.md", "aliases:", "expires: 2026-06-15\naliases:")
    site.edit("faq/shared.md", "title:", "expires: 2026-06-25\ntitle:")
    site.edit("docs/about.md", "Us.", "[Promo](promo.md) and [book](cta:summer).")
    site.edit("posts/offers.yml", "kind=day", "kind=day\n  until: 2026-06-12")
    site.edit("posts/offers.yml", "default: true", "default: true\n  until: 2026-06-28")
    with (site.root / "posts/offers.yml").open("a") as offers:
        offers.write(OFFERS)
    site.edit("mkdocs.yml", "  - docs/about.md\n", IN_NAV)
    return site


class Days:
    """A site as it is read at one moment after the other."""

    def __init__(self, site: TemporarySite) -> None:
        self._site, self._memo = site, MemoTable()

    def at(self, moment: datetime) -> Site:
        settings = self._site.settings(now=moment, page_size=1)
        return read_site(settings, BuildContext(memo=self._memo))


def _pages(site: Site) -> dict[str, PageSpec]:
    return {page.address: page for page in site.pages if page.for_readers}


def _assert_leads_to_what_is_there(site: Site) -> None:
    """Assert that each address in the text of each page, and in its Markdown, is on the site."""
    formats = site.output_formats(site.pages)
    there = {page.address for page in (*site.pages, *formats)} | set(site.assets().values())
    there |= {made.address for made in site.renditions()}
    for page in _pages(site).values():
        texts = site.composer(page).texts()
        html = [*(s.html for s in texts.body), *(q.answer for q in texts.questions)]
        soup = BeautifulSoup("".join(html), "html5lib")
        urls = [tag.get("href") or tag.get("src") for tag in soup.select("a, img")]
        for url in filter(None, urls):
            parts = urlsplit(urljoin(f"https://example.org/{page.address}", url))
            assert parts.scheme == "https", (page.address, url)
            assert parts.netloc == "book.example" or parts.path[1:] in there, (page.address, url)
    for spec in formats:
        if spec.address.endswith(".md"):
            body = site.view(spec).body
            assert "cta:" not in body
            for address in re.findall(r"\]\(https://example\.org/([^)# ]*)", body):
                assert address in there, (spec.address, address)


def test_site_with_every_dated_thing_has_no_problem_on_any_day(dated: TemporarySite) -> None:
    of_listings = "[More](/blog/page/3/), [tagged](/tags/cpp/page/2/)."
    dated.edit("posts/all.md", "[Coming]", f"{of_listings} [Coming]")
    days = Days(dated)
    for day in range(DAYS):
        site = days.at(START + timedelta(days=day))
        assert [str(problem) for problem in site.problems] == [], day
        _assert_leads_to_what_is_there(site)


def _offers(site: Site) -> dict[str, str]:
    """Return the heading of the offer in the header of each page."""
    pages = _pages(site)
    calls = {address: site.composer(page).calls_to_action() for address, page in pages.items()}
    return {
        address: call["header"].heading if "header" in call else ""
        for address, call in calls.items()
    }


HEADINGS = {
    "no call to action": "",
    "the default offer": "Talk to us",
    'the offer "workshop"': "Come to the workshop",
    'the offer "summer"': "Come in summer",
}


def _assert_true(change: Change, before: Site, after: Site) -> str:
    """Assert that a forecast is true of the sites before and at its moment; return its kind."""
    if found := re.fullmatch(r"(\d+) pages? shows? (.+) instead of \"(\w+)\"\.", change.text):
        old, new = _offers(before), _offers(after)
        heading = before.library.offers[found[3]].meta.heading
        both = old.keys() & new.keys()
        shown = [a for a in both if (old[a], new[a]) == (heading, HEADINGS[found[2]])]
        assert len(shown) == int(found[1]), change
        return "offer"
    if found := re.match(r"(\S+\.md) (appears|expires)", change.text):
        held_back = [dict(site.held_back()).get(found[1]) for site in (before, after)]
        expected = [None, "expired"] if found[2] == "expires" else ["scheduled", None]
        assert held_back == expected, change
        return found[2]
    if found := re.match(
        r"the questions of faq/(\w+)\.md move from /(\S+) to /(\S+)\.", change.text
    ):
        for site, address in ((before, found[2]), (after, found[3])):
            (faq_set,) = (s for s in site.library.sets if s.name == found[1])
            assert site.library.home(faq_set).address == address
        return "home"
    assert re.match(r'what names the offer "\w+" in the text of \d files? leads to', change.text)
    return "named"


def test_forecast_of_each_change_is_true_on_its_day(dated: TemporarySite) -> None:
    days, kinds = Days(dated), set()
    for change in days.at(START).forecast():
        before, after = (days.at(change.moment - timedelta(seconds=n)) for n in (1, 0))
        kinds.add(_assert_true(change, before, after))
        assert change in before.forecast()
        assert change not in after.forecast()
    assert kinds == {"offer", "appears", "expires", "home", "named"}


def test_forecast_names_every_change_of_what_is_published(dated: TemporarySite) -> None:
    days = Days(dated)
    told = {change.moment.date() for change in days.at(START).forecast()}
    for day in range(DAYS):
        before, after = (days.at(START + timedelta(days=day + n)) for n in (0, 1))
        is_equal = _pages(before).keys() == _pages(after).keys() and _offers(before) == _offers(
            after
        )
        date = (START + timedelta(days=day + 1)).date()
        assert is_equal or date in told, date


def test_forecast_is_said_by_the_check_and_by_the_build(dated: TemporarySite) -> None:
    lines = [str(change) for change in dated.read().forecast()]
    assert lines[:3] == [
        "from 2026-06-05: posts/coming/index.md appears; the links to it in 1 file begin to work.",
        'from 2026-06-08: 1 page shows the offer "summer" instead of "call".',
        'from 2026-06-08: what names the offer "summer" in the text of 2 files leads to it.',
    ]
    assert "from 2026-06-10 09:30: posts/later.md appears" in "\n".join(lines)
    dated.write({"posts/far-away.md": post(date="2027-05-01", tags="ai-strategy")})
    lines += [str(remark) for remark in dated.read().advice_on_schedule()]
    assert any(line.startswith("posts/far-away.md:4: date: advice: takes effect") for line in lines)
    checked, built = dated.run("sitekit", "check"), dated.build()
    assert (checked.returncode, built.returncode) == (0, 0), built.stdout
    for line in lines:
        assert line in checked.stdout
        assert line in built.stdout


@pytest.mark.parametrize("days", [7, 28])
def test_clock_changes_each_page_that_shows_what_it_changed(
    days: int, dated: TemporarySite
) -> None:
    rebuilt = RebuiltSite(dated)
    rebuilt.build()
    dated.now = START + timedelta(days=days)
    rebuilt.build()
    assert different(files_of(rebuilt.built), rebuilt.fresh()) == set()


def test_forecast_ends_after_ninety_days(site: TemporarySite) -> None:
    site.write(
        {f"posts/{n}.md": post(date=date) for n, date in enumerate(["2026-08-30", "2026-08-31"])}
    )
    assert [str(change) for change in site.read().forecast()] == [
        "from 2026-08-30: posts/0.md appears."
    ]
