"""Reading content files: decoding, front matter and body, and line numbers for messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import cast

from frontmatter.default_handlers import YAMLHandler

from sitekit.content.discovery import NO_FILE
from sitekit.front_matter.yaml_lines import FormatError, YamlDocument, load
from sitekit.problems import Advice, Fix, Problem
from sitekit.runtime.fingerprint import digest
from sitekit.text import letters, quote

_HANDLER = YAMLHandler()
FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})")
"""The start or end of a fenced code block, also inside a block quote."""
INLINE_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")
_HEADING_ID = re.compile(r"\{[^}]*\}\s*$")
_TARGET = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|=\s*[\"']?|<)([^\s)>\"']+)(?=[\s)>\"']|$)")
_ID = re.compile(r"\{[^{}]*#([\w:.-]+)|\bid\s*=\s*[\"']?([\w:.-]+)")
_GIVEN_ID = re.compile(r"\{[^{}]*#([\w:.-]+)")
OLD_IDS = re.compile(r"""(?<=[{\s])aliases=["']?((?<=["'])[^"'{}]*|[^\s"'{}]+)(["']?)""")
"""The ids that a heading had before, in its attributes."""
_DEFINITION = re.compile(r" {0,3}(\*?\[([^\]^]+)\]:)")
_DRAFT = re.compile(rb"^draft:[ \t]*(?:true|yes|on)\b", re.IGNORECASE | re.MULTILINE)
_MISPLACED = re.compile(r"^---[ \t]*\n(?=[^\W\d_][\w.-]*:\s)", re.MULTILINE)
_FRONT_MATTER_MAX_BYTES = 10_000
_MAX_BYTES = 1_000_000
"""Of a text: some 150,000 words, more than two novels, which take a second to convert."""
_MAX_FOOTNOTES = 1000
"""Of a text: Python-Markdown looks for each among all, so that 5,000 take 10 seconds."""
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_BOUNDARY = YAMLHandler.FM_BOUNDARY
_PRINTABLE = re.compile("[\t\n -~\x80-\ufffd\U00010000-\U0010ffff]*")
"""The longest start of a text whose characters are all allowed in HTML and XML 1.0 (§2.2, Char).

Matching the allowed characters is twice as fast as searching for a forbidden one.
"""


@dataclass(frozen=True)
class Source:
    """A Markdown file: the front matter as data, the body as text."""

    path: str
    """Relative to the site's root, with forward slashes."""
    meta: YamlDocument
    body: str
    body_line: int
    """The line of the file on which the body starts, counted from 1."""
    digest: str
    """The digest of the file's text."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The body's lines."""
        return tuple(self.body.split("\n"))

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The body's lines with code blanked, so that patterns do not match inside code."""
        prose, fence = [], ""
        for line in self.lines:
            if fence or "`" in line or "~" in line:
                mark = FENCE.match(line)
                if fence or mark:
                    fence = fence_after(fence, mark)
                    line = ""
                else:
                    line = INLINE_CODE.sub(lambda found: " " * len(found[0]), line)
            prose.append(line)
        return tuple(prose)

    def problem(
        self, key: str, message: str, line: int | None = None, fix: Fix | None = None
    ) -> Problem:
        """Return a problem of this file, on the line of the key unless another line is given."""
        return Problem(self.path, line or self.meta.line(key), key, message, fix=fix)

    def advice(self, key: str, message: str, line: int | None = None) -> Advice:
        """Return advice on this file, on the line that `problem` would have."""
        return Advice(self.path, line or self.meta.line(key), key, message)

    def _file_line(self, found: list[int], nth: int = 0) -> int:
        """Return the line, in the file, of the nth (or last) of these lines of the body."""
        return self.body_line + (found[min(nth, len(found) - 1)] if found else 0)

    def line_of(self, pattern: str, nth: int = 0) -> int:
        """Return the nth line, from 0, that matches a pattern, or the first line of the body."""
        return self._file_line(self._matching(pattern), nth)

    def lines_of(self, pattern: str) -> list[int]:
        """Return all lines that match a pattern, or the first line of the body."""
        return [self.body_line + n for n in self._matching(pattern) or [0]]

    def _matching(self, pattern: str) -> list[int]:
        """Return the lines of the body, from 0, that match a pattern."""
        regex = re.compile(pattern, re.IGNORECASE)
        return [n for n, line in enumerate(self.prose) if regex.search(line)]

    def line_of_link(self, target: str) -> int:
        """Return the line of the first link or picture with this target, as spelled in the file."""
        if found := self._links.get(target):
            return self._file_line(found)
        before = r"(?:\]\(\s*<?|\]:\s*<?|=\s*[\"']?|<)"
        pattern = f"(?-i:{before}{re.escape(target)})" + r"(?:[\s)>\"']|$)"
        return self.line_of(pattern if self._matching(pattern) else f"(?-i:{re.escape(target)})")

    @cached_property
    def _links(self) -> Mapping[str, list[int]]:
        """The lines of each link target without spaces: one look at the text for all of them."""
        return _positions(_TARGET, self.prose)

    def line_of_id(self, name: str, nth: int = 0) -> int:
        """Return the nth line, from 0, on which an id is given."""
        return self._file_line(self._ids.get(name, []), nth)

    @cached_property
    def given_ids(self) -> frozenset[str]:
        """The ids that the writer gave, as `{#id aliases="old"}`, to outlive another wording."""
        found = set[str]()
        for line in self.prose:
            if "{" in line:
                found.update(_GIVEN_ID.findall(line))
                found.update(name for names in OLD_IDS.findall(line) for name in names[0].split())
        return frozenset(found)

    @cached_property
    def _ids(self) -> Mapping[str, list[int]]:
        return _positions(_ID, self.prose)

    def line_of_marker(self, marker: str) -> int:
        """Return the line of a call-to-action marker, preferably one not alone on its line."""
        text = re.escape(marker)
        not_alone = rf"^\s+{text}|\S\s*{text}|{text}\s*\S"
        has_match = any(re.search(not_alone, line) for line in self.prose)
        return self.line_of(not_alone if has_match else text)

    def line_of_heading(self, heading: str, nth: int = 0) -> int:
        """Return the line of the nth heading, from 0, with this text, ignoring its markup."""
        wanted, by_text = letters(heading), self._headings
        if wanted not in by_text:
            containing = [lines for text, lines in by_text.items() if wanted in text]
            return self._file_line(sorted(n for lines in containing for n in lines), nth)
        return self._file_line(by_text[wanted], nth)

    @cached_property
    def _headings(self) -> Mapping[str, list[int]]:
        """The lines of headings by their letters, with and without what may be attributes."""
        found: dict[str, list[int]] = {}
        for n, line in enumerate(self.lines):
            if self._is_heading(n):
                for text in {letters(_HEADING_ID.sub("", line)), letters(line)}:
                    found.setdefault(text, []).append(n)
        return found

    @cached_property
    def sections(self) -> tuple[int, ...]:
        """The line numbers in the body, from 0, on which level-2 headings start."""
        prose = (*self.prose, "")
        return tuple(
            n
            for n, line in enumerate(self.prose)
            if re.match(r"##(?!#)", line)
            or (line.strip() and re.match(r"-+[ \t]*$", prose[n + 1]) and not self._line_above(n))
        )

    def _line_above(self, n: int) -> str:
        """Return the line above; if it has text, an underline does not make line n a heading."""
        return self.prose[n - 1].strip() if n else ""

    @cached_property
    def definitions(self) -> Mapping[str, str]:
        """Maps the label of each link reference and abbreviation definition to its line of text."""
        return {
            match[2].casefold(): line
            for prose, line in zip(self.prose, self.lines, strict=True)
            if "]:" in prose and (match := _DEFINITION.match(prose))
        }

    def _is_heading(self, n: int) -> bool:
        if not self.prose[n].strip():
            return False
        below = self.prose[n + 1] if n + 1 < len(self.lines) else ""
        return bool(re.match(r"\s*#|\s*<h\d", self.prose[n]) or re.match(r"\s*(=+|-+)\s*$", below))


def _positions(pattern: re.Pattern[str], lines: Iterable[str]) -> Mapping[str, list[int]]:
    """Return the numbers of the lines, from 0, in which each text of the last group is found."""
    found: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        for match in pattern.finditer(line):
            found.setdefault(match[match.lastindex or 0], []).append(n)
    return found


def fence_after(fence: str, mark: re.Match[str] | None) -> str:
    """Return the fence that is open after a line, given the one open before it."""
    if not fence:
        return mark[1] if mark else ""
    return "" if mark and mark[1].startswith(fence) else fence


def read_text(root: Path, path: str) -> str | Problem:
    """Read a content file: UTF-8, with or without a byte order mark, any line endings."""
    try:
        mode = (root / path).stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):  # to open a pipe would wait for a writer
            return Problem(path, 1, "file", NO_FILE)
        with (root / path).open(
            "rb", buffering=0
        ) as file:  # one read: a buffer would only add a copy
            raw = file.read()
    except FileNotFoundError:
        return Problem(
            path, 1, "file", "does not exist. Create it; the README describes its format."
        )
    except OSError as error:
        return Problem(
            path, 1, "file", f"cannot be read ({error.strerror}). Check that it is a readable file."
        )
    if len(raw) > _MAX_BYTES:
        size = f"{len(raw) / 1e6:.1f} MB"
        return Problem(path, 1, "file", f"has {size} of text, too much for a page. Split it.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return Problem(path, line, "file", "is not UTF-8. Save it in that encoding.")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text or text.isspace():
        return Problem(path, 1, "file", "is empty. Add content, or delete it.")
    if "\n<<<<<<< " in f"\n{text}" and (line := _conflict(text)):
        mark = quote("<<<<<<<")
        message = f"contains the mark {mark} of a merge that is not finished."
        return Problem(path, line, "file", f"{message} Keep one of the two texts.")
    bad = cast("re.Match[str]", _PRINTABLE.match(text)).end()
    if bad < len(text):
        line = text.count("\n", 0, bad) + 1
        code = f"U+{ord(text[bad]):04X}"
        return Problem(path, line, "file", f"contains the control character {code}. Remove it.")
    return text


def _conflict(text: str) -> int:
    """Return the line of the first mark of a conflict that is not in fenced code, or 0."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not fence and line.startswith("<<<<<<< "):
            return number
        fence = fence_after(fence, FENCE.match(line))
    return 0


def _other_format(text: str) -> str:
    """Return what is wrong with a file that does not start with front matter in YAML."""
    start = text.lstrip()
    yaml = "Write it in YAML: a line `---`, then each key as `key: value`, then a line `---`."
    if start.startswith("+++"):
        return f"is TOML. {yaml}"
    if re.match(r'\{\s*"', start):
        return f"is JSON. {yaml}"
    if match := _MISPLACED.search(text):
        line = text.count("\n", 0, match.start()) + 1
        return f"is on line {line}. Move it to the top of the file."
    if match := re.match(r"(?:[-–—]{1,2}|-{4,})[ \t]*\n(?=[^\W\d_][\w.-]*:)", start):
        return f"starts with {quote(match[0])}. Write three hyphens: `---`."
    return 'is missing. Start the file with a line "---".'


def says_draft(root: Path, path: str) -> bool:
    """Tell whether a file that cannot be read otherwise says `draft: true` in its front matter."""
    try:
        if not (root / path).is_file():
            return False
        with (root / path).open("rb") as file:
            start = file.read(_FRONT_MATTER_MAX_BYTES)
    except OSError:
        return False
    return bool(_DRAFT.search(start.partition(b"\n---")[0]))


def read_source(root: Path, path: str) -> Source | Problem:
    """Read a Markdown file with front matter."""
    text = read_text(root, path)
    if isinstance(text, Problem):
        return text
    notes = _FOOTNOTE.findall(text) if text.count("[^") > _MAX_FOOTNOTES else ()
    if len(notes) > _MAX_FOOTNOTES:
        message = f"has {len(notes):,} footnotes, too many for a page. Split it."
        return Problem(path, 1, "file", message)
    opening = _BOUNDARY.match(text)
    if not opening:
        return Problem(path, 1, "front matter", _other_format(text))
    try:
        front, body = _HANDLER.split(text)
    except ValueError:
        message = 'is not closed. Add a line "---" below its last key.'
        return Problem(path, 1, "front matter", message)
    first_line = text.count("\n", 0, opening.end()) + 1
    try:
        meta = load(front, first_line)
    except FormatError as error:
        return Problem(path, error.line, "front matter", error.message, fix=error.fix)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Source(path, meta, body, body_line, digest(text))
