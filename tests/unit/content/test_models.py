"""The status of a post at a moment, and what follows from the fields of entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sitekit.content.models import status_of
from sitekit.front_matter.models import PostMeta
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
def test_status_follows_the_clock_unless_a_post_is_a_draft(now: datetime, status: str) -> None:
    meta = PostMeta.model_construct(date=DATE, expires=EXPIRES, draft=False)
    assert status_of(meta, now) == status
    assert status_of(meta.model_copy(update={"draft": True}), now) == "draft"


def test_status_of_a_post_without_an_end_stays_published() -> None:
    meta = PostMeta.model_construct(date=DATE, expires=None, draft=False)
    assert status_of(meta, DATE + timedelta(days=10_000)) == "published"


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
