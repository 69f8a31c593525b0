"""HTML with slots for whatever depends on the page that shows it.

A link's address, an image's size, the level of an answer's headings and the position of a call to
action depend on the showing page and on the site's other files. They are slots until a page is
rendered, so that each text is converted once, and the result is plain data that depends on the
text alone.
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

_LINK_START = re.compile(r"""<a\s(?:[^"'>]|"[^"]*"|'[^']*')*"\Z""", re.IGNORECASE)
"""The start tag of a link up to its address."""
_REST_OF_TAG = re.compile(r"""[^"]*"(?:[^"'>]|"[^"]*"|'[^']*')*>""")
"""What follows an address up to the end of the tag."""
_LINK_END = re.compile(r"</a\s*>", re.IGNORECASE)

Kind = Literal["link", "picture", "level", "call_to_action", "line", "second_section", "page_only"]


@dataclass(frozen=True)
class Slot:
    """A part to be filled by the showing page."""

    kind: Kind
    """A `line` is where an offer's sentence may stand, `second_section` where that section begins.

    Two `page_only` slots enclose what only pages show.
    """
    value: str
    """A link's target as written, a heading's level, an offer's id or an empty text.

    An image's is read by `image_of`.
    """


@dataclass(frozen=True)
class Image:
    """An image of this site, as a text shows it."""

    attributes: Mapping[str, str]
    """Of the `<img>`, as the writer gave them, `src` included."""
    early: bool
    """Whether it is the first image near the start of its text."""

    @property
    def src(self) -> str:
        """The image's file, as written."""
        return self.attributes["src"]

    def html(self, **attributes: str) -> str:
        """Return the `<img>`; `attributes` override the writer's."""
        element = ElementTree.Element("img", {**self.attributes, **attributes})
        return ElementTree.tostring(element, encoding="unicode", method="html")


Parts = tuple[str | Slot, ...]


def mark(kind: Kind, value: str = "") -> str:
    """Return the marker of a slot, which `split` finds in serialised HTML.

    Markdown removes STX and ETX from its input, so no text can contain a marker.
    """
    return f"{_STX}slot:{kind}:{value}{_ETX}"


def mark_image(image: Image) -> str:
    """Return the marker of an image's slot."""
    value = json.dumps([dict(image.attributes), image.early])
    for character in "&<>":  # so that no serialiser has anything to escape
        value = value.replace(character, f"\\u{ord(character):04x}")
    return mark("picture", value)


def image_of(slot: Slot) -> Image:
    """Return the image of a slot that `mark_image` marked."""
    return Image(*json.loads(slot.value))


def split(text: str) -> Parts:
    """Split serialised HTML at its markers."""
    text = text.replace(f"<!--{_STX}", _STX).replace(f"{_ETX}-->", _ETX)
    pieces = _MARK.split(text)
    parts: list[str | Slot] = [pieces[0]]
    for kind, value, rest in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts += [Slot(kind, html.unescape(value)), rest]  # type: ignore[arg-type]
    return tuple(part for part in parts if part)


def fill(
    parts: Iterable[str | Slot],
    link: Callable[[str], str | None],
    shift: int = 0,
    *,
    is_page: bool = True,
    picture: Callable[[Image], str] | None = None,
) -> str:
    """Join parts into HTML, with link targets passed through `link`, headings `shift` levels lower.

    A link for which `link` returns None becomes its words.
    `picture` returns an image's HTML; without it, only the image's link is changed. Slots of calls
    to action and offers' lines are left out, and unless `is_page` what only pages show.
    """
    out, is_page_only = _Pieces(), False
    for part in parts:
        if isinstance(part, Slot) and part.kind == "page_only":
            is_page_only = not is_page_only
        elif is_page_only and not is_page:
            continue
        elif isinstance(part, str):
            out.append(part)
        elif part.kind == "link":
            url = link(part.value)
            out.append(html.escape(url)) if url is not None else out.unlink()
        elif part.kind == "picture":
            image = image_of(part)
            out.append(picture(image) if picture else image.html(src=link(image.src) or ""))
        elif part.kind == "level":
            out.append(str(min(6, int(part.value) + shift)))
    return "".join(out)


class _Pieces(list[str]):
    """Pieces of HTML in their order."""

    _is_in_tag = _is_in_link = False
    """Whether a tag is being left out, and whether its end tag is."""

    def unlink(self) -> None:
        """Leave out the tags of the link whose address would come next, but not its words."""
        if self and (start := _LINK_START.search(self[-1])):
            self[-1] = self[-1][: start.start()]
            self._is_in_tag = self._is_in_link = True

    def append(self, piece: str) -> None:
        """Add a piece, without what is left out."""
        if self._is_in_tag:
            end = _REST_OF_TAG.match(piece)
            piece, self._is_in_tag = piece[end.end() if end else 0 :], False
        if self._is_in_link and (end := _LINK_END.search(piece)):
            piece, self._is_in_link = piece[: end.start()] + piece[end.end() :], False
        super().append(piece)


def link_targets(parts: Iterable[str | Slot]) -> list[str]:
    """Return all link targets and image files, as written, in the order of the text."""
    targets = []
    for part in parts:
        if isinstance(part, Slot) and part.kind == "link":
            targets.append(part.value)
        elif isinstance(part, Slot) and part.kind == "picture":
            targets.append(image_of(part).src)
    return targets


def image_paths(parts: Iterable[str | Slot]) -> list[str]:
    """Return all image files, as written, in the order of the text."""
    slots = (part for part in parts if isinstance(part, Slot) and part.kind == "picture")
    return [image_of(slot).src for slot in slots]
