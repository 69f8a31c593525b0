"""Source files are found by kind; slugs and addresses follow from their paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitekit.content.discovery import (
    asset_address,
    doc_address,
    find,
    relative_to_file,
    slug_in_name,
)


def test_files_are_found_by_kind_sorted_by_path(tmp_path: Path) -> None:
    paths = {
        "posts": ["posts/a.md", "posts/b/index.md"],
        "sets": ["faq/a.md", "faq/index.md"],
        "docs": ["docs/deep/er/page.md", "docs/index.md"],
        "assets": ["docs/x.png", "faq/x.png", "posts/b/x.png", "posts/x.svg"],
        "left out": [
            *("posts/tags.yml", "posts/authors.yml", "posts/offers.yml", "posts/.hidden.md"),
            *("docs/.git/page.md", "other/page.md", "faq/.x/a.md"),
        ],
        "misplaced": ["faq/deep/a.md", "posts/b/other.md", "posts/b/c/index.md"],
    }
    for path in (path for kind in paths.values() for path in reversed(kind)):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    found = find(tmp_path)
    for kind in ("posts", "sets", "docs", "assets"):
        assert [*getattr(found, kind)] == paths[kind]
    assert sorted(problem.path for problem in found.problems) == sorted(paths["misplaced"])
    rules = {problem.path: problem.message for problem in found.problems}
    assert "A FAQ set is faq/<name>.md." in rules["faq/deep/a.md"]
    assert "A post is posts/<name>.md or posts/<name>/index.md." in rules["posts/b/other.md"]


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("posts/plain.md", "plain"),
        ("posts/2026-05-01-dated.md", "dated"),
        ("posts/2026-05-01-bundle/index.md", "bundle"),
        ("posts/bundle/index.md", "bundle"),
        ("posts/2026-goals.md", "2026-goals"),
        ("posts/2026-05-01.md", "2026-05-01"),
        ("posts/2026-05-01-.md", "2026-05-01-"),
        ("posts/2026-05-012-x.md", "2026-05-012-x"),
        ("posts/20-2605-01-x.md", "20-2605-01-x"),
        ("posts/2026-05-0a-x.md", "2026-05-0a-x"),
        ("index.md", "index"),
    ],
)
def test_slug_is_the_name_without_a_date(path: str, slug: str) -> None:
    assert slug_in_name(path) == slug


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/index.md", ""),
        ("docs/about.md", "about/"),
        ("docs/services/index.md", "services/"),
        ("docs/services/audit.md", "services/audit/"),
        ("docs/docs/my-index.md", "docs/my-index/"),
    ],
)
def test_address_of_a_page_in_docs_follows_its_path(path: str, address: str) -> None:
    assert doc_address(path) == address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/assets/x.png", "assets/x.png"),
        ("faq/x.png", "faq/x.png"),
        ("posts/x.png", "blog/x.png"),
        ("posts/bundle/deep/x.png", "blog/renamed/deep/x.png"),
        ("posts/bundle", "blog/bundle"),
        ("posts/folder/x.png", "blog/folder/x.png"),
    ],
)
def test_address_of_a_picture_follows_its_post(path: str, address: str) -> None:
    assert asset_address(path, {"posts/bundle": "blog/renamed/"}) == address


def test_path_relative_to_a_file_leads_up_and_down() -> None:
    assert relative_to_file("posts/a/index.md", "x.png") == "posts/a/x.png"
    assert relative_to_file("posts/a/index.md", "../../docs/./x.png") == "docs/x.png"
