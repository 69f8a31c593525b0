"""Raw HTML in Markdown: addresses and elements are replaced, everything else stays unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

LINKS = ("href", "src", "poster", "data")
"""The attributes that hold an address."""
_CHANGEABLE = (*LINKS, "rel")
_RELEVANT = re.compile(
    r"\b(?:href|src|poster|data|srcset|id|name|style|on[a-z]+|action)\s*="
    r"|<(?:h1|style|script)\b|</?picture\b|<!--",
    re.IGNORECASE,
)
# Whole attributes one after the other: nothing inside a quoted value is an attribute.
_ATTRIBUTE = re.compile(r"""(\s([^\s=>/"']+)\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s>]+)""")
_TAG = re.compile(r"<(/?)([a-z][\w-]*)(?:\s[^<>]*)?(/?)>", re.IGNORECASE)
_NAME = re.compile(r"</?([a-z][^\s/>]*)", re.IGNORECASE)
VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""The elements without an end tag."""
_NAMES = """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
    blockquote body br button canvas caption center cite code col colgroup data datalist dd del
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li
    link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup
    option output p param picture pre progress q rp rt ruby s samp script search section select
    slot small source span strike strong style sub summary sup svg table tbody td template textarea
    tfoot th thead time title tr track tt u ul var video wbr
"""
ELEMENTS = frozenset(_NAMES.split())
"""The elements of HTML, obsolete ones included (HTML, §4 and §16.2)."""
Visit = Callable[[str, dict[str, str]], str | None]


def rewrite(text: str, visit: Visit, on_comment: Callable[[str], object]) -> str:
    """Return HTML with other addresses and without comments, the rest unchanged to the letter.

    `visit` is called with each start tag's name and attributes. It may change the values of
    `LINKS` and of `rel`, which it may add, or return what replaces the tag. End tags are passed as
    `/name`. `on_comment` is called with each comment.
    """
    if not _RELEVANT.search(text):
        return text
    finder = _Finder(visit, on_comment, text)
    finder.feed(text)
    pieces, end = [], 0
    for start, length, replacement in finder.replacements:
        pieces += [text[end:start], replacement]
        end = start + length
    return "".join([*pieces, text[end:]])


def is_text(html: str) -> bool:
    """Tell whether what looks like a tag is none of HTML's: a placeholder or a type parameter.

    Names with a hyphen, which may be elements of a script, count as text as well.
    """
    name = _NAME.match(html.lstrip())
    return name is not None and name[1].lower() not in ELEMENTS


def open_elements(html: str) -> int:
    """Return how many more elements a piece of HTML opens than it closes."""
    tags = _TAG.findall(html)
    closing = [end for end, name, empty in tags if not empty and name.lower() not in VOID]
    return sum(-1 if end else 1 for end in closing)


class _Finder(HTMLParser):
    """Finds the tags to replace: where each starts, its length, and its replacement."""

    def __init__(self, visit: Visit, on_comment: Callable[[str], object], text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.visit = visit
        self.on_comment = on_comment
        self.text = text
        self.replacements: list[tuple[int, int, str]] = []
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = {key: value or "" for key, value in attrs}
        after = dict(before)
        replacement, source = self.visit(tag, after), self.get_starttag_text() or ""
        if replacement is None:
            replacement = source
            for key in _CHANGEABLE:
                if before.get(key) != after.get(key):
                    replacement = _with_value(replacement, key, after[key])
        self.replacements.append((self._position, len(source), replacement))

    @property
    def _position(self) -> int:
        """The position in the text of what is read."""
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.visit(f"/{tag}", {})

    def handle_comment(self, data: str) -> None:
        comment = f"<!--{data}-->"
        if self.text.startswith(comment, self._position):  # no other markup that browsers hide
            self.replacements.append((self._position, len(comment), ""))
            self.on_comment(comment)


def _with_value(tag: str, attribute: str, value: str) -> str:
    """Return a start tag with another value of one attribute, everything else as written.

    An attribute that the tag lacks, or has without a value, becomes the first.
    """

    def replace(found: re.Match[str]) -> str:
        return f'{found[1]}"{value}"' if found[2].lower() == attribute else found[0]

    replaced = _ATTRIBUTE.sub(replace, tag)
    if replaced != tag:
        return replaced
    return _NAME.sub(lambda name: f'{name[0]} {attribute}="{value}"', tag, count=1)
