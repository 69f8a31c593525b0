"""The command `sitekit check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.content import post
from support.exports import CALENDLY, calendly, export
from support.sites import TemporarySite


def test_check_prints_the_problems_and_advice_of_a_build(site: TemporarySite) -> None:
    advice = site.run("sitekit", "check")
    assert advice.returncode == 0
    assert "posts/tags.yml:6: cpp: advice:" in advice.stdout
    assert advice.stdout.endswith("2 posts, 3 FAQ sets: no problems.\n")
    site.write({"posts/x.md": post(tags="nonsense", more="tag: x\n")})
    problems = site.messages()
    check, build = site.run("sitekit", "check"), site.build()
    assert (check.returncode, build.returncode) == (1, 1)
    assert len(problems) == 2
    for problem in problems:
        assert problem in check.stdout
        assert problem in build.stdout
    assert check.stdout.endswith("2 problems.\n")


def test_check_outside_a_site_prints_one_line(tmp_path: Path) -> None:
    result = TemporarySite(tmp_path).run("sitekit", "check")
    assert result.returncode == 1
    assert "mkdocs.yml" in result.stdout
    assert len(result.stdout.splitlines()) == 1


def test_list_prints_the_chosen_texts_in_the_wanted_order(site: TemporarySite) -> None:
    site.write({"posts/long.md": post("Long", body="Words " * 500)})
    result = site.run("sitekit", "list", "--kind", "post", "--sort", "words", "--reverse")
    assert result.returncode == 0
    header, first, *_, summary = result.stdout.splitlines()
    assert header.startswith("status")
    assert "posts/long.md" in first
    assert summary == "3 of 8 texts."


def test_list_says_what_the_clock_changes_however_far_ahead(site: TemporarySite) -> None:
    site.write({"posts/far.md": post("Far", more="expires: 2031-01-01\n")})
    result = site.run("sitekit", "list", "--next")
    *_, change, advice = result.stdout.splitlines()
    assert change == "from 2031-01-01: posts/far.md expires."
    assert advice.startswith("posts/far.md:6: expires: advice: takes effect on 2031-01-01, but ")


def test_list_with_an_unknown_column_is_one_error(site: TemporarySite) -> None:
    result = site.run("sitekit", "list", "--sort", "wrods")
    assert result.returncode == 2
    assert "'wrods' is not one of" in result.stdout


@pytest.mark.parametrize("option", ["--tag", "--author", "--series", "--offer"])
def test_list_of_what_the_site_does_not_have_is_one_error(option: str, site: TemporarySite) -> None:
    result = site.run("sitekit", "list", option, "ai-stratgy")
    assert result.returncode == 2
    assert f'the site has no {option[2:]} "ai-stratgy".' in result.stdout
    assert ('Did you mean "ai-strategy"?' in result.stdout) is (option == "--tag")


def test_check_says_where_the_settings_are_no_yaml(site: TemporarySite) -> None:
    site.edit("mkdocs.yml", "site_name: ", 'site_name: "')
    (site.root / "mkdocs.yml").rename(site.root / "other.yml")
    result = site.run("sitekit", "check", "-f", "other.yml")
    assert result.returncode == 1
    assert re.search(r"other\.yml:\d+: is not valid YAML here", result.stdout)


def test_check_marks_the_lines_of_settings_and_content(site: TemporarySite) -> None:
    site.write({"posts/x.md": post(tags="nonsense")})
    marked = site.run("sitekit", "check", "--format", "github")
    assert marked.returncode == 1
    assert "\n::error file=posts/x.md,line=5,title=tags::posts/x.md:5: tags: " in (
        f"\n{marked.stdout}"
    )
    site.edit("mkdocs.yml", "timezone: Europe/Berlin", "timezone: Nowhere")
    marked = site.run("sitekit", "check", "--format", "github")
    assert marked.returncode == 1
    assert marked.stdout.startswith("::error file=mkdocs.yml,line=")
    assert len(marked.stdout.splitlines()) == 1


def test_leads_prints_what_won_the_calls(site: TemporarySite) -> None:
    rows = [calendly(f"2026-05-0{n} 10:00 am", campaign="first") for n in (1, 2, 3)]
    rows += [calendly("2026-05-04 10:00 am"), calendly("2026-05-05 10:00 am", "true", "home")]
    site.write({"export.csv": export(CALENDLY, rows)})
    result = site.run("sitekit", "leads", "export.csv", "--by", "page", "--svg", "calls.svg")
    assert result.returncode == 0, result.stdout
    assert [line.split() for line in result.stdout.splitlines()[:2]] == [
        ["calls", "canceled", "rescheduled", "first", "last", "page"],
        ["3", "0", "0", "2026-05-01", "2026-05-03", "/blog/first/"],
    ]
    assert "1 without attribution. 1 canceled" in result.stdout
    assert b"/blog/first/: 3, no attribution: 1." in (site.root / "calls.svg").read_bytes()


def test_leads_of_a_bad_file_is_one_line_and_overwrites_nothing(site: TemporarySite) -> None:
    site.write({"export.csv": export(CALENDLY, []), "notes.txt": "Mine."})
    for arguments in (["notes.txt"], ["export.csv", "--svg", "notes.txt"]):
        result = site.run("sitekit", "leads", *arguments)
        assert (result.returncode, len(result.stdout.splitlines())) == (2, 1), result.stdout
    assert (site.root / "notes.txt").read_text() == "Mine."
