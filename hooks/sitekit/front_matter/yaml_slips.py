"""What is wrong with a text that is not valid YAML: the line, and what to write there instead.

Each kind of slip has a rule that proposes what the line should be. A proposal is used where the
lines up to it are valid YAML with the new line, and are not with the old one; so what is suggested
works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

_KEY = r"(?P<indent> *(?:- +)*)(?P<key>[^\W\d_][\w.-]*)"
_PAIR = re.compile(rf"{_KEY}[ \t]*:[ \t]+(?P<value>\S.*)")
_ITEM = re.compile(r"(?P<indent> *- +)(?P<key>)(?P<value>\S.*)")
_NO_SPACE = re.compile(rf"{_KEY}:(?P<value>[^\s/].*)")
_NO_SPACE_AFTER_HYPHEN = re.compile(r"(?P<indent> *)-(?P<value>[^\s-].*)")
_NO_COLON = re.compile(rf"{_KEY}(?:\s*[=：]\s*|\s+)(?P<value>\S.*)")
_MAX_SHOWN_LENGTH = 300
_HARD_SPACE = "\xa0"
_INDENTED = re.compile(r"[ ]+(?P<rest>[^\W\d_][\w.-]*:.*)")
_SPECIAL = re.compile(r"[&*!|>%@`\[{#?,\]}-]")
_BRACKETS = {"[": "]", "{": "}"}
_QUOTES = {"“": "”", "„": "“", "‘": "’", "«": "»", '"': '"', "'": "'"}

Rule = Callable[[str], Iterator[tuple[str, str]]]
"""Yields, for a line, what is wrong with it if it is wrong, and the line to write instead."""


def find_slip(lines: Sequence[str], is_valid: Callable[[str], bool]) -> tuple[int, str, str] | None:
    """Return the first slip if a rule fits: its line (from 0), a message, and the line to write.

    `is_valid` tells whether a text is a YAML mapping; all lines together are not.
    """
    entry = 0
    for number, line in enumerate(lines):
        if line[:1].isalnum():
            entry = number  # what is above the key of an entry says nothing about it
        above = "".join(f"{other}\n" for other in lines[entry:number])
        for rule in _RULES:
            if rule is _indent and lines[entry].rstrip().endswith(":"):
                continue  # the line belongs to the entry, wherever it is to be
            for fault, instead in rule(line):
                if is_valid(above + instead) and not is_valid(above + line):
                    return number, f"{fault} Write `{_shown(instead)}`.", instead.rstrip()
        if number > entry + 1 and (slip := _too_deep(lines[entry : number + 1], is_valid)):
            return number - 1, *slip
    return _indented_start(lines, is_valid)


def _too_deep(lines: Sequence[str], is_valid: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return what is wrong with the last line but one if it alone is indented too much."""
    *above, line, below = lines
    indent = below[: len(below) - len(below.lstrip(" "))]
    instead = indent + line.strip()
    is_deeper = indent and line.startswith(f"{indent} ") and _INDENTED.fullmatch(line)
    if (
        is_deeper
        and is_valid("\n".join([*above, instead, below]))
        and not is_valid("\n".join(lines))
    ):
        return f"is indented more than the line below it. Write `{_shown(instead)}`.", instead
    return None


def _indented_start(
    lines: Sequence[str], is_valid: Callable[[str], bool]
) -> tuple[int, str, str] | None:
    """Return the slip of a first line that is indented more than the second."""
    for number, (line, below) in enumerate(pairwise(lines)):
        if match := _INDENTED.fullmatch(line):
            instead = match["rest"]
            if is_valid(f"{instead}\n{below}") and not is_valid(f"{line}\n{below}"):
                fault = "is indented, although the key below it is not."
                return number, f"{fault} Write `{_shown(instead)}`.", instead.rstrip()
        if line.strip():
            break
    return None


