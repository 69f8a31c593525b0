"""Links that would help: a text names a post, a question or a topic, and does not link to it."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from sitekit.checks.editorial import published
from sitekit.content.library import Library
from sitekit.content.models import Doc, Entry, Post
from sitekit.links.graph import link_graph
from sitekit.links.resolver import LinkResolver
from sitekit.markdown.html_text import linkable_text
from sitekit.problems import Advice
from sitekit.runtime.context import BuildContext
from sitekit.runtime.fingerprint import code_digest, digest, markdown_digest
from sitekit.text import quote

_MOST_PER_TEXT = 3
_LEAST_WORDS, _LEAST_LETTERS = 3, 14
"""Of a name that is distinctive enough to mean the text of that name; of a tag, two words."""
_TAG_WORDS = 2
_SHORT_NAME = 4
"""Words; "The Month of March" is the title of a post, "the month of March" a month."""
_JOINED = re.compile(r"[-/+#@&.\\=~]\n|\n(?:[-/+#@&\\=~]|\.\w)")
"""Characters before or after words (a line's end) that make them part of a longer one."""
_WORD = re.compile(r"[^\W_]+")
_NOT_PROSE = re.compile(
    r"<!--.*?-->|<(a|h[1-6]|pre|code|script|style|summary)\b.*?</\1\s*>|<[^>]*>"
    r"|!?\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^)]*\)|\[[^\]]*\])?|https?://\S+|\$\$?[^$\n]+\$"
    r"|\{[^}]*\}|^[ ]{0,3}#.*?$|^[ ]{0,3}\S[^\n]*\n[ ]{0,3}(?:=+|-+)[ ]*$"
    r"|^[ ]{0,3}\*?\[[^\]]+\]:.*?$|^[ ]*(?:!!!|\?\?\?).*?$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Links, pictures, HTML, addresses, formulas, attributes, headings, definitions, notes' titles.

It tells which mention may be linked; that one can be is seen in the converted text."""
_NOT_NEWLINE = re.compile(r"[^\n]")


class _WordsOnly(dict[int, str]):
    """For `str.translate`: blanks in the place of what is part of no `_WORD`."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if _WORD.match(chr(code)) else " "
        return self[code]


_WORDS_ONLY = _WordsOnly()


class _Target(NamedTuple):
    words: tuple[str, ...]
    path: str
    """The file that is meant, or nothing for a tag."""
    link: str
    """What a link to it says: a path from the site's root, or the address of a tag."""
    name: str

    @property
    def key(self) -> str:
        """What is linked to: of a post and of a question, the file."""
        return self.path or self.link


_Mention = tuple[_Target, int, str]
"""What is named, on which line, and in which words."""


class _Names:
    """What may be named, found by its first two words in any text without a look at each name."""

    def __init__(self, targets: Iterable[_Target]) -> None:
        self._targets: dict[tuple[str, ...], _Target] = {}
        for target in targets:
            self._targets.setdefault(target.words, target)
        lengths: defaultdict[tuple[str, ...], set[int]] = defaultdict(set)
        for words in self._targets:
            lengths[words[:2]].add(len(words))
        self._lengths = {start: sorted(found, reverse=True) for start, found in lengths.items()}

    def possibly_in(self, text: str) -> frozenset[str]:
        """Return the keys of the names that a text has, markup or not, at its ends or not."""
        words = text.casefold().translate(_WORDS_ONLY).split()
        return frozenset(target.key for _, target in self.in_words(words))

    def in_words(self, words: Sequence[str]) -> Iterator[tuple[int, _Target]]:
        """Yield the names among words, with the position of each; of one start, the longest first.

        The work grows with the words, and not with the names.
        """
        for n, start in enumerate(pairwise(words)):
            for length in self._lengths.get(start, ()):
                if target := self._targets.get(tuple(words[n : n + length])):
                    yield n, target


def links_to_add(library: Library, links: LinkResolver, context: BuildContext) -> Iterator[Advice]:
    """Yield, for each text, the first mention of what it could link to, and the ready link.

    Mentions are cached, and remembered in a preview: they are looked for in edited texts alone,
    which takes a quarter off a check of 1,000 posts.
    """
    targets = context.memo.intern("what texts may name", _targets(library))
    names = _Names(targets)
    settings = library.settings
    markdown = markdown_digest(settings.extensions, settings.markdown_configs(library.words))
    shared = digest(code_digest(), json.dumps(targets), markdown or "")
    graph = link_graph(library, links)
    for entry in published(library):
        path = entry.source.path
        linked = graph.targets.get(path, frozenset()) | {path}
        of_questions = {f"faq/{ref.partition('#')[0]}.md" for ref in _faq(entry)}
        topics = {url for url in entry.body.links if url.startswith("/tags/")}
        topics |= {f"/tags/{tag}/" for tag in _tags(entry)}  # which the page links to at its head
        done = linked | of_questions | topics

        # Where the Markdown settings have no digest, the text itself has to be compared.
        text = "" if markdown else repr(entry.body.texts)
        key = digest(shared, entry.source.digest, text, *sorted(done))
        find = partial(_cached_mentions, context, key, names, entry, done)
        inputs = entry, targets, done
        for target, line, words in context.memo.get_or_make(("mentions", path), inputs, find):
            url = target.link if not target.path else _relative(path, target.link)
            message = f"names {quote(target.name)} without a link. Write [{words}]({url})."
            yield entry.source.advice("link", message, line)


def _tags(entry: Entry) -> tuple[str, ...]:
    return () if isinstance(entry, Doc) else entry.meta.tags


def _faq(entry: Entry) -> tuple[str, ...]:
    return entry.meta.faq if isinstance(entry, Post) else ()


def _relative(path: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path))


def _targets(library: Library) -> tuple[_Target, ...]:
    """Return the titles, questions and labels that are distinctive."""
    targets: list[_Target] = []
    for entry in library.posts:
        if entry.published:
            path = entry.source.path
            targets.append(_Target(_words(entry.meta.title), path, path, entry.meta.title))
    for faq_set in library.sets:
        if faq_set.status == "published":
            path = faq_set.source.path
            for question in faq_set.questions:
                link = f"{path}#{question.id}"
                targets.append(_Target(_words(question.text), path, link, question.text))
    distinctive = [
        target
        for target in targets
        if len(target.words) >= _LEAST_WORDS and sum(map(len, target.words)) >= _LEAST_LETTERS
    ]
    for tag in library.shown_tags.values():
        label = tag.meta.label
        is_distinctive = len(label.split()) >= _TAG_WORDS and (label[0] + label[-1]).isalnum()
        if is_distinctive and library.is_indexed(tag):
            distinctive.append(_Target(_words(label), "", f"/{tag.address}", label))
    return tuple(distinctive)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _cached_mentions(
    context: BuildContext, key: str, names: _Names, entry: Entry, done: frozenset[str]
) -> list[_Mention]:
    found = context.cached("mentions", key, lambda: json.dumps(_first_mentions(entry, names, done)))
    return [
        (_Target(tuple(words), *rest), line, written)
        for (words, *rest), line, written in json.loads(found)
    ]


def _first_mentions(entry: Entry, names: _Names, done: frozenset[str]) -> list[_Mention]:
    """Return the first mentions of what a text does not link to yet, one of each.

    The text is looked at closely only if its words, in whatever part, name any of it.
    """
    if not names.possibly_in(entry.source.body) - done:
        return []
    first: dict[str, _Mention] = {}
    for mention in _mentions(entry, names):
        key = mention[0].key
        if key not in done:
            first.setdefault(key, mention)
            if len(first) == _MOST_PER_TEXT:
                break
    return list(first.values())


def _mentions(entry: Entry, names: _Names) -> Iterator[_Mention]:
    """Yield what the prose of a text names: the target, the line, and the words as written."""
    source = entry.source
    text = _NOT_PROSE.sub(lambda found: _NOT_NEWLINE.sub("\0", found[0]), "\n".join(source.prose))
    rendered: list[str] = []
    for number, line in enumerate(text.split("\n")):
        written = list(_WORD.finditer(line))
        found = names.in_words([match[0].casefold() for match in written])
        for n, of_one_start in groupby(found, itemgetter(0)):
            _, target = next(of_one_start)
            start, end = written[n].start(), written[n + len(target.words) - 1].end()
            words, around = line[start:end], f"{line[:start]}\n{line[end:]}"
            if _JOINED.search(around) or not _is_name(words, target):
                continue
            rendered = rendered or [linkable_text(entry.body.texts)]
            if words in rendered[0]:
                yield target, source.body_line + number, words


def _is_name(words: str, target: _Target) -> bool:
    """Return whether words are spelled like a name; a short one of a file also in its capitals."""
    if _spelled(words) not in _spelled(target.name):
        return False
    is_short = target.path and len(target.words) <= _SHORT_NAME
    return not is_short or words[1:] in " ".join(target.name.split())


def _spelled(text: str) -> str:
    """Return a text with what may differ in a mention made equal: case, spaces, apostrophes."""
    return " ".join(text.casefold().replace("’", "'").split())
