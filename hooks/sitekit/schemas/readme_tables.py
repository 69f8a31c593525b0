"""What the README says of keys: in tables of front matter, in prose of the data files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_TABLES = {"post": "### Front matter of a post", "faq": "## Writing a FAQ set"}
"""The headings below which the table of a kind is."""
_IN_PROSE = re.compile(r"(`[a-z_]+`(?:(?:,| and) `[a-z_]+`)*) \(([^)]+)\)")
"""Keys and what is said of them in parentheses, as of the data files."""
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
    for name, said in re.findall(r"^\*\*`posts/(\w+)\.yml`\*\*(.*?)\n\n", readme, re.M | re.S):
        for keys, meaning in _IN_PROSE.findall(" ".join(said.split())):
            found |= {(name, key): meaning for key in _KEY.findall(keys)}
    return found


def _rows(readme: str, heading: str) -> Iterator[list[str]]:
    section = readme.partition(f"\n{heading}\n")[2]
    table = section[section.find("| key |") :].split("\n\n")[0]
    for line in table.splitlines()[2:]:
        yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