def _shown(line: str) -> str:
    line = line.rstrip()
    return line if len(line) <= _MAX_SHOWN_LENGTH else f"{line[:_MAX_SHOWN_LENGTH]}…"


def _tab(line: str) -> Iterator[tuple[str, str]]:
    start = line[: len(line) - len(line.lstrip())]
    if "\t" in start:
        for indent in ("  ", "    ", ""):
            yield (
                "starts with a tab, which YAML does not allow. Use spaces.",
                indent + line.lstrip(),
            )


def _spaces(line: str) -> Iterator[tuple[str, str]]:
    if _HARD_SPACE in line:
        yield "has a hard space (U+00A0) at the key.", line.replace(_HARD_SPACE, " ")
    if match := _NO_SPACE_AFTER_HYPHEN.fullmatch(line):
        yield "has no space after the hyphen.", f"{match['indent']}- {match['value']}"
    if match := _NO_SPACE.fullmatch(line):
        fixed = f"{match['indent']}{match['key']}: {match['value']}"
        yield "has no space after the colon.", fixed
        yield from _in_quotes("has no space after the colon.", fixed)


def _colon(line: str) -> Iterator[tuple[str, str]]:
    if match := _NO_COLON.fullmatch(line):
        fixed = f"{match['indent']}{match['key']}: {match['value']}"
        yield "has no colon after the key.", fixed
        yield from _in_quotes("has no colon after the key.", fixed)


def _value(line: str) -> Iterator[tuple[str, str]]:
    pair = _ITEM.fullmatch(line) or _PAIR.fullmatch(line)
    if not pair:
        return
    value = pair["value"].rstrip()
    before = line[: pair.start("value")]
    first, last = value[0], value[-1]
    if closing := _BRACKETS.get(first):
        yield "opens a bracket that is not closed.", before + value.rstrip("]}") + closing
    if first in _QUOTES and last in (_QUOTES[first], first) and len(value) > 1:
        yield from _quoted(before, value)
    elif first in "\"'" and first not in value[1:]:
        yield "has a quotation mark that is not closed.", before + value + first
    if "“" in value or "”" in value:
        straight = value.replace("“", '"').replace("”", '"')
        yield "has typographic quotes, which YAML takes for text.", before + straight
    if first in "\"'":
        yield from _in_quotes("goes on after the closing quotation mark.", line)
    elif _SPECIAL.match(value):
        yield from _in_quotes(f"starts with {first}, which has a meaning of its own in YAML.", line)
    elif ": " in value or value.endswith(":"):
        yield from _in_quotes("has a second colon.", line)
    elif " #" in value:
        yield from _in_quotes("has a number sign, which starts a comment in YAML.", line)


def _quoted(before: str, value: str) -> Iterator[tuple[str, str]]:
    """Propose other quotes for a value in quotation marks that holds such a mark itself."""
    inner = value[1:-1]
    if value[0] == "'":
        fault = "has an apostrophe within single quotes."
    elif value[0] == '"':
        fault = "has a quotation mark within double quotes."
    else:
        fault = "has typographic quotes, which YAML takes for text."
    for quoted in _ways_to_quote(inner):
        yield fault, before + quoted


def _in_quotes(fault: str, line: str) -> Iterator[tuple[str, str]]:
    """Propose the value of a line in quotes."""
    if pair := _ITEM.fullmatch(line) or _PAIR.fullmatch(line):
        for quoted in _ways_to_quote(pair["value"].rstrip()):
            yield fault, line[: pair.start("value")] + quoted


def _ways_to_quote(text: str) -> Iterator[str]:
    if '"' not in text and "\\" not in text:
        yield f'"{text}"'
    yield "'{}'".format(text.replace("'", "''"))


def _indent(line: str) -> Iterator[tuple[str, str]]:
    if match := _INDENTED.fullmatch(line):
        yield "is indented, although the keys around it are not.", match["rest"]


_RULES: tuple[Rule, ...] = (_tab, _spaces, _value, _colon, _indent)
