"""Contrast of text and background, in light and dark, computed from the tokens (WCAG 2.2, 1.4)."""

from __future__ import annotations

import re

import pytest
from coloraide import Color

from sitekit.pages.views import SIZES
from support.sites import ROOT

SHEET = (ROOT / "overrides/site.css").read_text()
LATE = "".join((ROOT / f"docs/assets/{name}.css").read_text() for name in ("late", "search"))
TEXT, ANY_TEXT, SHAPE = 7.0, 4.5, 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "panel", TEXT),
    ("ink", "mark", TEXT),
    ("on-slate", "slate", TEXT),
    ("ink-soft", "paper", ANY_TEXT),
    ("ink-soft", "panel", ANY_TEXT),
    ("link", "paper", TEXT),
    ("link", "panel", ANY_TEXT),
    ("link", "mark", ANY_TEXT),
    ("on-slate-soft", "slate", ANY_TEXT),
    ("on-green", "green", ANY_TEXT),
    ("on-green", "green-strong", ANY_TEXT),
    ("on-alarm", "alarm", ANY_TEXT),
    ("code-word", "panel", ANY_TEXT),
    ("code-string", "panel", ANY_TEXT),
    ("code-number", "panel", ANY_TEXT),
    ("blueprint", "paper", SHAPE),  # the outline of what has the focus
    ("walk", "paper", SHAPE),
    ("focus-on-slate", "slate", SHAPE),
    ("caution", "panel", SHAPE),
]


def _tokens(sheet: str) -> dict[str, tuple[str, str]]:
    """Return each colour token in light and in dark."""
    root = re.search(r":root \{\n +color-scheme.*?\n +\}", sheet, re.S)[0]
    tokens = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", root):
        both = re.fullmatch(r"light-dark\(((?:[^(),]|\([^)]*\))+),\s*(.+)\)", value)
        pair = (both[1], both[2]) if both else (value, value)
        if all(Color.match(colour, fullmatch=True) for colour in pair):
            tokens[name] = pair
    return tokens


TOKENS = _tokens(SHEET)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_of_each_pair_is_enough(text: str, ground: str, least: float, scheme: int) -> None:
    ratio = Color(TOKENS[text][scheme]).contrast(TOKENS[ground][scheme], method="wcag21")
    assert ratio >= least, f"{text} on {ground}: {ratio:.2f}"


def test_contrast_is_computed_for_every_color_of_the_style_sheet() -> None:
    judged = {name for pair in PAIRS for name in pair[:2]}
    assert TOKENS.keys() - judged == {"rule", "grid", "shadow", "backdrop"}  # decoration alone
    rules = SHEET.split("/* Base elements */")[1] + LATE
    assert not re.findall(r"[\s:(](#[0-9a-fA-F]{3,8}|oklch\([^)]*\))", rules)


def test_measure_of_the_text_is_that_of_its_pictures() -> None:
    letters = int(re.search(r"--measure: calc\((\d+) \* var\(--size-text\)\)", SHEET)[1])
    largest = float(re.search(r"--size-text: clamp\(.*, ([\d.]+)rem\)", SHEET)[1])
    assert f" {int(letters * largest)}rem, " in SIZES


def test_contrast_of_a_weak_pair_is_found() -> None:
    tokens = _tokens(SHEET.replace("--ink-soft: light-dark(#445163", "--ink-soft: light-dark(#99a"))
    assert Color(tokens["ink-soft"][0]).contrast(tokens["paper"][0]) < ANY_TEXT
