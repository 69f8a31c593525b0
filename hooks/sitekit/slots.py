"""HTML with slots: what Markdown became, apart from what only the showing page can know.

A link's address, the level of an answer's headings and the place of an invitation depend on the
page that shows the text. They stay slots until then, so that Markdown is converted once and the
result is plain data that depends on the text alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

_STX, _ETX = "\x02", "\x03"
_MARK = re.compile(f"(?:<!--)?{_STX}slot:(\\w+):([^{_ETX}]*){_ETX}(?:-->)?")

Kind = Literal["link", "level", "invitation", "line", "permalink"]


@dataclass(frozen=True)
class Slot:
    """A place to fill: a link's target as written, a heading's level, an offer's id or nothing.

    Two slots `permalink` stand around a heading's link to itself.
    """

    kind: Kind
    value: str


Parts = tuple[str | Slot, ...]


def mark(kind: Kind, value: str = "") -> str:
    """Return the marker that stands for a slot until the HTML is serialised.

    Markdown removes STX and ETX from what writers write, so no text can hold a marker.
    """
    return f"{_STX}slot:{kind}:{value}{_ETX}"


def split(text: str) -> Parts:
    """Cut serialised HTML at its markers."""
    pieces = _MARK.split(text)
    parts: list[str | Slot] = [pieces[0]]
    for kind, value, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts += [Slot(kind, html.unescape(value)), rest]  # type: ignore[arg-type]
    return tuple(part for part in parts if part)


def fill(
    parts: Iterable[str | Slot],
    link: Callable[[str], str],
    shift: int = 0,
    *,
    permalinks: bool = True,
) -> str:
    """Join parts into HTML: links through `link`, headings `shift` levels deeper.

    Slots of invitations are not text; what stands around them is joined without them.
    """
    out, inside = [], False
    for part in parts:
        if isinstance(part, Slot) and part.kind == "permalink":
            inside = not inside
        elif inside and not permalinks:
            continue
        elif isinstance(part, str):
            out.append(part)
        elif part.kind == "link":
            out.append(html.escape(link(part.value)))
        elif part.kind == "level":
            out.append(str(min(6, int(part.value) + shift)))
    return "".join(out)


def links(parts: Iterable[str | Slot]) -> list[str]:
    """Return the targets of all link slots, in the order of the text."""
    return [part.value for part in parts if isinstance(part, Slot) and part.kind == "link"]
