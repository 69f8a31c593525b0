"""The settings of a build: what mkdocs.yml and the environment say, or what is wrong there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sitekit.content.settings import Settings, SettingsError, clock, site_metadata, time_zone

PLACE = {"street": "A 1", "city": "B", "country": "DE"}
METADATA = {
    "site_name": "N",
    "site_description": "D",
    "feed_authority": "example.org,2026",
}


def _config(**changes: Any) -> dict[str, Any]:
    given = {
        "site_url": "https://example.org/",
        "site_name": "N",
        "site_description": "D",
        "extra": {"timezone": "Europe/Berlin", "feed_authority": "example.org,2026"},
        "markdown_extensions": ["toc"],
        "mdx_configs": {"toc": {}},
    }
    return given | changes


def test_clock_is_the_epoch_of_the_environment_or_now() -> None:
    assert clock({"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    for environment in ({}, {"SOURCE_DATE_EPOCH": ""}):
        assert abs(clock(environment) - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("epoch", ["soon", "1.5", "9" * 30])
def test_clock_that_is_no_number_is_an_error(epoch: str) -> None:
    with pytest.raises(SettingsError, match="must be a number of seconds since 1970"):
        clock({"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize("name", ["Nowhere/City", "", None, "Europe", "../etc", 5])
def test_time_zone_that_does_not_exist_is_an_error(name: object) -> None:
    assert time_zone("Asia/Tokyo") == ZoneInfo("Asia/Tokyo")
    with pytest.raises(SettingsError, match=r"extra\.timezone: must name a zone"):
        time_zone(name)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"langauge": "de"}, r'extra\.langauge: is no key here\. Did you mean "language"\?'),
        ({"feed_authority": "example.org"}, r"extra\.feed_authority: must be a domain and a date"),
        ({"profiles": [{"label": "L", "url": "x"}]}, r"extra\.profiles\.0\.url: "),
        ({"profiles": [{"label": "L"}]}, r"profiles\.0\.url: is missing\. Add a line `url: …`"),
        ({"site_description": None}, r"site_description: is missing\. Add a line"),
        (
            {"langauge": "de", "search": "maybe"},
            r"(?s)extra\.langauge: is no key .*extra\.search: .*boolean",
        ),
        ({"site_name": 5}, r"site_name: must be text\. Put it in quotes\."),
        ({"address": "Berlin"}, r"extra\.address: must have keys \(street, postal_code, "),
        ({"address": {**PLACE, "town": "B"}}, r"extra\.address\.town: is no key here\. Write one"),
        ({"address": {**PLACE, "streets": "B"}}, r'here\. Did you mean "street"\?'),
        ({"address": {"city": "B", "country": "DE"}}, r"extra\.address\.street: is missing\."),
        ({"address": {**PLACE, "postal_code": 567}}, r"postal_code: must be text\. Put it in"),
        ({"address": {**PLACE, "country": "Germany"}}, r"two letters of a country .* as DE\.$"),
        ({"address": {**PLACE, "country": "at"}}, r'Write "AT"\.$'),
        ({"address": {**PLACE, "country": "UK"}}, r'Write "GB"\.$'),
        ({"profiles": []}, r"extra\.profiles: is an empty list"),
    ],
)
def test_metadata_that_is_wrong_is_an_error_with_its_key(changes: dict, message: str) -> None:
    assert site_metadata(METADATA).language == "en"
    with pytest.raises(SettingsError, match=message):
        site_metadata(METADATA | changes)


def test_settings_are_those_of_mkdocs_yml_and_the_environment(tmp_path: Path) -> None:
    environment = {"SOURCE_DATE_EPOCH": "0"}
    settings = Settings.from_config(tmp_path, _config(), environment, preview=True)
    assert (settings.root, settings.preview, settings.page_size) == (tmp_path, True, 10)
    assert settings.now == datetime(1970, 1, 1, tzinfo=UTC)
    assert settings.timezone == ZoneInfo("Europe/Berlin")
    assert (settings.extensions, settings.extension_configs) == (["toc"], {"toc": {}})
    assert settings.metadata == site_metadata(METADATA)
    with pytest.raises(SettingsError, match="site_url: is missing"):
        Settings.from_config(tmp_path, _config(site_url=""), environment, preview=True)


def test_cache_is_below_the_root_unless_another_folder_is_given(tmp_path: Path) -> None:
    settings = Settings.from_config(tmp_path, _config(), {}, preview=False)
    assert settings.cache == tmp_path / ".cache"
    other = Settings(
        tmp_path,
        settings.now,
        settings.timezone,
        "",
        settings.metadata,
        other_cache=tmp_path / "other",
    )
    assert other.cache == tmp_path / "other"


@pytest.mark.parametrize(
    "host", ["player.vimeo.com", "*.example.org", "cdn.example.org:8443", "xn--bcher-kva.example"]
)
def test_allowed_host_is_the_name_of_a_host(host: str) -> None:
    assert site_metadata(METADATA | {"allowed_hosts": [host]}).allowed_hosts == (host,)


@pytest.mark.parametrize(
    "host",
    [
        *("*", "https:", "localhost", "a.example b.example", "a.example; script-src *"),
        *("'unsafe-inline'", "data:", "*.*.example", "a.example/path", "bücher.example", ""),
    ],
)
def test_allowed_host_that_is_no_host_is_an_error(host: str) -> None:
    with pytest.raises(SettingsError, match=r"allowed_hosts\.0: .* is not the name of a host"):
        site_metadata(METADATA | {"allowed_hosts": [host]})
