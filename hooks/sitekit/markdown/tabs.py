"""Sets of tabs in the converted tree (pymdownx.tabbed)."""

from __future__ import annotations

import copy
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown

from sitekit.markdown.slots import mark
from sitekit.markdown.tree import heading_text


def title_tabs(root: ElementTree.Element, md: Markdown) -> None:
    """Repeat each tab's title above its content, and show the row of titles on pages alone.

    Feeds, reader views and paper have no tabs to choose from, and show all contents. The radio
    buttons of a set are a group, whose name for readers who only hear it is all titles.
    """
    for tabs in root.iter("div"):
        if "tabbed-set" not in tabs.get("class", "").split():
            continue
        labels = next((n for n, e in enumerate(tabs) if e.get("class") == "tabbed-labels"), None)
        content = tabs.find("div[@class='tabbed-content']")
        if labels is None or content is None:
            continue
        for label, block in zip(tabs[labels], content, strict=False):
            title = ElementTree.Element("p", {"class": "tab-title"})
            strong = copy.deepcopy(label)
            strong.tag, strong.attrib = "strong", {}
            title.append(strong)
            title.tail = "\n"
            block.insert(0, title)
        titles = ", ".join(heading_text(label, md) for label in tabs[labels])
        tabs[labels].set("class", "tabbed-labels supplemental")
        tabs.attrib.update({"role": "group", "aria-label": titles})
        tabs.insert(labels + 1, _comment(mark("page_only")))
        tabs.insert(0, _comment(mark("page_only")))


def _comment(text: str) -> ElementTree.Element:
    comment: Any = ElementTree.Comment(text)
    return comment  # type: ignore[no-any-return]
