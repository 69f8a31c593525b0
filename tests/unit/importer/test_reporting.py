"""The report of an import: what was done, and what needs a hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitekit.importer.models import Report
from sitekit.importer.reporting import printed
from sitekit.problems import Advice, Problem

FOLDER = Path("../old")


def test_report_names_problems_and_foreign_markup_of_imported_files() -> None:
    report = Report(
        done=["Done."],
        by_hand=[Problem("a.md", 2, "date", "is wrong.")],
        incomplete=[Problem("posts/a.md", 6, "draft", "is a draft.")],
        imported=["posts/a.md", "posts/b/dot.png"],
    )
    found = [
        Problem("posts/a.md", 3, "link", "is broken."),
        Problem("posts/b/dot.png", 1, "picture", "is damaged."),
        Problem("posts/tags.yml", 1, "x", "is wrong."),
        Problem("posts/authors.yml", 1, "x", "is wrong."),
        Problem("posts/other.md", 1, "x", "is wrong."),
        Problem("posts/other.md", 1, "author", "is missing."),
        Advice("posts/a.md", 4, "markup", "is foreign."),
        Advice("posts/a.md", 5, "description", "is short."),
    ]
    assert list(printed(report, FOLDER, found, [replace(found[4], message="was wrong.")])) == [
        "Done.",
        "What needs a hand: 8.",
        "../old/a.md:2: date: is wrong.",
        "posts/a.md:6: draft: is a draft.",
        "posts/a.md:3: link: is broken.",
        "posts/b/dot.png:1: picture: is damaged.",
        "posts/tags.yml:1: x: is wrong.",
        "posts/authors.yml:1: x: is wrong.",
        "posts/other.md:1: author: is missing.",
        "posts/a.md:4: markup: advice: is foreign.",
    ]


def test_report_without_mistakes_says_so() -> None:
    assert list(printed(Report(["Done."]), FOLDER, [])) == ["Done.", "Nothing needs a hand."]
