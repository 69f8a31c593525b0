"""posts/addresses.txt: every address that was ever public, so that none dies unnoticed.

One address a line, sorted, so that Git can merge the lines of two branches (`merge=union` in
.gitattributes). Without the file nothing is recorded, and nothing checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote as url_quote
from urllib.parse import unquote

from sitekit.content.discovery import ADDRESSES
from sitekit.content.source import read_text
from sitekit.problems import Problem
from sitekit.text import quote

_HEAD = "# Every address that was public, written by `sitekit addresses`.\n"
_SAFE = "/:@!$&'()*+,;=-._~"
"""What is written in a path or fragment as it is (RFC 3986, section 3.3)."""


PublicAddress = tuple[str, str]
"""An address without its first slash, and the id of a section there, or an empty text."""


@dataclass(frozen=True)
class AddressHistory:
    """The addresses that were public."""

    lines: Mapping[PublicAddress, int]
    """The line of each."""


def read_history(root: Path) -> tuple[AddressHistory | None, list[Problem]]:
    """Return the history of the site at a root, None without one, and what is wrong with it."""
    if not (root / ADDRESSES).exists():
        return None, []
    text = read_text(root, ADDRESSES)
    if isinstance(text, Problem):
        return (AddressHistory({}), []) if text.message.startswith("is empty") else (None, [text])
    lines: dict[PublicAddress, int] = {}
    problems = []
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        if line.startswith("/"):
            address, _, fragment = line.partition("#")
            lines.setdefault(public_address(unquote(address[1:]), unquote(fragment)), number)
        elif line and not line.startswith("#"):
            message = f"{quote(line)} is no address of this site. Write it like /blog/name/."
            problems.append(Problem(ADDRESSES, number, "address", message))
    return AddressHistory(lines), problems


def public_address(address: str, fragment: str = "") -> PublicAddress:
    """Return an address with its letters composed (Unicode NFC), as most systems write them."""
    return normalize("NFC", address), normalize("NFC", fragment)


def escaped(address: PublicAddress) -> str:
    """Return an address as it is written in the file: as browsers send it."""
    path, fragment = (url_quote(part, safe=_SAFE) for part in address)
    return f"/{path}#{fragment}" if fragment else f"/{path}"


def serialize(addresses: Iterable[PublicAddress]) -> str:
    """Return the text of a history."""
    return _HEAD + "".join(f"{line}\n" for line in sorted(set(map(escaped, addresses))))
