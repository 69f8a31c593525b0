"""Cache keys: what every page depends on, what one page does, and what a copied file does."""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitekit.build import cache_keys
from sitekit.build.cache_keys import CacheKeys, site_key
from sitekit.runtime.cached_files import cache_file
from sitekit.runtime.fingerprint import files_digest
from support.sites import METADATA, NOW, ROOT, TemporarySite

OVERRIDES = ROOT / "overrides"


def _key(site: TemporarySite, settings=("a setting",), in_nav: str = "", **changes) -> str:
    """Return the key of a site whose navigation has the page at one address."""
    read = site.read(**changes)
    pages = [page for page in read.pages if page.address == in_nav]
    return site_key(read, OVERRIDES, settings, pages)


def test_site_key_is_the_same_for_an_equal_site(site: TemporarySite) -> None:
    assert _key(site) == _key(site) != ""
    site.edit("posts/first.md", "Opening words.", "Other words.")
    assert _key(site) == _key(site, now=NOW + timedelta(days=1))


@pytest.mark.parametrize(
    "name",
    [
        "hooks/content.py",
        "hooks/preview.py",
        "overrides/post.html",
        "overrides/partials/macros.html",
    ],
)
def test_site_key_names_the_hooks_and_the_templates(
    name: str, site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edited(folder: Path, pattern: str) -> str:
        has_file = ROOT / name in folder.glob(pattern)
        return files_digest(folder, pattern) + "edited" * has_file

    before = _key(site)
    monkeypatch.setattr(cache_keys, "files_digest", edited)
    assert _key(site) != before


@pytest.mark.parametrize("package", ["Jinja2", "MarkupSafe", "mkdocs-material", "pillow"])
def test_site_key_names_the_versions_of_packages(
    package: str, site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, version = _key(site), importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: version(name) + "1" * (name == package)
    )
    assert _key(site) != before


@pytest.mark.parametrize("name", ["code_digest", "sys.version"])
def test_site_key_names_the_code_that_runs(
    name: str, site: TemporarySite, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _key(site)
    other = "4.0" if name == "sys.version" else lambda: "other code"
    monkeypatch.setattr(f"sitekit.build.cache_keys.{name}", other)
    assert _key(site) != before


@pytest.mark.parametrize(
    "changes",
    [
        {"settings": ("another setting",)},
        {"in_nav": "about/"},
        {"metadata": METADATA.model_copy(update={"site_name": "Another"})},
        {"site_url": "https://example.org/below/"},
        {"timezone": ZoneInfo("Asia/Tokyo")},
        {"page_size": 9},
        {"preview": True},
        {"extension_configs": {"toc": {"permalink": False}}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_site_key_names_each_setting(changes: dict, site: TemporarySite) -> None:
    assert _key(site, **changes) != _key(site)


@pytest.mark.parametrize("name", ["authors", "tags", "offers"])
def test_site_key_names_the_data_files(name: str, site: TemporarySite) -> None:
    before = _key(site)
    with (site.root / f"posts/{name}.yml").open("a") as file:
        file.write("# a remark\n")
    assert _key(site) != before


def test_site_key_names_the_labels_in_the_navigation(site: TemporarySite) -> None:
    before = _key(site, in_nav="about/")
    site.edit("docs/about.md", "title:", "nav_title: We\ntitle:")
    named = _key(site, in_nav="about/")
    site.edit("docs/about.md", "nav_title: We\ntitle: ", "nav_title: We\ntitle: All ")
    assert len({before, named, _key(site, in_nav="about/")}) == 3


@pytest.mark.parametrize("day", ["2026-06-05", "2026-06-10"])
def test_site_key_changes_when_an_offer_begins_or_ends(day: str, site: TemporarySite) -> None:
    site.edit("posts/offers.yml", "workshop:", "workshop:\n  from: 2026-06-05\n  until: 2026-06-09")
    moment = datetime.fromisoformat(f"{day}T00:00:00+02:00")
    assert _key(site, now=moment) != _key(site, now=moment - timedelta(seconds=1))
    assert _key(site, now=moment) == _key(site, now=moment + timedelta(seconds=1))


def test_site_key_names_the_problems_that_a_preview_shows(site: TemporarySite) -> None:
    before = _key(site, preview=True)
    site.edit("posts/first.md", "title:", "titel: X\ntitle:")
    assert _key(site, preview=True) != before


def test_site_key_is_empty_where_markdown_settings_have_no_digest(site: TemporarySite) -> None:
    assert _key(site, extension_configs={"toc": {"slugify": lambda text, _: text.lower()}}) == ""


def test_page_key_names_the_site_and_all_of_the_page(site: TemporarySite, tmp_path: Path) -> None:
    page = site.read().pages[0]
    keys = CacheKeys("site")
    key = keys.page_key(page)
    assert keys.page_key(replace(page)) == key
    others = [replace(page, title="Other"), replace(page, inputs=("x",)), replace(page, badge="x")]
    assert key not in {keys.page_key(other) for other in others}
    assert CacheKeys("other site").page_key(page) != key


def test_file_key_names_the_bytes(tmp_path: Path) -> None:
    keys = CacheKeys("site")
    (tmp_path / "a").write_bytes(b"one")
    key = keys.file_key(tmp_path / "a")
    assert key == keys.file_key(b"one") == CacheKeys("other site").file_key(b"one")
    assert key != keys.file_key(b"two")


def test_file_key_of_a_cached_file_is_that_of_its_bytes_and_reads_none(tmp_path: Path) -> None:
    keys, cached = CacheKeys("site"), cache_file(tmp_path, "a.png", b"one")
    assert cached
    cached.path.unlink()
    assert keys.file_key(cached) == keys.file_key(b"one")


@pytest.mark.parametrize("source", [b"one", Path("file")])
def test_keys_are_empty_where_the_site_has_none(source: bytes | Path, site: TemporarySite) -> None:
    keys = CacheKeys()
    assert keys.file_key(source) == ""
    assert keys.page_key(site.read().pages[0]) == ""
