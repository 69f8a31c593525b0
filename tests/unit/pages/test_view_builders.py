"""The small values that templates show: dates, badges, pictures, authors, offers, FAQ sets."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sitekit.content.models import Lines, Proof
from sitekit.front_matter.data_models import ProofMeta
from sitekit.front_matter.references import References, validation_context
from sitekit.pages.view_builders import (
    author_view,
    badge,
    date_view,
    display_url,
    iso_date,
    picture_of,
    pixels_of,
    post_card,
    proof_view,
    set_summary,
)
from sitekit.pages.views import DateView, Link
from support.content import post
from support.images import encoded, photo
from support.sites import TemporarySite

BERLIN = ZoneInfo("Europe/Berlin")


def test_date_is_that_of_the_sites_time_zone(site: TemporarySite) -> None:
    moment = datetime(2026, 4, 30, 22, 30, tzinfo=UTC)
    expected = DateView("2026-05-01T00:30:00+02:00", "May 1, 2026")
    assert date_view(site.read().library, moment) == expected
    assert iso_date(moment, BERLIN) == expected.iso


@pytest.mark.parametrize(
    ("date", "more", "text"),
    [
        ("2026-05-01", "", ""),
        ("2026-07-01", "", "Scheduled for July 1, 2026"),
        ("2026-05-01", "expires: 2026-05-20\n", "Expired on May 20, 2026"),
        ("2026-05-01", "draft: true\nexpires: 2026-05-20\n", "Draft"),
        ("2026-07-01", "draft: true\n", "Draft"),
    ],
)
def test_badge_says_why_a_post_is_held_back(
    date: str, more: str, text: str, site: TemporarySite
) -> None:
    site.write({"posts/x.md": post(date=date, more=more)})
    library = site.read(preview=True).library
    x = library.post_by_slug["x"]
    assert badge(library, x) == text
    assert post_card(library, x).badge == text


def test_badge_of_a_set_that_is_a_draft_says_so(site: TemporarySite) -> None:
    site.edit("faq/shared.md", "title:", "draft: true\ntitle:")
    library = site.read().library
    sets = {faq_set.name: badge(library, faq_set) for faq_set in library.all_sets}
    assert sets == {"alone": "", "paged": "", "shared": "Draft"}


def test_picture_has_the_size_that_is_published(site: TemporarySite) -> None:
    site.write({"posts/second/p.png": encoded(photo(500, 250), "PNG"), "posts/second/n.txt": ""})
    library = site.read().library
    picture = picture_of(library, "posts/second/p.png", "A field")
    assert (picture.address, picture.alt) == ("blog/second/p.png", "A field")
    assert (picture.width, picture.height) == (500, 250)
    assert [variant.width for variant in picture.variants] == [400, 500]
    assert pixels_of(library, "posts/second/p.png", "A field") == picture
    drawing = picture_of(library, "posts/second/dot.svg", "")
    assert (drawing.address, drawing.variants) == ("blog/second/dot.svg", ())
    assert pixels_of(library, "posts/second/dot.svg", "") is None
    assert picture_of(library, "posts/second/n.txt", "") is None


def test_author_has_links_to_other_sites_and_a_picture(site: TemporarySite) -> None:
    site.write({"posts/ada.png": encoded(photo(90, 60), "PNG")})
    site.edit("posts/authors.yml", "  role:", "  picture: ada.png\n  role:")
    library = site.read().library
    view = author_view(library, library.authors["ada"])
    assert view.profiles == (
        Link("example.org/ada", "https://example.org/ada"),
        Link("social.example/@ada", "https://social.example/@ada"),
    )
    assert (view.picture.address, view.picture.alt) == ("blog/ada.png", "Ada Byron")
    assert (view.name, view.role, view.bio) == ("Ada Byron", "Engineer", "Writes about engines.")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://book.example/call/?a=b#c", "book.example/call"),
        ("http://my.www.example.org", "my.www.example.org"),
    ],
)
def test_url_is_shown_as_people_write_it(url: str, shown: str) -> None:
    assert display_url(url) == shown


def test_proof_names_who_it_is_from(site: TemporarySite) -> None:
    meta = ProofMeta.model_validate(
        {"kind": "case", "text": "T", "name": "Ada", "company": "Mills", "date": "2026-05-01"},
        context=validation_context(References(BERLIN)),
    )
    view = proof_view(site.read().library, Proof("mills", meta, Lines(1)))
    assert (view.is_quotation, view.text, view.source) == (False, "T", "Ada, Mills")
    assert view.date.text == "May 1, 2026"


def test_summary_of_a_set_leads_to_its_home(site: TemporarySite) -> None:
    library = site.read().library
    sets = {faq_set.name: set_summary(library, faq_set) for faq_set in library.sets}
    assert sets["alone"].home == Link("The first post", "blog/first/", "faq")
    assert sets["shared"].home == Link("Questions of the site", "faq/shared/")
    assert sets["alone"].questions == (
        Link("Who shows this?", "blog/first/", "who-shows-this"),
        Link("And whole?", "blog/first/", "whole"),
    )
