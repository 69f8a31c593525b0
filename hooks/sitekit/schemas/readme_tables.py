"""What the README's tables say of the keys of front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_TABLES = {"post": "### Front matter of a post", "faq": "## Writing a FAQ set"}
"""The headings below which the table of a kind is."""
_KEY = re.compile(r"`([a-z_]+)`")


def descriptions(readme: str) -> Mapping[tuple[str, str], str]:
    """Return what the README says of a key, by kind and key; pages share the keys of posts."""
    found = {}
    for kind, heading in _TABLES.items():
        for cells in _rows(readme, heading):
            said = ": ".join(cell for cell in cells[1:] if cell)
            for key in _KEY.findall(cells[0]):
                found[kind, key] = said.replace("\\|", "|")
                if kind == "post":
                    found.setdefault(("page", key), found[kind, key])
    return found


def _rows(readme: str, heading: str) -> Iterator[list[str]]:
    section = readme.partition(f"\n{heading}\n")[2]
    table = section[section.find("| key |") :].split("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
