"""Markup of Hugo: shortcodes that have a counterpart become Markdown; the others stay as typed."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitekit.importer.prose import fenced, outside_fences
from sitekit.markdown.prose import Rule, edit_prose

_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"((?:\\.|[^\"])*)\"|`([^`]*)`|([^\s\"`]+))")
_POSITIONAL = re.compile(r"\"((?:\\.|[^\"])*)\"|`([^`]*)`|([^\s\"`]+)")
_HIGHLIGHT = re.compile(
    r"^[ ]{0,3}\{\{[<%]\s*(?:highlight|code)\s+\"?([\w+#-]+)\"?[^}\n]*[>%]\}\}[ ]*\n"
    r"(.*?)\n?^[ ]{0,3}\{\{[<%]\s*/\s*(?:highlight|code)\s*[>%]\}\}[ ]*$",
    re.DOTALL | re.MULTILINE,
)
_SHORTCODE = re.compile(r"\{\{[<%]\s*(\w[\w-]*)((?:\"[^\"]*\"|`[^`]*`|[^\"`])*?)/?\s*[>%]\}\}")
_REFERENCE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?(?:\"([^\"]+)\"|`([^`]+)`|([^\s\"]+))[^}]*?[>%]\}\}"
)


def from_hugo(body: str, find: Callable[[str], str | None]) -> str:
    """Return a body with Hugo's own shortcodes as Markdown.

    `find` returns the path, from the folder's root, of the page that `ref` names.
    """
    body = outside_fences(body, lambda text: _HIGHLIGHT.sub(_as_fence, text))

    def reference(found: re.Match[str]) -> str | None:
        name, _, fragment = (found[1] or found[2] or found[3]).partition("#")
        path = find(name) if name else ""
        return None if path is None else path + (f"#{fragment}" if fragment else "")

    rules: list[Rule] = [(_REFERENCE, reference), (_SHORTCODE, _as_markdown)]
    return edit_prose(body, rules)


def _as_fence(found: re.Match[str]) -> str:
    return fenced(found[2], found[1].lower())


def _as_markdown(found: re.Match[str]) -> str | None:
    name, rest = found[1].lower(), found[2]
    values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(rest)}
    words = [m[1] or m[2] or m[3] or "" for m in _POSITIONAL.finditer(_ATTRIBUTE.sub("", rest))]
    if name == "figure":
        return _figure(values)
    video = values.get("id") or (words[0] if words else "")
    if name == "youtube" and video:
        return f"[Video on YouTube](https://www.youtube.com/watch?v={video})"
    if name == "vimeo" and video:
        return f"[Video on Vimeo](https://vimeo.com/{video})"
    if name == "gist" and len(words) > 1:
        return f"[Code on GitHub](https://gist.github.com/{words[0]}/{words[1]})"
    if name in ("tweet", "x", "twitter") and "user" in values and "id" in values:
        return f"[Post on X](https://x.com/{values['user']}/status/{values['id']})"
    return None


def _figure(values: dict[str, str]) -> str | None:
    """Return a picture with its caption and width; one that is a link is a link."""
    if not values.get("src"):
        return None
    alt = re.sub(r"([\[\]])", r"\\\1", values.get("alt", ""))
    caption = (values.get("caption") or values.get("title") or "").replace('\\"', "'")
    caption = caption.replace('"', "'")
    title = f' "{caption}"' if caption else ""
    src = values["src"]
    src = f"<{src}>" if re.search(r"[\s()]", src) else src
    width = values.get("width", "").removesuffix("px")
    size = f"{{ width={width} }}" if width.isdigit() else ""
    picture = f"![{alt}]({src}{title}){size}"
    return f"[{picture}]({values['link']})" if values.get("link") else picture
