"""overrides/words.yml: read as a whole, or reported line by line."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from sitekit.content.words import read_words
from sitekit.front_matter.references import References
from support.sites import ROOT

TEXT = (ROOT / "overrides/words.yml").read_text()


def _read(root: Path, text: str):
    (root / "overrides").mkdir()
    (root / "overrides/words.yml").write_text(text)
    words, problems, _ = read_words(root, References(UTC))
    return words, [str(problem).removeprefix("overrides/words.yml:") for problem in problems]


def test_words_are_read(tmp_path: Path) -> None:
    words, problems = _read(tmp_path, TEXT)
    assert problems == []
    assert (words.home, words.months[11], words.notes["tip"]) == ("Home", "December", "Tip")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("home: Home\n", "", "home: is missing. Add a line `home: …`."),
        ("home: Home", "hoem: Home", 'hoem: is not a valid key here. Did you mean "home"?'),
        ('"{n} min read"', '"a min read"', "minutes: must contain {n}, which is filled in"),
        ('"{n} min read"', '"{n} of {m} min"', "minutes: must contain {n}, which is filled in"),
        ('"{n} min read"', '"{n:>9} min"', "minutes: must contain {n}, which is filled in"),
        ('"{n} min read"', '"{n} min }"', "minutes: must contain {n}, which is filled in"),
        ("menu: Menu", "menu: Menu {n}", "menu: must not contain braces: nothing is filled in."),
        (", December]", "]", "months: must have the names of 12 months, not 11."),
        ("menu: Menu", "menu:", "menu: is empty. Give it a value."),
    ],
)
def test_mistake_is_reported_and_the_rest_is_used(
    old: str, new: str, problem: str, tmp_path: Path
) -> None:
    assert old in TEXT
    words, problems = _read(tmp_path, TEXT.replace(old, new))
    assert problem in "\n".join(problems)
    assert words.blog == "Blog"
    assert words.minutes.format(n=3) in ("3 min read", "minutes 3")


def test_file_that_is_missing_is_a_problem_and_keys_are_shown(tmp_path: Path) -> None:
    words, problems, _ = read_words(tmp_path, References(UTC))
    assert [problem.path for problem in problems] == ["overrides/words.yml"]
    assert (words.home, words.date.format(day=1, month="M", year=2)) == ("home", "date 1 M 2")
