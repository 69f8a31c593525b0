"""What the site's search finds: posts, questions each by itself, and pages, as Pagefind reads them.

Pagefind (https://pagefind.app) indexes HTML documents; each entry here becomes one of them, so
that no frame, listing, redirect, invitation or draft is in the index.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from markupsafe import escape

from sitekit.content import Post
from sitekit.fingerprints import digest
from sitekit.library import Library
from sitekit.slots import Parts, fill

_OPTIONS = ("--silent", "--exclude-selectors", "pre")  # nobody here looks for a line of code
_PROGRAM = "pagefind.js"
_NEEDED = ("pagefind-entry.json", _PROGRAM, "pagefind-worker.js", "wasm.*", "*.pf_meta")
_FOLDERS = ("fragment", "index")
_ENTRIES = "entries.json"
_MAGIC = b"pagefind_dcd"  # what a fragment starts with
_SECONDS = 600
_A_DAY = 86_400  # seconds


class SearchError(Exception):
    """Why there is no index."""


@dataclass(frozen=True)
class SearchEntry:
    """One result: where it leads, what is shown of it, and the text it is found by."""

    url: str
    """The address within the site, with a fragment for a question."""
    kind: Literal["Article", "Question", "Page"]
    title: str
    """HTML."""
    topics: tuple[str, ...]
    body: str
    """HTML."""


Documents = Sequence[tuple[str, SearchEntry]]
"""HTML documents for Pagefind, and what each stands for."""


def search_entries(library: Library) -> Iterator[SearchEntry]:
    """Yield what can be found: nothing that a build leaves out or that is `noindex`."""
    for post in library.posts:
        if post.published and not post.meta.noindex:
            topics = _topics(library, post.meta.tags)
            title, body = str(escape(post.meta.title)), _text(post.body.parts)
            yield SearchEntry(post.address, "Article", title, topics, body)
    for faq_set in library.sets:
        home = library.home(faq_set)
        hidden = isinstance(home, Post) and home.meta.noindex
        if faq_set.status == "published" and not hidden:
            topics = _topics(library, faq_set.meta.tags)
            for question in faq_set.questions:
                url, title = f"{home.address}#{question.id}", _text(question.title)
                yield SearchEntry(url, "Question", title, topics, _text(question.answer))
    for doc in library.docs:
        if not doc.meta.noindex:
            yield SearchEntry(
                doc.address, "Page", str(escape(doc.headline)), (), _text(doc.body.parts)
            )


def _topics(library: Library, tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(library.tags[tag].meta.label for tag in tags if tag in library.tags)


def _text(parts: Parts) -> str:
    """Return a text without what leads on from it: the words count, and the headings' ids."""
    return fill(parts, lambda _: "", permalinks=False)


def search_index(documents: Documents, cache: Path) -> Path:
    """Return the folder of the index of HTML documents and of what each stands for.

    An index is kept in the folder `cache` under the digest of all that it is made from, and not
    made again. Raises SearchError where Pagefind fails or the cache cannot be written.
    """
    try:
        kept = cache / _digest(documents)
        if not (kept / _PROGRAM).is_file():
            cache.mkdir(parents=True, exist_ok=True)
            _make(documents, kept)
            _drop_old(cache, kept)
    except (OSError, subprocess.SubprocessError, importlib.metadata.PackageNotFoundError) as error:
        raise SearchError(f"the search index could not be made: {error}.") from None
    return kept


def _digest(documents: Documents) -> str:
    recipe = (importlib.metadata.version("pagefind"), *_OPTIONS, *_NEEDED, *_FOLDERS, _ENTRIES)
    told = (text for html, entry in documents for text in (html, json.dumps(_told(entry))))
    return digest(*recipe, *told)


def _make(documents: Documents, kept: Path) -> None:
    """Make an index in a folder beside `kept`, and put it there."""
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept.parent) as work:
        source, target = Path(work) / "in", Path(work) / "out"
        source.mkdir()
        names = {}
        for number, (html, entry) in enumerate(documents):
            name = f"{number:06}.html"
            (source / name).write_text(html, encoding="utf-8")
            names[f"/{name}"] = entry
        _run(source, target)
        for file in target.iterdir():
            if file.name not in _FOLDERS and not any(file.match(name) for name in _NEEDED):
                file.unlink()
        (target / _ENTRIES).write_text(json.dumps(_entries(target, names)), encoding="utf-8")
        shutil.rmtree(kept, ignore_errors=True)  # what was left of one
        try:
            target.rename(kept)
        except OSError:
            if not (kept / _PROGRAM).is_file():  # another build was first
                raise


def _entries(index: Path, names: Mapping[str, SearchEntry]) -> dict[str, Any]:
    """Return what each result of an index stands for: address, kind and topics, by its id.

    Pagefind's own fields and filters would say it too, but it writes them in no fixed order, so
    that two builds would differ (its issue 638).
    """
    found = {}
    for file in sorted((index / "fragment").iterdir()):
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))
        found[file.stem] = _told(names[fragment["url"]])
    return found


def _told(entry: SearchEntry) -> list[Any]:
    return [entry.url, entry.kind, entry.topics]


def _drop_old(cache: Path, kept: Path) -> None:
    """Remove other indexes, but none that a build under way may be about to copy."""
    for old in cache.iterdir():
        if old != kept and time.time() - old.stat().st_mtime > _A_DAY:
            shutil.rmtree(old, ignore_errors=True)


def _run(source: Path, target: Path) -> None:
    places = ("--site", str(source), "--output-path", str(target))
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we made
        [sys.executable, "-m", "pagefind", *_OPTIONS, *places],
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    if done.returncode or not (target / _PROGRAM).is_file():
        told = (done.stderr or done.stdout).strip()
        raise SearchError(f"Pagefind could not index the site: {told}")
