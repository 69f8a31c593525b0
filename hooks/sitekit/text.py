"""Plain text: quoting, slugs, "did you mean", and what a text says without its punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST_QUOTE = 60
_SAYS_NOTHING = re.compile(r"[^\w+#]+|_")


def one_line(text: str) -> str:
    """Return `text` on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


def quote(text: object) -> str:
    """Return `text` in double quotes on one line, cut where it is long."""
    return f'"{one_line(str(text))}"'


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` with the nearest of `known`, or nothing where none is near."""
    by_shape = {_shape(candidate): candidate for candidate in known}
    near = get_close_matches(_shape(word[:200]), by_shape, n=1, cutoff=0.6)
    return f" Did you mean {quote(by_shape[near[0]])}?" if near else ""


def _shape(word: str) -> str:
    return re.sub(r"[\W_]+", "-", word.casefold()).strip("-")


_SPELLED = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "ß": "ss"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


def slugify(text: str) -> str:
    """Return the readable ASCII id nearest to `text` (`C++` → `c-plus-plus`), or an empty text."""
    spelled = "".join(_SPELLED.get(c, _UMLAUTS.get(c, c)) for c in text.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def letters(text: str) -> str:
    """Return what a text says, without case, spacing, markup and punctuation.

    Plus and sharp signs stay: C, C++ and C# are three things.
    """
    return _SAYS_NOTHING.sub("", text.casefold()).lstrip("#")
