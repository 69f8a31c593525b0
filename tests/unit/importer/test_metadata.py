"""Front matter of other generators in our terms."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest

from sitekit.importer.metadata import Metadata, metadata_of
from sitekit.importer.models import ForeignPost


def _metadata(**data: Any) -> Metadata:
    return metadata_of(ForeignPost("x.md", data, "", "x", "2020-01-01"), UTC)


@pytest.mark.parametrize("key", ["description", "excerpt", "summary"])
def test_description_comes_from(key: str) -> None:
    assert _metadata(**{key: "It *says*\n[this](x)."}).description == "It says this."


def test_description_is_the_first_that_has_words() -> None:
    assert _metadata(description=" ", excerpt="E", summary="S").description == "E"


@pytest.mark.parametrize("key", ["date", "pubDate", "publishedAt"])
def test_date_comes_from(key: str) -> None:
    assert _metadata(**{key: "2024-01-02"}).date == "2024-01-02"


def test_date_comes_from_the_name_of_the_file() -> None:
    assert _metadata(published="true").date == "2020-01-01"


def test_date_that_is_not_understood_is_reported() -> None:
    found = _metadata(date="07/08/2022")
    assert found.date == ""
    assert [str(note) for note in found.notes] == [
        'x.md:1: date: "07/08/2022" is no date that is understood. Add `date` to the post.'
    ]


@pytest.mark.parametrize(
    ("date", "expected"), [("2024-02-01", "2024-02-01"), ("2024-01-02", ""), ("2023-01-01", "")]
)
def test_updated_is_dropped_unless_it_is_after_the_date(date: str, expected: str) -> None:
    assert _metadata(date="2024-01-02", lastmod=date).updated == expected


def test_expiry() -> None:
    assert _metadata(date="2024-01-02", expiryDate="2030-01-01").expires == "2030-01-01"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"tags": ["A b", "posts"], "categories": ["C"]}, ["A b", "C"]),
        ({"tags": "One two, three"}, ["One two", "three"]),
        ({"category": "One"}, ["One"]),
        ({"categories": [["a", "b"], "c"]}, ["a", "b", "c"]),
        ({"tags": [{"name": "N"}], "category": {"slug": "s"}}, ["N", "s"]),
        ({"tags": ["#x", "", "x"]}, ["x"]),
    ],
)
def test_tags(data: dict[str, Any], expected: list[str]) -> None:
    assert _metadata(**data).tags == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"author": "Ada"}, [("Ada", "")]),
        ({"authors": ["Ada", {"name": "Al", "url": "u"}]}, [("Ada", ""), ("Al", "u")]),
    ],
)
def test_authors(data: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert _metadata(**data).authors == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"image": "a.png", "image_alt": "A"}, ("a.png", "A")),
        ({"cover": {"image": "a.png", "alt": "A", "relative": True}}, ("a.png", "A")),
        ({"heroImage": "a.png"}, ("a.png", "")),
    ],
)
def test_image(data: dict[str, Any], expected: tuple[str, str]) -> None:
    found = _metadata(**data)
    assert (found.image, found.image_alt) == expected


def test_other_keys() -> None:
    found = _metadata(
        aliases="/a/",
        redirect_from=["/b/"],
        canonicalURL="https://x.example/",
        noindex=True,
        layout="post",
        mood="good",
        empty="",
    )
    assert found.aliases == ["/a/", "/b/"]
    assert (found.canonical, found.noindex) == ("https://x.example/", True)
    assert found.unused_keys == ["mood"]
