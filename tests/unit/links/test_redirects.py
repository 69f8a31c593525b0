"""Which old addresses redirect, and where each leads."""

from __future__ import annotations

import pytest

from sitekit.links.redirects import redirects
from support.content import post
from support.sites import TemporarySite

DOC = "---\ntitle: T\ndescription: D\n{more}---\nWords.\n"
SET = "---\ntitle: Set\ndescription: D\n{more}---\n## Which?\n\nThis.\n"


def _redirects(site: TemporarySite) -> dict[str, str]:
    found = redirects(site.read().library)
    return {
        address: "#".join(filter(None, (r.target.address or "/", r.target.fragment)))
        for address, r in found.items()
    }


@pytest.mark.parametrize(
    ("path", "text", "target"),
    [
        ("posts/new.md", post(more="aliases: /old/\n"), "blog/new/"),
        ("posts/bundle/index.md", post(more="aliases: /old/\n"), "blog/bundle/"),
        ("faq/new.md", SET.format(more="aliases: [/old/]\n"), "faq/new/"),
        ("docs/new.md", DOC.format(more="aliases: [/old/]\n"), "new/"),
        ("docs/a/b.md", DOC.format(more="aliases: /old.html\n"), "a/b/"),
        ("docs/index.md", DOC.format(more="aliases: [/old]\n"), "/"),
    ],
)
def test_alias_redirects_to_every_kind_of_page(
    path: str, text: str, target: str, site: TemporarySite
) -> None:
    site.write({path: text})
    assert site.messages() == []
    found = _redirects(site)
    assert (found["old/"], found["old.html"]) == (target, target)


def test_alias_of_a_set_at_home_on_a_post_leads_to_its_questions(site: TemporarySite) -> None:
    site.edit("faq/alone.md", "---\n## Who", "aliases: [/ask/]\n---\n## Who")
    found = _redirects(site)
    assert found["ask/"] == found["faq/alone/"] == "blog/first/#faq"


def test_page_of_a_set_redirects_while_it_is_at_home_on_a_post(site: TemporarySite) -> None:
    site.write({"posts/new.md": post(more="faq: alone\n")})
    assert "faq/alone/" not in _redirects(site)


def test_alias_at_the_page_of_a_set_goes_before_the_set(site: TemporarySite) -> None:
    site.write({"posts/new.md": post(more="aliases: /faq/alone/\n")})
    assert _redirects(site)["faq/alone/"] == "blog/new/"


@pytest.mark.parametrize(
    "text",
    [
        post(more="aliases: /old/\ndraft: true\n"),
        post(more="aliases: /old/\nexpires: 2026-05-20\n"),
        post(more="aliases: /old/\n", date="2027-01-01"),
    ],
    ids=["draft", "expired", "scheduled"],
)
def test_nothing_redirects_to_what_is_not_published(text: str, site: TemporarySite) -> None:
    site.write({"posts/new.md": text})
    assert site.messages() == []
    assert "old/" not in _redirects(site)


@pytest.mark.parametrize("path", ["faq/new.md", "docs/new.md"])
def test_alias_of_every_kind_of_page_must_be_unused(path: str, site: TemporarySite) -> None:
    text = SET if path.startswith("faq") else DOC
    site.write({path: text.format(more="aliases: [/blog/first/]\n")})
    assert site.messages() == [
        f'{path}:4: aliases: "/blog/first/" is already used by posts/first.md. '
        "An alias must be an unused address. Remove it."
    ]
