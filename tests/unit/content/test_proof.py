"""Which proof a page shows: by its tags, the newest first, and never without a permission."""

from __future__ import annotations

import pytest

from sitekit.content.proof import proof_for
from support.content import post
from support.sites import TemporarySite

ENTRY = """{id}:
  text: Words.
  date: {date}
  tags: [{tags}]
{more}"""
SOURCE = "  name: Ada\n  permission: by e-mail, 2026-05-02\n"


def _entry(name: str, date: str, tags: str = "", more: str = SOURCE) -> str:
    text = ENTRY.format(id=name, date=date, tags=tags, more=more)
    return text.replace("  tags: []\n", "")


PROOF = "".join(
    [
        _entry("old", "2025-01-01", "cpp"),
        _entry("new", "2026-01-01", "cpp, c-sharp"),
        _entry("newest", "2026-05-01", "cpp", more="  name: Ada\n"),
        _entry("nameless", "2026-05-01", "cpp", more="  permission: by e-mail, 2026-05-02\n"),
        _entry("strategy", "2026-02-01", "strategy"),
        _entry("general", "2024-01-01"),
    ]
)


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        ("cpp", "new"),
        ("cpp, ai-strategy", "new"),
        ("ai-strategy, cpp", "strategy"),  # the first tag counts, and an alias is its tag
        ("c-sharp", "new"),
        ("other", "general"),
    ],
)
def test_proof_of_a_post(tags: str, chosen: str, site: TemporarySite) -> None:
    with (site.root / "posts/tags.yml").open("a") as file:
        file.write("other: {label: Other, description: D}\n")
    site.write({"posts/proof.yml": PROOF, "posts/x.md": post(tags=tags)})
    library = site.read().library
    assert proof_for(library, library.post_by_slug["x"]).id == chosen
    assert proof_for(library, library.tags[tags.split(",")[0]]).id == chosen


def test_proof_of_a_page_without_tags_has_none_itself(site: TemporarySite) -> None:
    site.write({"posts/proof.yml": PROOF})
    library = site.read().library
    assert {proof_for(library, doc).id for doc in library.docs} == {"general"}
    assert proof_for(library, None).id == "general"


def test_proof_that_may_not_be_shown_is_named_in_advice(site: TemporarySite) -> None:
    site.write({"posts/proof.yml": PROOF})
    read = site.read()
    assert read.problems == ()
    assert [str(advice) for advice in read.advice() if "proof" in advice.path] == [
        "posts/proof.yml:13: newest: advice: is shown nowhere, since it has no `permission`.",
        "posts/proof.yml:18: nameless: advice: is shown nowhere, since it has no `name`.",
    ]


def test_proof_is_not_needed(site: TemporarySite) -> None:
    site.write({"posts/proof.yml": None})
    read = site.read()
    assert read.problems == ()
    assert proof_for(read.library, None) is None
