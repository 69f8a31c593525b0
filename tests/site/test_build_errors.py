"""What ends a build is one sentence with a place, and leaves the site as it was."""

from __future__ import annotations

import shutil

import pytest

from support.content import post
from support.sites import ROOT, TemporarySite


@pytest.fixture
def own_templates(site: TemporarySite) -> TemporarySite:
    """A site with templates of its own."""
    (site.root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", site.root / "overrides")
    return site


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("overrides/post.html", "{{ 1 // 0 }}"),
        ("overrides/partials/breadcrumbs.html", "{{ nothing.at.all }}"),
        ("overrides/post.html", "{% if %}"),
    ],
)
def test_error_in_a_template_is_reported_with_its_line_and_page(
    name: str, slip: str, own_templates: TemporarySite
) -> None:
    site = own_templates
    assert site.build().returncode == 0
    before = site.built()
    text = (site.root / name).read_text()
    # What is outside of the blocks of a template that extends another is not rendered.
    start = text.index("%}", text.index("{% block ") if "extends" in text else 0) + 2
    line = text.count("\n", 0, start) + 1
    site.write({name: text[:start] + slip + text[start:]})
    result = site.build()
    assert result.returncode == 1
    assert "Traceback" not in result.stdout
    last = result.stdout.strip().splitlines()[-1]
    assert last.startswith(f"{name}:{line}: template: "), result.stdout
    assert last.endswith("Nothing was published.")
    assert "Error building page '" in result.stdout
    assert site.built() == before


def test_dirty_build_is_refused(site: TemporarySite) -> None:
    result = site.build("--dirty")
    assert result.returncode == 1
    assert result.stdout.strip().startswith("Leave out --dirty: ")


def test_text_that_cannot_be_converted_is_reported_with_its_line(site: TemporarySite) -> None:
    brackets = "[a](b " * 400
    site.write(
        {
            "posts/brackets.md": post(body=f"Words.\n\n{brackets}\n"),
            "faq/brackets.md": f"---\ntitle: T\ndescription: D\n---\n## Which?\n\n{brackets}\n",
        }
    )
    message = "Markdown: this cannot be converted to HTML. Write it in another way, or in smaller"
    assert [text.partition(" parts.")[0] for text in site.messages()] == [
        f"faq/brackets.md:7: {message}",
        f"posts/brackets.md:9: {message}",
    ]


def test_text_that_is_too_long_for_a_page_is_reported(site: TemporarySite) -> None:
    site.write({"posts/long.md": post(body="words " * 200_000)})
    assert site.messages() == [
        "posts/long.md:1: file: has 1.2 MB of text, too much for a page. Split it."
    ]


def test_text_with_too_many_footnotes_is_reported(site: TemporarySite) -> None:
    notes = [f"Word.[^{n}]\n\n[^{n}]: A note.\n" for n in range(1001)]
    site.write({"posts/notes.md": post(body="\n".join(notes))})
    assert site.messages() == [
        "posts/notes.md:1: file: has 1,001 footnotes, too many for a page. Split it."
    ]
    site.write({"posts/notes.md": post(body="\n".join(notes[:300]))})
    assert site.messages() == []
