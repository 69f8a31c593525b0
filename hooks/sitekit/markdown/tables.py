"""Tables as pages show them."""

from __future__ import annotations

from xml.etree import ElementTree


def make_tables_scroll(root: ElementTree.Element) -> None:
    """Put each table into a box that a keyboard can scroll where the screen is narrow."""
    for parent in list(root.iter()):
        for n, child in enumerate(parent):
            if child.tag == "table":
                box = ElementTree.Element("div", {"class": "table", "tabindex": "0"})
                box.tail, child.tail = child.tail, None
                box.append(child)
                parent[n] = box
