"""The fonts of the pages have the characters that the style sheet says they have."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from fontTools.ttLib import TTFont

from support.sites import ROOT

_SHEET = (ROOT / "docs/assets/late.css").read_text(encoding="utf-8")
_FACES = {
    match["url"]: (f"{match['family']} {match['weight']}", match["range"])
    for match in re.finditer(
        r"@font-face \{\s+font-family: (?P<family>[^;]+);\s+font-weight: (?P<weight>\d+);"
        r".+?url\((?P<url>[^)]+)\).+?unicode-range:(?P<range>[^;]+);",
        _SHEET,
        re.DOTALL,
    )
}


def _characters(unicode_range: str) -> set[int]:
    """Return the code points of a `unicode-range` (CSS Fonts 4, section 4.5)."""
    found: set[int] = set()
    for part in unicode_range.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("url", _FACES)
def test_font_has_each_character_that_it_is_loaded_for_and_no_other(url: str) -> None:
    with TTFont(ROOT / "docs/assets" / url) as font:
        assert set(font.getBestCmap()) == _characters(_FACES[url][1])


def test_no_character_is_in_two_files_of_a_font() -> None:
    seen: dict[str, set[int]] = defaultdict(set)
    for family, unicode_range in _FACES.values():
        characters = _characters(unicode_range)
        assert not seen[family] & characters
        seen[family] |= characters
    assert len(_FACES) == len(list((ROOT / "docs/assets/fonts").glob("*.woff2"))) == 6
    assert all(seen[family] >= set(range(0x20, 0x7F)) for family in seen)
