"""Text that Python-Markdown would take for markup and drop: tags of no element, braces of words."""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.util import AtomicString

from sitekit.markdown.raw_html import is_text

_ATTRIBUTE = r"""(?:[#.][\w:.-]+|[\w:@.-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=]+))"""
ATTRIBUTE_LIST = rf"\{{:?[ ]*({_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*)[ ]*\}}"
"""Braces that hold nothing but `#id`, `.class` and `key=value`."""


class LiteralTextExtension(Extension):
    """Keeps the text in what is no markup. To be listed after the extensions that it corrects."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Replace processors under their names and with their priorities in Python-Markdown."""
        md.inlinePatterns.register(_Tags(HTML_RE, md), "html", 90)
        if "smarty" in md.treeprocessors:
            patterns: Any = md.treeprocessors["smarty"]
            patterns.inlinePatterns.register(_Tags(HTML_RE, md), "html", 90)
        if "attr_list" in md.treeprocessors:
            md.treeprocessors.register(_AttributeLists(md), "attr_list", 8)


class _Tags(HtmlInlineProcessor):
    """Leaves raw HTML as it is, and shows as text what is no element of HTML."""

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]  # noqa: N802
        """Return the placeholder of a tag, or the first character of a text."""
        if is_text(m[1]):
            return AtomicString("<"), m.start(0), m.start(0) + 1
        return super().handleMatch(m, data)


class _AttributeLists(AttrListTreeprocessor):
    """Reads attribute lists, and no other braces."""

    BASE_RE = ATTRIBUTE_LIST  # type: ignore[misc]  # the types call all four final
    HEADER_RE = re.compile(rf"[ ]+{ATTRIBUTE_LIST}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{ATTRIBUTE_LIST}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(f"^{ATTRIBUTE_LIST}")  # type: ignore[misc]
