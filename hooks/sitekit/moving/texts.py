"""The parts of a content file that are edited apart from each other."""

from __future__ import annotations

from sitekit.content.models import Entry


def split_text(entry: Entry, text: str) -> tuple[list[str], int, str]:
    """Return the lines above an entry's body, the position of the last `---`, and the body."""
    body = entry.source.body
    lines = text[: len(text) - len(body)].split("\n")
    return lines, max(n for n, line in enumerate(lines) if line.startswith("---")), body
