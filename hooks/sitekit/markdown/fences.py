"""Fenced code blocks in the form that extensions of Python-Markdown read."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[\w#.+-]*")
_FILE = re.compile(r":([\w./-]+)")
_OPTIONS = re.compile(
    r"""(?:\.?[\w#.+-]+)?(?:\s*\{[^\n]*=[^\n]*\}|\s*\{\s*[.#][^\n]*\}|(?:\s+[a-z]\w*=(["']).*?\1)*)"""
)
"""A language, and options of `pymdownx.superfences`."""


def fence_lines(info: str, code: str) -> list[str]:
    """Return the lines of a fenced code block, given what is written behind its first fence."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{_readable(info)}", *code.split("\n"), fence]


def _readable(info: str) -> str:
    """Return of what is written behind a fence what is read: all, or the language and a file."""
    if _OPTIONS.fullmatch(info):
        return info
    found = _LANGUAGE.match(info)
    language = found[0] if found else ""
    name = _FILE.match(info, len(language))
    return f'{language} title="{name[1]}"' if language and name else language
