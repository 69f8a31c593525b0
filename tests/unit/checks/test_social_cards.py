"""Advice on titles, labels and names of which a card cannot show all, at their line."""

from __future__ import annotations

import pytest

from support.content import post
from support.sites import METADATA, TemporarySite


def _advice(site: TemporarySite, **changes) -> list[str]:
    found = site.read(**changes)
    assert found.problems == ()
    return [str(a) for a in found.advice() if "card" in a.message]


def test_text_without_a_glyph_is_reported_in_its_file(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(title="Go 🚀"), "posts/y.md": post(title="W" * 200)})
    site.edit("docs/index.md", "title: Home", "title: Home\nheadline: Go 🚀 home")
    site.edit("faq/alone.md", "title: ", "title: 中 ")
    site.edit("posts/tags.yml", "label: C++", "label: 中")
    site.edit("posts/authors.yml", "name: Ada Byron", "name: Ада 🚀")
    rocket = 'advice: the cards\' fonts have no "🚀", so cards leave it out.'
    sign = 'advice: the cards\' fonts have no "中", so cards leave it out.'
    too_long = f'"{"W" * 59}…" is too long for a card, which shows its beginning. Shorten it.'
    assert _advice(site) == [
        f"docs/index.md:2: title: {rocket}",
        f"faq/alone.md:2: title: {sign}",
        f"posts/authors.yml:2: ada.name: {rocket}",
        f"posts/tags.yml:7: cpp.label: {sign}",
        f"posts/x.md:2: title: {rocket}",
        f"posts/y.md:2: title: advice: {too_long}",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("株式会社", 'the cards\' fonts have no "株式会社", so cards leave it out.'),
        (
            "A name that is much too long for the foot of any card",
            '"A name that is much too long for the foot of any card" is too long for a card, which '
            "shows its beginning.",
        ),
    ],
)
def test_publisher_whom_no_card_can_name_is_reported(
    name: str, problem: str, site: TemporarySite
) -> None:
    config = (site.root / "mkdocs.yml").read_text()
    site.write({"mkdocs.yml": f"# A comment\n{config}"})
    (found,) = _advice(site, metadata=METADATA.model_copy(update={"site_name": name}))
    fix = "Shorten it, or write it in Latin."
    assert found == f"mkdocs.yml:2: site_name: advice: {problem} {fix}"
