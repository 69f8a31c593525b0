"""The status of a post at a moment, and what follows from the fields of entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sitekit.content.models import status_of
from support.content import post
from support.sites import TemporarySite

DATE, EXPIRES = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 9, tzinfo=UTC)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (DATE - TICK, "scheduled"),
        (DATE, "published"),
        (EXPIRES - TICK, "published"),
        (EXPIRES, "expired"),
    ],
)
def test_status_of_a_post_follows_the_clock_unless_it_is_a_draft(
    now: datetime, status: str, site: TemporarySite
) -> None:
    dates = {"date": DATE.isoformat(), "more": f"expires: {EXPIRES.isoformat()}\n"}
    site.write({"posts/x.md": post(**dates)})
    entry = site.read(now=now).library.all_posts
    assert [p.status for p in entry if p.slug == "x"] == [status]
    site.edit("posts/x.md", "title:", "draft: true\ntitle:")
    assert [p.status for p in site.read(now=now).library.all_posts if p.slug == "x"] == ["draft"]


@pytest.mark.parametrize(("now", "status"), [(EXPIRES - TICK, "published"), (EXPIRES, "expired")])
def test_status_of_sets_and_pages_follows_the_clock_unless_they_are_drafts(
    now: datetime, status: str, site: TemporarySite
) -> None:
    files = ("faq/shared.md", "docs/about.md")
    for file in files:
        site.edit(file, "title:", f"expires: {EXPIRES.isoformat()}\ntitle:")

    def statuses() -> list[str]:
        entries = site.read(now=now).library.all_entries
        return [entry.status for entry in entries if entry.source.path in files]

    assert statuses() == [status] * 2
    for file in files:
        site.edit(file, "title:", "draft: true\ntitle:")
    assert statuses() == ["draft"] * 2


def test_status_of_a_post_without_an_end_stays_published(site: TemporarySite) -> None:
    (first,) = (p for p in site.read().library.all_posts if p.slug == "first")
    assert status_of(first, DATE + timedelta(days=10_000)) == "published"


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (230, 1), (231, 2), (1000, 5)])
def test_reading_time_is_rounded_up(words: int, minutes: int, site: TemporarySite) -> None:
    site.write({"posts/x.md": post(body="word " * words)})
    assert site.read().library.post_by_slug["x"].minutes == minutes


def test_last_change_of_a_post_is_its_update_or_its_date(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(date="2026-05-01", more="updated: 2026-05-20\n")})
    posts = site.read().library.post_by_slug
    assert posts["x"].last_modified.isoformat() == "2026-05-20T00:00:00+02:00"
    assert posts["first"].last_modified == posts["first"].meta.date


@pytest.mark.parametrize(
    ("path", "slug", "offers_service"),
    [
        ("docs/index.md", "home", True),
        ("docs/about.md", "about", False),
        ("docs/we/offer.md", "we-offer", True),
    ],
)
def test_page_of_docs_has_a_name_for_bookings_and_may_offer_a_service(
    path: str, slug: str, offers_service: bool, site: TemporarySite
) -> None:
    site.write({"docs/we/offer.md": "---\ntitle: T\ndescription: D\nkind: services\n---\nX.\n"})
    docs = {doc.source.path: doc for doc in site.read().library.docs}
    assert (docs[path].slug, docs[path].offers_service) == (slug, offers_service)
