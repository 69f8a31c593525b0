"""Plain text of Markdown: for descriptions."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from markdown_it.token import Token

from sitekit.markdown.source_blocks import blocks_of

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
_LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_TAG = re.compile(r"<[^>\n]+>|\{\{.*?\}\}|\{%.*?%\}|\{:[^}]*\}|\[\^[^\]]*\]", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+")
_MAX_LENGTH = 160


def plain_text(markdown: str) -> str:
    """Return a text without markup, on one line."""
    text = _LINK.sub(r"\1", _PICTURE.sub("", markdown))
    text = re.sub(r"(?<!\\)[`*]+|(?<![\w\\])_+|_+(?!\w)|~~|==", "", _TAG.sub("", text))
    return " ".join(html.unescape(re.sub(r"\\(?=[^\w\s])", "", text)).split())


def opening_of(body: str) -> str:
    """Return the first sentences of a body, at most 160 characters, or nothing."""
    tokens = blocks_of(body)
    for before, token in pairwise([Token("start", "", 0), *tokens]):
        is_paragraph = before.type == "paragraph_open" and before.level == 0
        if is_paragraph or (token.type == "html_block" and token.content.startswith("<p")):
            text = plain_text(token.content)
            if re.search(r"\w", text):
                return _shortened(text)
    return ""


def _shortened(text: str) -> str:
    found = ""
    for sentence in _SENTENCE_END.split(text):
        longer = f"{found} {sentence}".strip()
        if len(longer) > _MAX_LENGTH:
            break
        found = longer
    if found:
        return found
    return text[: _MAX_LENGTH - 1].rpartition(" ")[0].rstrip(",;:") + "…"
