"""Markup of Jekyll and Eleventy: Liquid tags and attributes of kramdown with a counterpart."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitekit.importer.prose import edit_lines, fenced, outside_fences
from sitekit.markdown.prose import Rule, edit_prose

_HIGHLIGHT = re.compile(
    r"^[ ]{0,3}\{%-?\s*(highlight|codeblock|code)\b\s*[\"']?([\w+#-]*)[^%\n]*%\}[ ]*\n"
    r"(.*?)\n?^[ ]{0,3}\{%-?\s*end\1\s*-?%\}[ ]*$",
    re.DOTALL | re.MULTILINE,
)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_RAW_LINE = re.compile(r"^[ \t]*\{%-?\s*(?:end)?raw\s*-?%\}[ \t]*\n?", re.MULTILINE)
_POST_URL = re.compile(r"\{%-?\s*(?:post_url|link)\s+([^\s%]+)\s*-?%\}")
_HOME = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|site\.url\s*\|\s*append:\s*site\.baseurl)"
    r"\s*-?\}\}"
)
_URL_FILTER = re.compile(
    r"\{\{-?\s*([\"'])([^\"'\n]*)\1\s*\|\s*"
    r"(?:relative_url|absolute_url|url|prepend:\s*site\.(?:baseurl|url)"
    r"(?:\s*\|\s*prepend:\s*site\.url)?)\s*-?\}\}"
)
_ATTRIBUTES = re.compile(r"[ ]?\{:(?!toc)([^{}\n]*)\}")
_ATTRIBUTES_ABOVE = re.compile(r"\A[ ]{0,3}\{:(?!toc)([^{}\n]*)\}[ ]*\n")
_ATTRIBUTES_BELOW = re.compile(r"\n[ ]{0,3}\{:(?!toc)([^{}\n]*)\}[ ]*(?=\n|\Z)")
_TOC = re.compile(r"^\s*(?:\{:\s*toc\b[^}]*\}|\{::?options[^}]*\})\s*$", re.IGNORECASE)
_TOC_ITEM = re.compile(r"^(?:[*+-]|1\.)\s+\S.*\n(?=\{:\s*toc\b)", re.MULTILINE | re.IGNORECASE)
_PROMPT = re.compile(
    r"(?P<quote>(?:^>.*\n)+)\{:\s*\.(?:prompt|notice--|callout-|alert-)-?(?P<kind>\w+)\s*\}[ ]*$",
    re.MULTILINE,
)
_KINDS = {"info": "NOTE", "note": "NOTE", "tip": "TIP", "success": "TIP", "warning": "WARNING"}
_KINDS |= {"danger": "CAUTION", "important": "IMPORTANT"}


def from_jekyll(body: str, find: Callable[[str], str | None]) -> str:
    """Return a body with Liquid and kramdown markup that has a counterpart as Markdown.

    `find` returns the path, from the folder's root, of the post or file that a tag names.
    """
    body = _liquid(body)
    body = outside_fences(body, lambda text: _PROMPT.sub(_as_alert, _TOC_ITEM.sub("", text)))
    body = edit_lines(body, lambda line: None if _TOC.match(line) else line)

    def link(found: re.Match[str]) -> str | None:
        return find(found[1])

    rules: list[Rule] = [
        (_HOME, lambda _: ""),
        (_POST_URL, link),
        (_URL_FILTER, lambda found: found[2]),
        (_ATTRIBUTES_ABOVE, lambda found: _on_own_line(found, "{}\n")),
        (_ATTRIBUTES_BELOW, lambda found: _on_own_line(found, "\n{}")),
        (_ATTRIBUTES, _without_classes),
    ]
    return edit_prose(body, rules)


def from_eleventy(body: str) -> str:
    """Return a body with the tags of Liquid and Nunjucks that have a counterpart as Markdown."""
    return edit_prose(_liquid(body), [(_URL_FILTER, lambda found: found[2])])


def _liquid(body: str) -> str:
    """Make fences of blocks of code, and remove `raw`, which shows itself nowhere."""
    body = outside_fences(body, lambda text: _HIGHLIGHT.sub(_as_fence, text))
    return _RAW.sub("", _RAW_LINE.sub("", body))


def _as_fence(found: re.Match[str]) -> str:
    return fenced(found[3], found[2].lower())


def _as_alert(found: re.Match[str]) -> str:
    kind = _KINDS.get(found["kind"].lower())
    return f"> [!{kind}]\n{found['quote']}".rstrip("\n") if kind else found[0]


def _without_classes(found: re.Match[str]) -> str | None:
    """Drop the classes, which the old theme gave a look; ids and values are understood here."""
    parts = re.findall(r"(?:[^\s\"]|\"[^\"]*\")+", found[1])
    rest = [part for part in parts if not part.startswith(".")]
    rest = [part for part in rest if not part.startswith(("target=", "rel="))]
    if any(not part.startswith("#") and "=" not in part for part in rest):
        return None
    return f"{{: {' '.join(rest)} }}" if rest else ""


def _on_own_line(found: re.Match[str], form: str) -> str | None:
    new = _without_classes(found)
    return form.format(new) if new else new
