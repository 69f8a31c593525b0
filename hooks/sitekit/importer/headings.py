"""Headings of a body: its own title, and sections that start with `#`."""

from __future__ import annotations

import re

from markdown_it.token import Token

from sitekit.markdown.source_blocks import blocks_of
from sitekit.text import letters

_ATTRIBUTES = re.compile(r"\s*\{[^{}]*\}\s*$")
_MAX_LEVEL = 6


def title_of(body: str) -> str:
    """Return the text of the heading of level 1 that a body starts with, or nothing."""
    tokens = blocks_of(body)
    if len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return _ATTRIBUTES.sub("", tokens[1].content).strip()
    return ""


def without_title(body: str, title: str) -> str:
    """Return a body without a first heading of level 1 that repeats the title."""
    if letters(title_of(body)) != letters(title) or not letters(title):
        return body
    end = (blocks_of(body)[0].map or (0, 0))[1]
    return "\n".join(body.split("\n")[end:]).lstrip("\n")


def lowered(body: str) -> tuple[str, bool]:
    """Return a body without headings of level 1, all one level lower, and whether it had any."""
    tokens = [token for token in blocks_of(body) if token.type == "heading_open"]
    if not any(token.tag == "h1" for token in tokens):
        return body, False
    lines = body.split("\n")
    for token in reversed(tokens):
        _lower(lines, token)
    return "\n".join(lines), True


def _lower(lines: list[str], token: Token) -> None:
    start, end = token.map or (0, 0)
    level = min(int(token.tag[1]) + 1, _MAX_LEVEL)
    if token.markup.startswith("#"):
        lines[start] = re.sub(r"#+", "#" * level, lines[start], count=1)
    elif token.tag == "h1":  # underlined by ===
        lines[end - 1] = lines[end - 1].replace("=", "-")
    else:
        indent = re.match(r"[\s>]*", lines[start])
        text = " ".join(line.strip(" >") for line in lines[start : end - 1])
        lines[start:end] = [f"{indent[0] if indent else ''}{'#' * level} {text}"]
