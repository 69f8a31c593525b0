"""`sitekit check --fix`: what has one certain remedy, and nothing else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from sitekit.fixing.fixes import plan_fixes
from sitekit.runtime.transaction import commit
from support.cases import CASES
from support.sites import TemporarySite

WRONG = """---
titel: A post  # mine
description: A description that is long enough to be shown in full by search engines.
date: 2026-05-01
tags: [cpp, ai-stratgy]
cta: workshp
faq: alne#whole
---
A tag: ai-stratgy.
"""
RIGHT = WRONG.replace("titel", "title").replace("cpp, ai-stratgy", "cpp, ai-strategy")
RIGHT = RIGHT.replace("workshp", "workshop").replace("alne", "alone")


FIXABLE = [
    name
    for name, case in CASES.items()
    if any("Did you mean" in problem or "Write `" in problem for problem in case["problems"])
]


@pytest.mark.parametrize("name", FIXABLE)
def test_fix_of_a_golden_mistake_ends_it_and_brings_no_other(
    name: str, site: TemporarySite
) -> None:
    site.write(CASES[name]["files"])
    read = site.read()
    before = [(p.path, p.key, p.message) for p in (*read.problems, *read.draft_problems)]
    fixes = plan_fixes(read)
    commit(site.root, fixes.changes)
    again = site.read()
    found = [(p.path, p.key, p.message) for p in (*again.problems, *again.draft_problems)]
    assert len(found) <= len(before) - fixes.count
    assert {(path, key) for path, key, _ in found} <= {(path, key) for path, key, _ in before}
    assert plan_fixes(again).count == 0


def test_slips_of_many_kinds_have_a_fix(site: TemporarySite) -> None:
    count = 0
    for name in FIXABLE[::3]:
        site.write(CASES[name]["files"])
        count += plan_fixes(site.read()).count
    assert count > 10


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_fix_changes_its_words_and_nothing_else(line_end: str, site: TemporarySite) -> None:
    file = site.root / "posts/x.md"
    file.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", line_end).encode())
    fixes = plan_fixes(site.read())
    assert fixes.count == 4
    commit(site.root, fixes.changes)
    assert file.read_bytes() == b"\xef\xbb\xbf" + RIGHT.replace("\n", line_end).encode()
    assert site.messages() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cta: workshp", "cta: lette"),  # "letter" is meant, as its only near name
        ("cta: workshp", "cta: worshop"),
        ("cta: workshp", "related: [secnd]"),
        ("cta: workshp", "no_advice: [unlinkd]"),
        ("cta: workshp", "canonical: https//example.org/x?a=b"),
        ("cta: workshp", "canonical: www.example.org"),
    ],
)
def test_near_name_is_taken(old: str, new: str, site: TemporarySite) -> None:
    site.write({"posts/x.md": RIGHT.replace("cta: workshop", new)})
    fixes = plan_fixes(site.read())
    assert fixes.count == 1
    assert old not in fixes.difference


@pytest.mark.parametrize(
    "written",
    [
        "tags: [cp]",
        "tags: [c]",
        "tags: [nothing-near]",
        "tags: [cpp]\ncolour: blue",
        "tags: cpp, x",
    ],
)
def test_what_is_not_certain_is_left(written: str, site: TemporarySite) -> None:
    site.write({"posts/x.md": RIGHT.replace("tags: [cpp, ai-strategy]", written)})
    assert site.messages()
    assert plan_fixes(site.read()).count == 0


def test_fix_that_would_bring_another_problem_is_left(site: TemporarySite) -> None:
    site.write({"posts/x.md": RIGHT.replace("date: 2026-05-01", "date: 2026-05-01\ndates: x")})
    assert site.messages()
    assert plan_fixes(site.read()).count == 0


def test_fixes_that_bring_a_problem_together_are_not_all_taken(site: TemporarySite) -> None:
    for name in ("x", "y"):
        text = RIGHT.replace("cta: workshop\nfaq: alone#whole\n", "slugg: same\n")
        site.write({f"posts/{name}.md": text})
    fixes = plan_fixes(site.read())
    assert fixes.count == 1
    commit(site.root, fixes.changes)
    assert [m for m in site.messages() if "already used" in m] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cta: workshop", "cta:  # workshp\n  workshp"),
        ("tags: [cpp, ai-strategy]", "tags: [ai-stratgy, ai-stratgy]"),
    ],
)
def test_comments_and_repeated_words_are_left(old: str, new: str, site: TemporarySite) -> None:
    site.write({"posts/x.md": RIGHT.replace(old, new)})
    assert site.messages()
    assert plan_fixes(site.read()).count == 0


def test_key_and_value_of_one_name_are_told_apart(site: TemporarySite) -> None:
    site.write({"posts/x.md": RIGHT.replace("title: A post  # mine", "titel: titel  # titel")})
    commit(site.root, plan_fixes(site.read()).changes)
    assert "title: titel  # titel" in (site.root / "posts/x.md").read_text()


def test_file_saved_meanwhile_is_not_overwritten(site: TemporarySite) -> None:
    site.write({"posts/x.md": WRONG})
    fixes = plan_fixes(site.read())
    assert fixes.is_current(site.root)
    site.write({"posts/x.md": WRONG + "More."})
    assert not fixes.is_current(site.root)


def test_draft_that_nobody_confirmed_is_not_a_success(site: TemporarySite) -> None:
    site.write({"posts/x.md": WRONG.replace("titel", "draft: true\ntitle")})
    assert site.run("sitekit", "check", "--fix").returncode == 1


def test_command_writes_with_yes_alone_where_nobody_can_be_asked(site: TemporarySite) -> None:
    site.write({"posts/x.md": WRONG})
    result = site.run("sitekit", "check", "--fix")
    assert result.returncode == 1
    assert "+tags: [cpp, ai-strategy]" in result.stdout
    assert "Nothing was written. With --yes, this is." in result.stdout
    assert (site.root / "posts/x.md").read_text() == WRONG
    result = site.run("sitekit", "check", "--fix", "--yes")
    assert result.returncode == 0, result.stdout
    assert "4 fixed." in result.stdout
    assert "no problems" in result.stdout
    assert (site.root / "posts/x.md").read_text() == RIGHT
    assert "Nothing has one certain remedy." in site.run("sitekit", "check", "--fix").stdout


def test_command_asks_on_a_terminal(site: TemporarySite) -> None:
    site.write({"posts/x.md": WRONG})
    for answer, text in (("n", WRONG), ("y", RIGHT)):
        terminal, end = pty.openpty()
        command = [sys.executable, "-m", "sitekit", "check", "--fix"]
        options = {"stdin": end, "stderr": end, "stdout": subprocess.DEVNULL}
        with subprocess.Popen(command, cwd=site.root, env=site.environment(), **options) as process:
            os.write(terminal, f"{answer}\n".encode())
        assert (site.root / "posts/x.md").read_text() == text
        assert process.returncode == (1 if answer == "n" else 0)
