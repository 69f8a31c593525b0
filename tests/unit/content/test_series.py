"""Series: which posts are their parts, in which order, and when there is one to show."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from support.content import post
from support.sites import TemporarySite


def _part(name: str, date: str, more: str = "") -> dict[str, str]:
    return {f"posts/{name}.md": post(name, date, more=f"series: engines\n{more}")}


def _parts(site: TemporarySite, **settings) -> list[str]:
    library = site.read(**settings).library
    return [part.slug for part in library.parts(library.series["engines"])]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, ["first", "second"]),
        (_part("early", "2026-02-01"), ["early", "first", "second"]),
        (_part("b", "2026-03-15") | _part("a", "2026-03-15"), ["first", "a", "b", "second"]),
        (_part("x", "2026-05-01", "part: 1\n"), ["x", "first", "second"]),
        (
            _part("x", "2026-02-01", "part: 20\n") | _part("y", "2026-05-01", "part: 3\n"),
            ["y", "x", "first", "second"],
        ),
        (_part("to-come", "2026-07-01") | _part("draft", "2026-01-01", "draft: true\n"), None),
        (_part("gone", "2026-02-01", "expires: 2026-03-01\n"), None),
        (_part("hidden", "2026-03-02", "noindex: true\n"), ["first", "hidden", "second"]),
    ],
    ids=["dates", "earlier", "one day", "part", "parts", "held back", "expired", "noindex"],
)
def test_series_has_its_parts_in_order(
    files: dict[str, str], expected: list[str] | None, site: TemporarySite
) -> None:
    site.write(files)
    assert site.messages() == []
    assert _parts(site) == (expected or ["first", "second"])


def test_series_has_drafts_and_scheduled_parts_in_the_preview(site: TemporarySite) -> None:
    site.write(_part("to-come", "2026-07-01") | _part("draft", "2026-01-01", "draft: true\n"))
    assert _parts(site, preview=True) == ["draft", "first", "second", "to-come"]


def test_series_of_a_single_part_is_shown_nowhere(site: TemporarySite) -> None:
    site.write({"posts/addresses.txt": "/series/engines/\n/series/motors/\n"})
    site.edit("posts/second/index.md", "series: motors\n", "")
    read = site.read()
    assert read.problems == ()
    [first] = [post for post in read.library.posts if post.slug == "first"]
    assert read.library.series_of(first) is None
    assert not [page for page in read.pages if page.address.startswith("series/")]
    advice = [str(a) for a in read.advice() if a.path == "posts/series.yml"]
    assert advice == [
        "posts/series.yml:1: engines: advice: is named by only one post. It is shown from two on."
    ]
    link = '"/series/engines/" is not published now (fewer than two parts are published)'
    site.edit("posts/first.md", "Opening words.", "Opening [words](/series/engines/).")
    assert site.messages() == []
    assert [str(a) for a in site.read().advice() if link in a.message]


def test_series_is_a_single_part_until_the_next_is_published(site: TemporarySite) -> None:
    site.edit("posts/second/index.md", "2026-04-01T09:30:00+02:00", "2026-06-10")
    library = site.read().library
    assert library.shown_series == {}
    later = library.at(datetime(2026, 6, 10, 12, tzinfo=UTC))
    assert [part.slug for part in later.parts(later.shown_series["engines"])] == ["first", "second"]
    assert site.messages() == []


def test_series_that_was_public_is_reported_if_its_id_changes(site: TemporarySite) -> None:
    site.write({"posts/addresses.txt": "/series/engines/\n/series/motors/\n"})
    assert site.messages() == []
    site.edit("posts/series.yml", "engines:\n", "engine:\n")
    site.edit("posts/first.md", "series: engines", "series: engine")
    assert site.messages() == [
        'posts/addresses.txt:1: address: "/series/engines/" was public, and leads nowhere now. Add '
        '"engines" to the `aliases` of "engine" in posts/series.yml, or remove this line, if '
        "nothing shall be there any more."
    ]
    site.edit("posts/series.yml", "[motors]", "[motors, engines]")
    site.edit("posts/first.md", "series: engine\n", "series: engines\n")
    assert site.messages() == []
