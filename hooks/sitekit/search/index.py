"""The search index: one, made by Pagefind when its documents changed, else taken from the cache."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

from sitekit.content.library import Library
from sitekit.content.settings import Settings
from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.runtime.context import BuildContext
from sitekit.runtime.files import prune
from sitekit.runtime.fingerprint import code_digest, digest, markdown_digest
from sitekit.search.entries import SearchEntry, search_entries, starts
from sitekit.search.pagefind import (
    SearchError,
    SearchIndex,
    cached_index,
    make_index,
    pagefind_version,
)

if TYPE_CHECKING:
    from concurrent.futures import Future

INDEX = "pagefind/"
"""The address below which all files of the search index are."""


def begin_index(
    library: Library,
    render: Callable[[SearchEntry, int], str],
    template: str,
    context: BuildContext,
) -> Iterator[Artifact]:
    """Begin to make the search index, unless the cached one is up to date.

    `render` makes the HTML document of an entry at a position, by the template of this text. All
    documents are rendered before this returns; Pagefind runs while the caller goes on.
    """
    settings = library.settings
    markdown = markdown_digest(settings.extensions, settings.markdown_configs(library.words))
    if not settings.metadata.search:
        return iter(())
    # Two files of a preview may claim one address.
    entries = list({entry.url: entry for entry in search_entries(library)}.values())
    try:
        key = _key(entries, template, markdown, settings, pagefind_version())
    except SearchError as error:
        return iter([_failed(error)])
    folder = settings.cache / "search" / key
    index: SearchIndex | Future[SearchIndex] | None = cached_index(folder)
    if index is None:
        documents = {entry.name: render(entry, position) for position, entry in enumerate(entries)}
        index = _make_in_background(documents, folder)
        context.counts["search indexes"] += 1
    return _artifacts(index, entries, starts(entries, library.words.question))


def _key(
    entries: Sequence[SearchEntry],
    template: str,
    markdown: str | None,
    settings: Settings,
    pagefind: str,
) -> str:
    """Return the digest of all that an index is made from."""
    fields = (
        # Where the Markdown settings have no digest, the text itself has to be compared.
        (entry.url, entry.kind, entry.title, entry.topics, entry.source if markdown else entry.body)
        for entry in entries
    )
    inputs = (template, settings.metadata.language, pagefind)
    return digest(code_digest(), markdown or "", *inputs, *map(json.dumps, fields))


def _make_in_background(documents: Mapping[str, str], folder: Path) -> Future[SearchIndex]:
    from concurrent.futures import ThreadPoolExecutor  # most builds make no index

    pool = ThreadPoolExecutor(1, "search")
    future = pool.submit(make_index, documents, folder)
    pool.shutdown(wait=False)
    return future


def _artifacts(
    index: SearchIndex | Future[SearchIndex], entries: Sequence[SearchEntry], titled: Set[str]
) -> Iterator[Artifact]:
    """Wait for the index, and yield its files and the list of its entries.

    Those entries have their titles there whose addresses are in `titled`.
    """
    try:
        made = index if isinstance(index, SearchIndex) else index.result()
    except SearchError as error:
        yield _failed(error)
        return
    prune(made.folder.parent, {made.folder.name}, days=1)
    for name, file in made.files.items():
        yield Artifact(f"{INDEX}{name}", file)
    rows = [
        (entry.name, entry.url, entry.kind, entry.topics)
        + ((entry.plain_title,) if entry.url in titled else ())
        for entry in entries
    ]
    yield Artifact(f"{INDEX}entries.json", json.dumps(rows, ensure_ascii=False).encode())


def _failed(error: SearchError) -> Artifact:
    return Artifact(INDEX, Problem("mkdocs.yml", 1, "search", str(error)))
