"""The names by which advice is switched off."""

from __future__ import annotations

import re

import pytest

from sitekit.checks.advice import _GIVEN
from sitekit.content.settings import SettingsError, site_metadata
from sitekit.deployment.check_formats import FORMATS
from sitekit.front_matter.advice_names import ADVICE
from support.sites import METADATA, ROOT, TemporarySite


def test_each_name_has_its_advice() -> None:
    assert list(_GIVEN) == list(ADVICE) == sorted(ADVICE)


def test_contributing_table_has_each_name_and_what_it_is_about() -> None:
    table = (ROOT / ".github/CONTRIBUTING.md").read_text().partition("### An advice\n")[2]
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", table.partition("\n#")[0], re.MULTILINE)
    assert rows == list(ADVICE.items())


def test_site_switches_advice_off_by_name(site: TemporarySite) -> None:
    given = {advice.name for advice in site.read().advice()}
    assert {"tag-rarely-used", "unlinked"} <= given
    metadata = METADATA.model_copy(update={"no_advice": ("unlinked",)})
    assert {a.name for a in site.read(metadata=metadata).advice()} == given - {"unlinked"}


def test_name_that_does_not_exist_is_an_error() -> None:
    extra = {"site_name": "S", "site_description": "D", "feed_authority": "example.org,2026"}
    with pytest.raises(SettingsError, match=r'"unlinkd" is the name of no advice\. Did you mean'):
        site_metadata(extra | {"no_advice": ["unlinkd"]})


def test_check_prints_the_name_of_advice(site: TemporarySite) -> None:
    advice = [each for each in site.read().advice() if each.name == "tag-rarely-used"][:1]
    for name, write in FORMATS.items():
        text = write(advice, [], folder=site.root)
        named = '"name": "tag-rarely-used"' if name == "json" else "[tag-rarely-used]"
        assert named in text
