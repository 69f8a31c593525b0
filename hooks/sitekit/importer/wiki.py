"""Markup of Obsidian: wiki links, embedded pictures, callouts and comments."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown.extensions.toc import slugify

from sitekit.importer.prose import outside_fences
from sitekit.markdown.prose import Rule, edit_prose

_COMMENT_BLOCK = re.compile(r"^%%[ ]*\n.*?^%%[ ]*$\n?", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"[ ]?%%[^%\n]+%%")
_EMBED = re.compile(r"!\[\[([^\]\n|#^\\]+)(?:\\?\|([^\]\n]*))?\]\]")
_LINK = re.compile(r"(?<!!)\[\[([^\]\n|#\\]*)(#[^\]\n|\\]*)?(?:\\?\|([^\]\n]+))?\]\]")
_CALLOUT = re.compile(r"^(>\s*)\[!(\w+)(?:\|[^\]]*)?\]([+-]?)[ ]*(.*)$", re.MULTILINE)
_TAGS = re.compile(r"^#[A-Za-z][\w/-]*(?:\s+#[A-Za-z][\w/-]*)*[ ]*$\n?", re.MULTILINE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")
_KINDS = {
    "NOTE": ("note", "info", "abstract", "summary", "tldr", "todo", "example", "quote", "cite"),
    "TIP": ("tip", "hint", "success", "check", "done"),
    "IMPORTANT": ("important", "question", "help", "faq"),
    "WARNING": ("warning", "attention"),
    "CAUTION": ("caution", "danger", "error", "failure", "fail", "missing", "bug"),
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}


def from_obsidian(
    body: str, find: Callable[[str], str | None], tags: list[str] | None = None
) -> str:
    """Return a body with Obsidian's markup as Markdown.

    `find` returns the path, from the folder's root, of the note or file that a link names. A link
    to what is not there stays as typed. Lines of tags are removed, and their tags added to `tags`.
    """

    def hashtags(found: re.Match[str]) -> str:
        if tags is not None:
            tags.extend(word.lstrip("#") for word in found[0].split())
        return ""

    def prepared(text: str) -> str:
        return _TAGS.sub(hashtags, _COMMENT_BLOCK.sub("", text))

    def picture(found: re.Match[str]) -> str | None:
        name, size = found[1].strip(), (found[2] or "").strip()
        path = find(name) if name.lower().endswith(_PICTURES) else None
        if path is None:
            return None
        width = re.fullmatch(r"(\d+)(?:x\d+)?", size)
        words = "" if width else size
        return f"![{words}]({path})" + (f"{{ width={width[1]} }}" if width else "")

    def link(found: re.Match[str]) -> str | None:
        name, heading, words = found[1].strip(), found[2] or "", found[3]
        path = find(name) if name else ""
        if path is None or not (name or heading):
            return None
        text = words or (f"{name} › {heading[1:]}" if name and heading else name or heading[1:])
        return f"[{text}]({path}{_fragment(heading)})"

    rules: list[Rule] = [
        (_COMMENT, lambda _: ""),
        (_EMBED, picture),
        (_LINK, link),
    ]
    body = outside_fences(body, prepared)
    body = outside_fences(body, lambda text: _CALLOUT.sub(_as_alert, text))
    return edit_prose(body, rules)


def _fragment(heading: str) -> str:
    """Return the id of a heading as our pages have it."""
    slug = slugify(heading.rpartition("#")[2], "-")
    return f"#{slug}" if slug else ""


def _as_alert(found: re.Match[str]) -> str:
    """Write a callout as GitHub does; one of another kind has its kind's name as its title."""
    kind = _KIND_OF.get(found[2].lower())
    if kind is None:
        return found[0]
    title = found[4].strip()
    if not title and found[2].upper() != kind:
        title = found[2].capitalize()
    return f"{found[1]}[!{kind}] {title}".rstrip()
