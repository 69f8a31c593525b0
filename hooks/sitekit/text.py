"""Plain text: quoting, slugs, suggestions for misspelled words, and comparison of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_MAX_QUOTE_LENGTH = 60
_NOT_LETTERS = re.compile(r"[^\w+#]+|_")


def one_line(text: str) -> str:
    """Return `text` on one line, shortened to `_MAX_QUOTE_LENGTH` characters."""
    line = " ".join(text.split())
    return line if len(line) <= _MAX_QUOTE_LENGTH else line[: _MAX_QUOTE_LENGTH - 1] + "…"


def quote(text: object) -> str:
    """Return `text` in double quotes, on one line and shortened."""
    return f'"{one_line(str(text))}"'


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` with the most similar candidate, or "" if none is similar."""
    by_normalized = {_normalized(candidate): candidate for candidate in candidates}
    matches = get_close_matches(_normalized(word[:200]), by_normalized, n=1, cutoff=0.6)
    return f" Did you mean {quote(by_normalized[matches[0]])}?" if matches else ""


def _normalized(word: str) -> str:
    return re.sub(r"[\W_]+", "-", word.casefold()).strip("-")


_SPELLED = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "ß": "ss"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}


def slugify(text: str) -> str:
    """Return an ASCII id for `text` (`C++` becomes `c-plus-plus`), or "" if no letter is left."""
    spelled = "".join(_SPELLED.get(c, _UMLAUTS.get(c, c)) for c in text.lower())
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def letters(text: str) -> str:
    """Return the letters and digits of a text, case-folded, for comparisons.

    Plus and hash signs are included, because C, C++ and C# are different names.
    """
    return _NOT_LETTERS.sub("", text.casefold()).lstrip("#")
