"""The markup of a picture in a text, made by a serialiser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from sitekit.markdown.slots import Image
from sitekit.pages.views import Picture


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
    width, height = attributes.get("width"), attributes.get("height")
    given = {key: attributes[key] for key in ("width", "height") if key in attributes}
    if not picture.width or len(given) == 2:
        return given
    if not given or not any(value.isdecimal() for value in given.values()):
        own = {"width": str(picture.width), "height": str(picture.height)}
        shown = [f"{key}: {value}" for key, value in given.items()]  # a share of the column
        style = "; ".join(filter(None, [attributes.get("style"), *shown]))
        return own | ({"style": style} if shown else {})
    if width and width.isdecimal():
        given["height"] = str(round(int(width) * picture.height / picture.width))
    if height and height.isdecimal():
        given["width"] = str(round(int(height) * picture.width / picture.height))
    return given
