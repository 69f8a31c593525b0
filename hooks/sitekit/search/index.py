"""The search index: shards that readers' browsers search as one, each made once and kept.

Pagefind (https://pagefind.app) reads all of a site to index any of it. So a large site's documents
are dealt out to several of its indexes, and an edit makes one of them anew. No byte of a shard
depends on another's documents.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.content.library import Library
from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune
from sitekit.runtime.fingerprint import code_digest, digest, markdown_digest
from sitekit.runtime.workers import cores
from sitekit.search.entries import SearchEntry, search_entries
from sitekit.search.shards import SearchError, Shard, kept_shard, make_shard

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

INDEX = "pagefind/"
"""The address below which all files of the search index are."""
_ENOUGH = 250  # documents in a shard; of more, twice as many shards are made
_MOST = 4  # shards: who searches fetches some of each
_CHUNK = 20_000  # postings that a word fetches, of all shards together: Pagefind's own measure


@dataclass(frozen=True)
class Recipe:
    """How an entry becomes an HTML document, and what that depends on beside the entry."""

    render: Callable[[SearchEntry, str], str]
    """Makes the document of an entry in a language."""
    template: str
    """The text of the template that does."""
    language: str
    markdown: str | None
    """What turns files into texts, as `markdown_digest` tells it."""


@dataclass(frozen=True)
class Pending:
    """An index under way."""

    _shards: Sequence[Shard | Future[Shard]]
    _cache: Path

    @property
    def missing(self) -> int:
        """How many shards no earlier build had kept."""
        return sum(not isinstance(shard, Shard) for shard in self._shards)

    def shards(self) -> list[Shard]:
        """Wait for the shards; the first has Pagefind's program too. Raises SearchError."""
        shards = [made if isinstance(made, Shard) else made.result() for made in self._shards]
        prune(self._cache, {shard.folder.name for shard in shards}, days=1)
        return shards


def start(entries: Sequence[SearchEntry], recipe: Recipe, cache: Path) -> Pending:
    """Start to index entries: documents are made now, Pagefind runs while the caller goes on.

    A shard is kept in the folder `cache` under the digest of all that it is made from. Where it is
    there, none of its documents is made. Raises SearchError where Pagefind is missing.
    """
    try:
        version = importlib.metadata.version("pagefind")
    except importlib.metadata.PackageNotFoundError as error:
        raise SearchError(str(error)) from None
    pool: ThreadPoolExecutor | None = None
    shards: list[Shard | Future[Shard]] = []
    hands = _dealt(entries)
    chunk = _CHUNK // len(hands)
    for number, dealt in enumerate(hands):
        # Pagefind names a result by its language and 28 bits of its content. A private subtag of
        # the language (RFC 5646, §2.2.7) keeps the names of two shards apart.
        language = f"{recipe.language}-x-{number}" if number else recipe.language
        folder = cache / _key(dealt, recipe, language, version, str(chunk))
        shard: Shard | Future[Shard] | None = kept_shard(folder)
        if shard is None:
            pool = pool or _pool()
            documents = {entry.url: recipe.render(entry, language) for entry in dealt}
            shard = pool.submit(make_shard, documents, folder, chunk, program=not number)
        shards.append(shard)
    if pool:
        pool.shutdown(wait=False)
    return Pending(shards, cache)


def _pool() -> ThreadPoolExecutor:
    """Return what runs as many Pagefinds at once as there are cores."""
    from concurrent.futures import ThreadPoolExecutor  # many builds make no shard

    return ThreadPoolExecutor(cores(), "search")


def _dealt(entries: Sequence[SearchEntry]) -> list[list[SearchEntry]]:
    """Deal entries out to shards, those of one page to the same: a file's edit is one shard's."""
    number = 1
    while number < _MOST and len(entries) > number * _ENOUGH:
        number *= 2
    shards: list[list[SearchEntry]] = [[] for _ in range(number)]
    for entry in sorted(entries, key=lambda entry: entry.url):
        shards[int(digest(entry.page), 16) % number].append(entry)
    return [shard for shard in shards if shard] or shards


def _key(entries: Sequence[SearchEntry], recipe: Recipe, *settings: str) -> str:
    told = (
        json.dumps([entry.url, entry.kind, entry.title, entry.topics, _text_of(entry, recipe)])
        for entry in entries
    )
    return digest(code_digest(), recipe.markdown or "", recipe.template, *settings, *told)


def _text_of(entry: SearchEntry, recipe: Recipe) -> str:
    """Return what tells an entry's text: its file's digest, if what becomes of files is known."""
    return entry.source if recipe.markdown else entry.body


def begin_index(
    library: Library,
    render: Callable[[SearchEntry, str], str],
    template: str,
    context: BuildContext,
) -> Iterator[Artifact]:
    """Begin to make the search index.

    `render` makes the HTML document of an entry in a language, by the template of this text.
    """
    settings = library.settings
    if not settings.metadata.search:
        return iter(())
    entries = list(search_entries(library))
    markdown = markdown_digest(settings.extensions, settings.extension_configs)
    recipe = Recipe(render, template, settings.metadata.language, markdown)
    try:
        pending = start(entries, recipe, settings.cache / "search")
    except SearchError as error:
        return iter([_no_index(error)])
    context.counts["search indexes"] += pending.missing
    return _index(pending, entries)


def _index(pending: Pending, entries: Iterable[SearchEntry]) -> Iterator[Artifact]:
    try:
        shards = pending.shards()
    except SearchError as error:
        yield _no_index(error)
        return
    for number, shard in enumerate(shards):
        folder = f"{INDEX}{number}/" if number else INDEX
        for name in shard.files:
            yield Artifact(f"{folder}{name}", shard.folder / name)
    ids = {address: identifier for shard in shards for address, identifier in shard.ids.items()}
    told = {ids[e.url]: (e.url, e.kind, e.topics) for e in entries if e.url in ids}
    index = {"shards": len(shards), "entries": told}
    yield Artifact(f"{INDEX}entries.json", json.dumps(index, ensure_ascii=False).encode())


def _no_index(error: SearchError) -> Artifact:
    return Artifact(INDEX, Problem("mkdocs.yml", 1, "search", str(error)))
