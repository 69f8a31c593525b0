"""The markup of a picture in a text, made by a serialiser."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from sitekit.markdown.slots import Image
from sitekit.pages.views import Picture

_UNITS_PX = {"": 1, "px": 1, "em": 16, "rem": 16}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)(px|em|rem|)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)(?:%|vw)")


def on_page(image: Image, picture: Picture, url: Callable[[str], str], *, eager: bool) -> str:
    """Return a picture as pages show it; `url` makes an address of the site one of the page."""
    first = {"src": url(picture.address), **_size(image.attributes, picture)}
    own = {key: value for key, value in image.attributes.items() if key not in first}
    given = {"loading": "eager" if eager else "lazy", "decoding": "async"} | own
    element = ElementTree.Element("img", {**first, **given})
    if picture.variants:
        shown, element = element, ElementTree.Element("picture")
        widths = ", ".join(f"{url(v.address)} {v.width}w" for v in picture.variants)
        width = image.attributes.get("width", "")
        sizes = f"min({width}px, 100vw)" if width.isdecimal() else picture.sizes
        source = {"type": "image/webp", "srcset": widths, "sizes": sizes}
        ElementTree.SubElement(element, "source", source)
        element.append(shown)
    return ElementTree.tostring(element, encoding="unicode", method="html")


def elsewhere(image: Image, picture: Picture, url: str) -> str:
    """Return a picture for feeds, whose readers know no more than an `<img>`."""
    return image.html(src=url, **_size(image.attributes, picture))


def _size(attributes: Mapping[str, str], picture: Picture) -> dict[str, str]:
    """Return width and height; where the writer gave one, the other follows from it."""
    given = {key: _in_pixels(attributes[key]) for key in ("width", "height") if key in attributes}
    width, height = given.get("width"), given.get("height")
    if not picture.width or len(given) == 2:
        return given
    if not given or not any(value.isdecimal() for value in given.values()):
        own = {"width": str(picture.width), "height": str(picture.height)}
        classes = [attributes.get("class", ""), _share_of_column(attributes.get("width", ""))]
        return own | ({"class": " ".join(filter(None, classes))} if classes[1] else {})
    if width and width.isdecimal():
        given["height"] = str(round(int(width) * picture.height / picture.width))
    if height and height.isdecimal():
        given["width"] = str(round(int(height) * picture.width / picture.height))
    return given


def _in_pixels(length: str) -> str:
    """Return a length in pixels as a number; any other as it is."""
    found = _LENGTH.fullmatch(length)
    return str(round(float(found[1]) * _UNITS_PX[found[2]])) if found else length


def _share_of_column(width: str) -> str:
    """Return the class of the style sheet for a width in percent, rounded to 5 %, or nothing."""
    found = _SHARE.fullmatch(width)
    return f"width-{min(100, max(5, 5 * round(float(found[1]) / 5)))}" if found else ""
