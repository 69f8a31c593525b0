"""Shortcodes such as `:rocket:` and `:material-check:`, as an extension of Python-Markdown.

Emoji become their characters, by the names that GitHub has for them (pymdownx). Icons are those
that come with Material for MkDocs, as inline SVG. Both are looked up when the first shortcode is
met: loading either list takes longer than most conversions. What is no name of either stays text.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

SHORTCODE = r":([a-z0-9+_-]{2,60}):"
_SETS = (
    *("fontawesome-brands", "fontawesome-regular", "fontawesome-solid"),
    *("material", "octicons", "simple"),
)
_SIZE = {"width": "20", "height": "20", "fill": "currentColor"}


def is_known(name: str) -> bool:
    """Tell whether there is an emoji or an icon of a name."""
    return bool(_icon(name)) or f":{name}:" in _emoji()


def emoji_names() -> Iterable[str]:
    """Return the names of all emoji, between colons."""
    return _emoji()


class IconExtension(Extension):
    """Reads shortcodes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Read them after links, whose addresses may look like one."""
        md.inlinePatterns.register(_Shortcodes(SHORTCODE, md), "shortcode", 75)


class _Shortcodes(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str | None, int | None, int | None]:
        """Return the emoji or icon of a name, or nothing, so that the text stays."""
        before = data[m.start() - 1 : m.start()]
        if before.isalnum():  # as in 10:30:45
            return None, None, None
        if svg := _icon(m[1]):
            label = _label(m[1])
            icon = ElementTree.Element("span", {"class": "icon", "role": "img"})
            icon.set("aria-label", label)
            icon.text = self.md.htmlStash.store(svg)
            return icon, m.start(), m.end()
        emoji = _emoji().get(f":{m[1]}:")
        return (emoji, m.start(), m.end()) if emoji else (None, None, None)


@cache
def _emoji() -> dict[str, str]:
    """Return the characters of all emoji by their names."""
    from pymdownx import gemoji_db

    found = {
        name: "".join(chr(int(code, 16)) for code in codes.split("-"))
        for name, entry in gemoji_db.emoji.items()
        if (codes := entry.get("unicode_alt") or entry.get("unicode"))
    }
    names = {alias: found[name] for alias, name in gemoji_db.aliases.items() if name in found}
    return found | names


@cache
def _icon(name: str) -> str | None:
    """Return an icon as SVG, if there is one of this name."""
    found = next((of_set for of_set in _SETS if name.startswith(f"{of_set}-")), None)
    folder = _icons_folder()
    if not found or not folder:
        return None
    file = folder / found.replace("-", "/") / f"{name.removeprefix(found)[1:]}.svg"
    if not file.is_file():
        return None
    text = file.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # noqa: S314 - a file of an installed package
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    root.attrib.update({"xmlns": "http://www.w3.org/2000/svg", "aria-hidden": "true"} | _SIZE)
    return ElementTree.tostring(root, encoding="unicode")


@cache
def _icons_folder() -> Path | None:
    """Return the folder of Material's icons, None where it is not installed."""
    found = importlib.util.find_spec("material")
    places = found.submodule_search_locations if found else None
    folder = Path(next(iter(places))) / "templates/.icons" if places else None
    return folder if folder and folder.is_dir() else None


def _label(name: str) -> str:
    """Return what an icon shows, in words."""
    found = next(of_set for of_set in _SETS if name.startswith(f"{of_set}-"))
    return re.sub(r"-\d+$", "", name.removeprefix(found)[1:]).replace("-", " ")
