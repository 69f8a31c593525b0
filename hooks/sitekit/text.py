"""Plain text: quoting, slugs, suggestions for misspelled words, and comparison of texts."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

_MAX_QUOTE_LENGTH = 60
_MAX_LISTED = 6
_INVISIBLE = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_SOUTHEAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NOT_LETTERS = re.compile(r"[^\w+#]+|_")


def one_line(text: str) -> str:
    """Return `text` on one line, shortened to `_MAX_QUOTE_LENGTH` characters.

    Characters that nobody can see, such as U+200B, are named.
    """
    line = _INVISIBLE.sub(lambda found: f"<U+{ord(found[0]):04X}>", " ".join(text.split()))
    return line if len(line) <= _MAX_QUOTE_LENGTH else line[: _MAX_QUOTE_LENGTH - 1] + "…"


def quote(text: object) -> str:
    """Return `text` in double quotes, on one line and shortened."""
    return f'"{one_line(str(text))}"'


_ENDING = re.compile(r"(?:/index)?\.\w{1,5}$|/+$")
_NEAR, _LEAST_LETTERS = 0.8, 4
"""How similar, from 0 to 1, a word is to the one that it can only be a slip of."""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return ` Did you mean "…"?` with the most similar candidate, or "" if none is similar.

    Else it is the first that begins with the word, unless that has few letters.
    """
    by_normalized = {_normalized(candidate): candidate for candidate in candidates}
    start = _normalized(word[:200])
    matches = get_close_matches(start, by_normalized, n=1, cutoff=0.6)
    if not matches and len(start) >= _LEAST_LETTERS:
        matches = [each for each in by_normalized if each.startswith(start)]
    return f" Did you mean {quote(by_normalized[matches[0]])}?" if matches else ""


def nearest_path(path: str, candidates: Iterable[str]) -> str:
    """Return what `did_you_mean` does, with a path or address whose last part is similar.

    As wholes, any two in one folder are similar.
    """
    by_name: dict[str, list[str]] = {}
    for candidate in candidates:
        by_name.setdefault(_last_part(candidate), []).append(candidate)
    names = get_close_matches(_last_part(path[-200:]), by_name, n=3, cutoff=0.6)
    similar = [candidate for name in names for candidate in by_name[name]]
    nearest = get_close_matches(path[-200:], similar, n=1, cutoff=0)
    return f" Did you mean {quote(*nearest)}?" if nearest else ""


def _last_part(path: str) -> str:
    """Return what names a file or page: its path's last part, without index.md or an ending."""
    return posixpath.basename(_ENDING.sub("", path)).casefold()


def certain_match(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that a word can only be a slip of: near, and the only one that is.

    A word of a few letters is near too many others, and another number is no slip.
    """
    if len(word) < _LEAST_LETTERS:
        return None
    digits = re.sub(r"\D", "", word)
    candidates = [each for each in candidates if re.sub(r"\D", "", each) == digits]
    by_normalized = {_normalized(candidate): candidate for candidate in candidates}
    matches = get_close_matches(_normalized(word[:200]), by_normalized, n=2, cutoff=_NEAR)
    return by_normalized[matches[0]] if len(matches) == 1 else None


def which_of(word: str, candidates: Collection[str]) -> str:
    """Return what `did_you_mean` does, or the candidates if none is similar and they are few."""
    if suggestion := did_you_mean(word, candidates):
        return suggestion
    if len(candidates) == 1:
        return f" Write {quote(*candidates)}."
    return f" Write one of: {', '.join(candidates)}." if 1 < len(candidates) <= _MAX_LISTED else ""


def _normalized(word: str) -> str:
    return re.sub(r"[\W_]+", "-", word.casefold()).strip("-")


_SPELLED = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "ß": "ss"}
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue"}
_UNDIVIDED = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
"""Latin letters that Unicode does not divide into an ASCII letter and a sign above or below it."""
_ASCII = str.maketrans(_SPELLED | _UMLAUTS | _UNDIVIDED)


def slugify(text: str) -> str:
    """Return an ASCII id for `text` (`C++` becomes `c-plus-plus`), or "" if no letter is left."""
    spelled = unicodedata.normalize("NFKD", text.lower().translate(_ASCII))
    plain = spelled.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def count_words(text: str) -> int:
    """Return the number of words that take as long to read as a text.

    Two characters count as a word in scripts without spaces of East Asia, of which people read 500
    a minute, and five in those of Southeast Asia.
    """
    if text.isascii():
        return len(text.split())
    dense, long = _EAST_ASIAN.findall(text), _SOUTHEAST_ASIAN.findall(text)
    spaced = _SOUTHEAST_ASIAN.sub(" ", _EAST_ASIAN.sub(" ", text)) if dense or long else text
    return len(spaced.split()) + round(len(dense) / 2 + len(long) / 5)


def letters(text: str) -> str:
    """Return the letters and digits of a text, case-folded, for comparisons.

    Plus and hash signs are included, because C, C++ and C# are different names.
    """
    return _NOT_LETTERS.sub("", text.casefold()).lstrip("#")
