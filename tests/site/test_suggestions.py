"""What a message suggests, done to the file, ends the problem (cases/mistakes/)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from sitekit.problems import Problem
from support.cases import CASES
from support.sites import TemporarySite

_QUOTED = re.compile(r'"([^"]+)"')
_INVISIBLE = re.compile(r"<U\+([0-9A-F]{4})>")


def _replace(line: str, problem: Problem, before: str, suggestion: str) -> str:
    """Write what is suggested in place of what the message quotes last before it."""
    quoted = _QUOTED.findall(before)
    wrong = quoted[-1] if quoted else problem.key.rpartition(".")[2]
    wrong = _INVISIBLE.sub(lambda found: chr(int(found[1], 16)), wrong)
    if wrong.startswith("#"):
        suggestion = f"#{suggestion.removeprefix('#')}"
    start = r"(?<!\w)" if wrong[0].isalnum() else ""
    changed, count = re.subn(rf"{start}{re.escape(wrong)}(?!\w)", suggestion, line, count=1)
    assert count == 1, f"{wrong!r} is not in {line!r}"
    return changed


def _write_value(line: str, _problem: Problem, _before: str, value: str) -> str:
    return f"{line.partition(':')[0]}: {value}"


def _write_line(_line: str, _problem: Problem, _before: str, whole: str) -> str:
    return whole


def _rename_key(line: str, _problem: Problem, _before: str, key: str) -> str:
    return key + line[line.index(":") :]


def _remove(_line: str, _problem: Problem, _before: str, _nothing: str) -> None:
    return None


def _add_line(line: str, problem: Problem, _before: str, new: str) -> str:
    """Add a line below, or within the braces of a mapping on one line."""
    braces = "}" * problem.key.count(".")
    if braces and line.endswith(braces):
        return f"{line.removesuffix(braces)}, {new}{braces}"
    return f"{line}\n{new}"


_WAYS: dict[str, tuple[str, Callable[..., str | None]]] = {
    "did you mean": (r'Did you mean "([^"]+)"\?$', _replace),
    "one of": (r"Write one of: ([^,]+),", _replace),
    "the line": (r"Write `([^…]+)`(?: instead)?\.$", _write_line),
    "a list": (r"Write (\[.+\])\.$", _write_value),
    "the word": (r'Write "([^"]+)"\.$', _replace),
    "key": (r"Here it is called `(\w+)`\.$", _rename_key),
    "remove": (r"(Remove the line)", _remove),
    "add": (r"Add a line `(\w+: …)`", _add_line),
}
"""Ways in which messages say what to write: a pattern, and how to do it to the line."""


def _suggestions() -> Iterator[tuple[str, str, int]]:
    """Yield each suggestion: its way, the case's name, and the problem's position in the case."""
    for name, case in CASES.items():
        for n, message in enumerate(case["problems"]):
            way = next((w for w, (pattern, _) in _WAYS.items() if re.search(pattern, message)), "")
            in_file = not re.search(r"^[^:]+:\d+: file: (?!has|is indented|opens)", message)
            if way and in_file:
                yield way, name, n


_SUGGESTIONS = list(_suggestions())


@pytest.mark.parametrize(("way", "name", "n"), _SUGGESTIONS)
def test_suggestion_ends_its_problem(way: str, name: str, n: int, site: TemporarySite) -> None:
    site.write(CASES[name]["files"])
    before = site.read().problems
    problem, (pattern, change) = before[n], _WAYS[way]
    match = re.search(pattern, problem.message)
    assert match
    file = site.root / problem.path
    lines = file.read_text().split("\n")
    number = problem.line - 1
    changed = change(lines[number], problem, problem.message[: match.start()], match[1])
    lines[number : number + 1] = [] if changed is None else [changed]
    file.write_text("\n".join(lines))
    after = site.read().problems
    messages = {(other.path, other.key, other.message) for other in before}
    new = [other for other in after if (other.path, other.key, other.message) not in messages]
    assert (problem.path, problem.key, problem.message) not in {
        (other.path, other.key, other.message) for other in after
    }
    if way != "add":  # which leaves the value to the writer
        assert not [other for other in new if other.key in (problem.key, match[1])]


@pytest.mark.parametrize("way", _WAYS)
def test_suggestions_are_made_in_each_way(way: str) -> None:
    assert sum(used == way for used, _, _ in _SUGGESTIONS) >= 2
