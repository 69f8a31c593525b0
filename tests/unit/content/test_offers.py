"""Which offer a page shows: its own, that of its first tag that names one, the default."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sitekit.content.library import Library
from sitekit.content.offers import (
    OfferError,
    booking_offer,
    default_offer,
    named_offer,
    offer_for,
)
from support.content import post
from support.sites import NOW, TemporarySite

TAGS = """\
plain: {label: Plain, description: Without an offer.}
early: {label: Early, description: Of an offer., offer: early}
late: {label: Late, description: Of another offer., offer: late}
ended: {label: Ended, description: Of an offer that has ended., offer: ended}
coming: {label: Coming, description: Of an offer that has not begun., offer: coming}
"""


def _entry(name: str, dates: str) -> str:
    text = f"heading: H, text: T, button: B, url: 'https://book.example/{name}'"
    return f"{name}: {{{text}, {dates}}}\n"


OFFERS = "".join(
    _entry(name, dates)
    for name, dates in {
        "early": "line: 'Talk.'",
        "late": "line: 'Talk.'",
        "ended": "until: 2026-05-31",
        "coming": "from: 2026-06-02",
        "usual": "default: true",
    }.items()
)


@pytest.fixture
def site(site: TemporarySite) -> TemporarySite:
    """The base site with offers and tags of all kinds."""
    site.write({"posts/tags.yml": TAGS, "posts/offers.yml": OFFERS})
    site.edit("posts/first.md", "[ai-strategy, cpp]", "[plain]")
    site.edit("posts/second/index.md", "[ai-strategy, c-sharp]", "[plain]")
    site.edit("faq/shared.md", "[ai-strategy]", "[plain, late]")
    return site


def _library(site: TemporarySite) -> Library:
    """Return the content as it was read when no offer had ended, some days ago."""
    library = site.read(now=NOW - timedelta(days=5)).library
    assert library.tags.keys() == {"plain", "early", "late", "ended", "coming"}
    return replace(library, settings=site.settings())


def _offer_of(site: TemporarySite, tags: str, more: str = "") -> str:
    site.write({"posts/x.md": post(tags=tags, more=more)})
    library = _library(site)
    offer = offer_for(library, library.post_by_slug["x"])
    return offer.id if offer else ""


@pytest.mark.parametrize(
    ("tags", "more", "chosen"),
    [
        ("plain", "", "usual"),
        ("early, late", "", "early"),
        ("late, early", "", "late"),
        ("plain, late, early", "", "late"),
        ("ended, late", "", "late"),
        ("coming, late", "", "late"),
        ("ended, coming", "", "usual"),
        ("early", "cta: late\n", "late"),
        ("early", "cta: coming\n", "early"),
        ("plain", "cta: coming\n", "usual"),
        ("early", "cta: false\n", ""),
    ],
)
def test_offer_of_a_post_is_the_first_that_is_open(
    tags: str, more: str, chosen: str, site: TemporarySite
) -> None:
    assert _offer_of(site, tags, more) == chosen


def test_offer_of_other_pages_follows_their_own_choice(site: TemporarySite) -> None:
    site.edit("docs/about.md", "title:", "cta: early\ntitle:")
    library = _library(site)
    sets = {faq_set.name: faq_set for faq_set in library.sets}
    docs = {doc.address: doc for doc in library.docs}
    chosen = {
        "tag": offer_for(library, library.tags["late"]),
        "tag without an offer": offer_for(library, library.tags["plain"]),
        "tag of an ended offer": offer_for(library, library.tags["ended"]),
        "set": offer_for(library, sets["shared"]),
        "set without tags": offer_for(library, sets["alone"]),
        "author": offer_for(library, library.authors["ada"]),
        "doc": offer_for(library, docs["about/"]),
        "doc without a choice": offer_for(library, docs[""]),
        "default": default_offer(library),
    }
    assert {key: offer.id for key, offer in chosen.items() if offer} == {
        "tag": "late",
        "tag without an offer": "usual",
        "tag of an ended offer": "usual",
        "set": "late",
        "set without tags": "usual",
        "author": "usual",
        "doc": "early",
        "doc without a choice": "usual",
        "default": "usual",
    }


def test_offer_is_none_where_no_default_is_open(site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "default: true", "default: true, until: 2026-05-31")
    library = _library(site)
    assert default_offer(library) is None
    assert offer_for(library, library.tags["plain"]) is None


def test_offer_is_open_from_its_first_moment_to_the_one_before_its_end(
    site: TemporarySite,
) -> None:
    dates = "from: '2026-06-01T00:00:00+00:00', until: '2026-06-02T00:00:00+00:00'"
    site.edit("posts/offers.yml", "from: 2026-06-02", dates)
    offer = _library(site).offers["coming"]
    begin, tick = datetime(2026, 6, 1, tzinfo=UTC), timedelta(microseconds=1)
    end = begin + timedelta(days=1)
    moments = (begin - tick, begin, end - tick, end)
    assert [offer.current(moment) for moment in moments] == [False, True, True, False]


def test_offer_that_ends_on_a_day_is_open_until_midnight_in_the_sites_zone(
    site: TemporarySite,
) -> None:
    offer = _library(site).offers["ended"]  # on 2026-05-31, in Berlin
    midnight = datetime(2026, 5, 31, 22, tzinfo=UTC)
    assert offer.current(midnight - timedelta(seconds=1))
    assert not offer.current(midnight)


def test_booking_link_names_an_offer_or_none(site: TemporarySite) -> None:
    library = _library(site)
    assert booking_offer(library, "cta:") is None
    assert booking_offer(library, "cta:late") == library.offers["late"]
    assert named_offer(library, "early") == library.offers["early"]


@pytest.mark.parametrize("name", ["ended", "coming"])
def test_booking_link_to_an_offer_that_is_not_open_names_none(
    name: str, site: TemporarySite
) -> None:
    assert booking_offer(_library(site), f"cta:{name}") is None


def test_booking_link_to_an_unknown_offer_is_an_error(site: TemporarySite) -> None:
    with pytest.raises(OfferError) as caught:
        booking_offer(_library(site), "cta:erly")
    assert str(caught.value) == '"erly" is not in posts/offers.yml. Did you mean "early"?'


def test_booking_link_to_an_offer_with_problems_of_its_own_is_no_second_problem(
    site: TemporarySite,
) -> None:
    site.edit("posts/offers.yml", "early: {heading: H", "early: {heading: ''")
    library = site.read().library
    assert named_offer(library, "early") is None
    site.write({"posts/offers.yml": "["})
    assert named_offer(site.read().library, "any") is None
