"""Lines that are not YAML are named, with the line to write instead."""

from __future__ import annotations

import pytest

from sitekit.front_matter.yaml_lines import FormatError, load
from sitekit.front_matter.yaml_slips import find_slip


@pytest.mark.parametrize(
    ("text", "line", "instead"),
    [
        ("a: 1\nb: [c: d\ne: 1", 2, "b: [c: d]"),
        ("a: |\n  x: y: z\nb: c: d", 3, 'b: "c: d"'),
        ("a:\n  - b\n  - 'it's'\n", 3, '  - "it\'s"'),
        ("a:\n  - b: c: d\n", 2, '  - "b: c: d"'),
        ('a: "x: "y" z"\n', 1, "a: 'x: \"y\" z'"),
        ("\n a: 1\nb: 2", 2, "a: 1"),
        ("a: «b: c»", 1, 'a: "b: c"'),
    ],
)
def test_slip_is_found_with_the_line_to_write(text: str, line: int, instead: str) -> None:
    with pytest.raises(FormatError) as caught:
        load(text)
    assert (caught.value.line, caught.value.message.partition("Write ")[2]) == (
        line,
        f"`{instead}`.",
    )
    lines = text.split("\n")
    lines[line - 1] = instead
    load("\n".join(lines))


def test_slip_that_no_rule_knows_is_none() -> None:
    assert find_slip(["a: |", "  b", " c"], lambda _: False) is None


def test_slips_of_a_long_file_are_looked_for_entry_by_entry() -> None:
    """The text above an entry is not read again for each of its lines."""
    lines = [line for n in range(300) for line in (f"e{n}:", '  label: "x: y"', "  text: a")]
    seen: list[int] = []
    find_slip(lines, lambda text: not seen.append(text.count("\n")))
    assert max(seen) <= 2
