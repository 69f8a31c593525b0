"""HTML with slots: what Markdown became, apart from what only the showing page can know.

A link's address, a picture's size, the level of an answer's headings and the place of an
invitation depend on the page that shows the text, and on the site's other files. They stay slots
until then, so that Markdown is converted once and the result is plain data that depends on the text
alone.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree

_STX, _ETX = "\x02", "\x03"
_MARK = re.compile(f"{_STX}slot:(\\w+):([^{_ETX}]*){_ETX}")

Kind = Literal["link", "picture", "level", "call_to_action", "line", "permalink"]


@dataclass(frozen=True)
class Slot:
    """A place to fill: a link's target as written, a heading's level, an offer's id or nothing.

    A picture's is an `Image`, read by `image_of`. Two slots `permalink` stand around a
    heading's link to itself.
    """

    kind: Kind
    value: str


@dataclass(frozen=True)
class Image:
    """A picture of this site where a text shows it."""

    attributes: Mapping[str, str]
    """Of the `<img>`, as the writer gave them, `src` included."""
    early: bool
    """Whether it is the one that stands where the text starts."""

    @property
    def src(self) -> str:
        """The picture's file, as written."""
        return self.attributes["src"]

    def html(self, **attributes: str) -> str:
        """Return the `<img>` with other attributes laid over the writer's."""
        element = ElementTree.Element("img", {**self.attributes, **attributes})
        return ElementTree.tostring(element, encoding="unicode", method="html")


Parts = tuple[str | Slot, ...]


def mark(kind: Kind, value: str = "") -> str:
    """Return the marker that stands for a slot until the HTML is serialised.

    Markdown removes STX and ETX from what writers write, so no text can hold a marker.
    """
    return f"{_STX}slot:{kind}:{value}{_ETX}"


def mark_picture(image: Image) -> str:
    """Return the marker that stands for a picture."""
    told = json.dumps([dict(image.attributes), image.early])
    for character in "&<>":  # so that no serialiser has anything to escape
        told = told.replace(character, f"\\u{ord(character):04x}")
    return mark("picture", told)


def image_of(slot: Slot) -> Image:
    """Return what a slot of a picture says."""
    return Image(*json.loads(slot.value))


def split(text: str) -> Parts:
    """Cut serialised HTML at its markers."""
    bare = text.replace(f"<!--{_STX}", _STX).replace(f"{_ETX}-->", _ETX)
    pieces = _MARK.split(bare)
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
    picture: Callable[[Image], str] | None = None,
) -> str:
    """Join parts into HTML: links through `link`, headings `shift` levels deeper.

    `picture` makes the HTML of a picture; without it, pictures are as written but for their links.
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
        elif part.kind == "picture":
            image = image_of(part)
            out.append(picture(image) if picture else image.html(src=link(image.src)))
        elif part.kind == "level":
            out.append(str(min(6, int(part.value) + shift)))
    return "".join(out)


def link_targets(parts: Iterable[str | Slot]) -> list[str]:
    """Return what all links lead to and all pictures show, as written, in the order of the text."""
    targets = []
    for part in parts:
        if isinstance(part, Slot) and part.kind == "link":
            targets.append(part.value)
        elif isinstance(part, Slot) and part.kind == "picture":
            targets.append(image_of(part).src)
    return targets


def image_paths(parts: Iterable[str | Slot]) -> list[str]:
    """Return the files of all pictures, as written, in the order of the text."""
    shown = (part for part in parts if isinstance(part, Slot) and part.kind == "picture")
    return [image_of(slot).src for slot in shown]
