"""Colors and mark, read from the files that show them."""

from __future__ import annotations

from pathlib import Path

import pytest
from rcssmin import cssmin

from sitekit.content.brand import Brand, read_brand

SHEET = """:root {
  color-scheme: light dark;
  --paper: light-dark(#fefefe, #010101); /* page */
  --slate: #102030;
  --on-slate: #eeeeee;
  --on-slate-soft: #CCCCCC;
  --grid: #0083e029;
  --blueprint: #0083e0;
  --green: #4cb86a;
}

.late { --slate: #ffffff; }
"""
MARK = '<?xml version="1.0"?>\n<svg viewBox="0 0 1 1"/>\n'


def _read(root: Path, sheet: str | None = SHEET, mark: str | None = MARK):
    for folder in ("docs/assets", "overrides"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    for name, text in {"overrides/site.css": sheet, "docs/assets/favicon.svg": mark}.items():
        if text is not None:
            (root / name).write_text(text)
    return read_brand(root)


def test_brand_is_read_from_the_first_tokens_and_the_mark(tmp_path: Path) -> None:
    brand, problems, _ = _read(tmp_path)
    assert problems == []
    assert brand == Brand(
        slate="#102030",
        style=cssmin(SHEET),
        grid="#0083e029",
        on_slate="#eeeeee",
        on_slate_soft="#CCCCCC",
        blueprint="#0083e0",
        green="#4cb86a",
        paper="#fefefe",
        paper_dark="#010101",
        mark='<svg viewBox="0 0 1 1"/>',
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("--green: #4cb86a", "--green: oklch(0.7 0.15 150)", "9: --green: must be a color such as"),
        ("  --slate: #102030;\n", "", "1: --slate: is missing. Add it as a color"),
        ("#fefefe, #010101", "white, black", "3: --paper: must be a color such as light-dark(#"),
        ("--grid: #0083e029", "--gird: #0083e029", "1: --grid: is missing. Add it as a color"),
    ],
)
def test_token_that_is_no_hexadecimal_color_is_a_problem(
    old: str, new: str, problem: str, tmp_path: Path
) -> None:
    assert old in SHEET
    _, problems, _ = _read(tmp_path, SHEET.replace(old, new))
    found = [str(p) for p in problems]
    assert [line.startswith(f"overrides/site.css:{problem}") for line in found] == [True]


def test_missing_files_are_problems(tmp_path: Path) -> None:
    brand, problems, _ = read_brand(tmp_path)
    assert [p.path for p in problems] == ["overrides/site.css", "docs/assets/favicon.svg"]
    assert brand == Brand()


def test_digest_is_of_what_is_read_alone(tmp_path: Path) -> None:
    digests = [
        _read(tmp_path, sheet, mark)[2]
        for sheet, mark in (
            (SHEET, MARK),
            (SHEET + "/* more */", MARK),
            (SHEET + ".more { color: red }", MARK),
            (SHEET.replace("#102030", "#102031"), MARK),
            (SHEET, MARK.replace("0 0", "0 1")),
        )
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 4
