"""The cells of a table's row, as GitHub Flavored Markdown 0.29 (§4.10) writes them."""

from __future__ import annotations

import re

from sitekit.markdown.source_blocks import without_code

_PIPE = re.compile(r"(?<!\\)\|")
_PREFIX = re.compile(r"^[ >]*")


def cells(line: str) -> list[str]:
    """Return the cells of a row's line.

    Unlike GitHub's, a pipe inside a code span divides no cells: who writes code means code. A pipe
    with a backslash is a pipe, in code too.
    """
    row = _PREFIX.sub("", line).rstrip()
    bounds = [found.start() for found in _PIPE.finditer(without_code(row))]
    starts = [0, *(bound + 1 for bound in bounds)]
    texts = [row[a:b].strip() for a, b in zip(starts, [*bounds, len(row)], strict=True)]
    if bounds and not texts[0]:
        texts = texts[1:]
    if bounds and texts and not texts[-1] and row.endswith("|"):
        texts = texts[:-1]
    return [text.replace("\\|", "|") for text in texts]
