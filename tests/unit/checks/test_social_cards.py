"""Titles, labels and names that no card can show are reported at their line."""

from __future__ import annotations

import pytest

from support.content import post
from support.sites import METADATA, TemporarySite


def test_text_without_a_glyph_is_reported_in_its_file(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(title="Go 🚀")})
    site.edit("docs/index.md", "title: Home", "title: Home\nheadline: Go 🚀 home")
    site.edit("faq/alone.md", "title: ", "title: 中 ")
    site.edit("posts/tags.yml", "label: C++", "label: 中")
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ада 🚀")
    rocket = 'the cards\' fonts have no "🚀". Write it without.'
    sign = 'the cards\' fonts have no "中". Write it without.'
    assert site.messages() == [
        f"docs/index.md:2: title: {rocket}",
        f"faq/alone.md:2: title: {sign}",
        f"posts/authors.yml:1: ada.name: {rocket}",
        f"posts/tags.yml:6: cpp.label: {sign}",
        f"posts/x.md:2: title: {rocket}",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("株式会社", 'the cards\' fonts have no "株式会社".'),
        (
            "A name that is much too long for the foot of any card",
            '"A name that is much too long for the foot of any card" is too long for a card.',
        ),
    ],
)
def test_publisher_whom_no_card_can_name_is_reported(
    name: str, problem: str, site: TemporarySite
) -> None:
    config = (site.root / "mkdocs.yml").read_text()
    site.write({"mkdocs.yml": f"# A comment\n{config}"})
    (found,) = site.messages(metadata=METADATA.model_copy(update={"site_name": name}))
    fix = "Shorten it, or write it in Latin."
    assert found == f"mkdocs.yml:2: site_name: {problem} {fix}"
