"""What the table of all content says of each text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from sitekit.inventory.rows import Row, arrange, rows, select
from support.content import post
from support.sites import TemporarySite, make_site

FILES = {
    "posts/old.md": post("Old", "2026-05-01", more="updated: 2026-05-20\nexpires: 2026-07-01\n"),
    "posts/later.md": post("Later", "2026-06-11", body="[old](old.md) one two three"),
    "posts/asks.md": post("Asks", more="faq: shared#what-is-shared\n", body="[x](old.md)"),
    "posts/wip.md": "---\ntitle: Not dated\ndraft: true\n---\nWords.\n",
    "posts/wrong.md": post("Wrong", tags="nonsense"),
    "posts/unreadable.md": b"\xff\xfe",
    "posts/gone.md": post("Gone", more="expires: 2026-05-02\n"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Row]:
    """The rows of a small site, read on 2026-06-01, by their paths."""
    site: TemporarySite = make_site(tmp_path_factory.mktemp("rows") / "site-under-test")
    site.write(FILES)
    return {row.path: row for row in rows(site.read())}


def test_row_says_all_of_a_post(found: Mapping[str, Row]) -> None:
    row = found["posts/old.md"]
    assert (row.status, row.kind, row.title) == ("published", "post", "Old")
    assert (row.date, row.updated, row.age) == (date(2026, 5, 1), date(2026, 5, 20), 12)
    assert (row.links_in, row.links_out, row.words) == (2, 0, 1)
    assert (row.tags, row.authors, row.offer) == (("cpp",), ("ada",), "call")
    assert (row.next, row.address) == ("expires 2026-07-01", "/blog/old/")


@pytest.mark.parametrize(
    ("path", "status", "next_"),
    [
        ("posts/later.md", "scheduled", "appears 2026-06-11"),
        ("posts/wip.md", "draft", ""),
        ("posts/gone.md", "expired", ""),
        ("posts/wrong.md", "problems", ""),
        ("posts/unreadable.md", "problems", ""),
        ("docs/about.md", "published", ""),
    ],
)
def test_row_says_where_a_text_is_on_its_way(
    path: str, status: str, next_: str, found: Mapping[str, Row]
) -> None:
    assert (found[path].status, found[path].next) == (status, next_)


@pytest.mark.parametrize("path", ["posts/later.md", "posts/wip.md", "docs/about.md"])
def test_what_has_no_past_date_has_no_age(path: str, found: Mapping[str, Row]) -> None:
    assert found[path].age is None


def test_draft_without_a_date_shows_none(found: Mapping[str, Row]) -> None:
    assert found["posts/wip.md"].date is None


def test_questions_are_listed_with_their_home(found: Mapping[str, Row]) -> None:
    alone, asks = found["faq/alone.md"], found["posts/asks.md"]
    assert alone.homes == ("/blog/first/",)
    assert all(question.startswith("alone#") for question in alone.questions)
    assert asks.questions == ("shared#what-is-shared",)
    assert asks.homes == ("/faq/shared/",)


def test_every_file_has_one_row(found: Mapping[str, Row]) -> None:
    assert {path for path in FILES if path.startswith("posts/")} <= found.keys()
    assert found["docs/index.md"].address == "/"


A = Row("draft", "post", age=3, tags=("x",))
B = Row("draft", "post")
C = Row("draft", "post", age=1, tags=("x", "y"))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [A, B, C]),
        ({"tag": "x"}, [A, C]),
        ({"tag": "y", "kind": "post"}, [C]),
        ({"tag": None, "status": "published"}, []),
    ],
)
def test_rows_are_selected_by_all_wanted_values(wanted: dict, expected: list[Row]) -> None:
    assert select([A, B, C], **wanted) == expected


@pytest.mark.parametrize(("reverse", "expected"), [(False, [C, A, B]), (True, [A, C, B])])
def test_rows_without_a_value_come_last_in_either_order(reverse: bool, expected: list[Row]) -> None:
    assert arrange([A, B, C], "age", reverse=reverse) == expected
