"""What the site's search finds: posts, questions each by itself, and pages, as Pagefind reads them.

Pagefind (https://pagefind.app) indexes HTML documents; each entry here becomes one of them, so
that no frame, listing, redirect, invitation or draft is in the index.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sitekit.library import Library
from sitekit.slots import Parts, fill

_NEEDED = ("pagefind-entry.json", "pagefind.js", "pagefind-worker.js", "wasm.*", "*.pf_meta")
_FOLDERS = ("filter", "fragment", "index")
_SECONDS = 600


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


def search_entries(library: Library) -> Iterator[SearchEntry]:
    """Yield what can be found: nothing that a build leaves out or that is `noindex`."""
    for post in library.posts:
        if post.published and not post.meta.noindex:
            topics = _topics(library, post.meta.tags)
            title, body = _text((post.meta.title,)), _text(post.body.parts)
            yield SearchEntry(post.address, "Article", title, topics, body)
    for faq_set in library.sets:
        if faq_set.status == "published":
            home, topics = library.home(faq_set).address, _topics(library, faq_set.meta.tags)
            for question in faq_set.questions:
                url, title = f"{home}#{question.id}", _text(question.title)
                yield SearchEntry(url, "Question", title, topics, _text(question.answer))
    for doc in library.docs:
        if not doc.meta.noindex:
            yield SearchEntry(doc.address, "Page", doc.headline, (), _text(doc.body.parts))


def _topics(library: Library, tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(library.tags[tag].meta.label for tag in tags if tag in library.tags)


def _text(parts: Parts) -> str:
    """Return a text without what leads on from it: the words count, and the headings' ids."""
    return fill(parts, lambda _: "", permalinks=False)


def search_index(documents: Mapping[str, str], cache: Path) -> Path:
    """Return the folder of the index of HTML documents, by the names of their files.

    An index is kept in the folder `cache` under the digest of all that it is made from, and not
    made again. Raises SearchError where Pagefind fails.
    """
    digest = hashlib.sha256(importlib.metadata.version("pagefind").encode())
    for name, text in sorted(documents.items()):
        digest.update(f"\0{name}\0{len(text)}\0{text}".encode())
    kept = cache / digest.hexdigest()
    if kept.is_dir():
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
    try:
        _write(documents, work / "in")
        _run(work / "in", work / "out")
        for file in (work / "out").iterdir():
            if file.name not in _FOLDERS and not any(file.match(name) for name in _NEEDED):
                file.unlink()
        try:
            (work / "out").rename(kept)
        except OSError:
            if not kept.is_dir():  # another build was first
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for old in cache.iterdir():
        if old != kept and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)
    return kept


def _write(documents: Mapping[str, str], folder: Path) -> None:
    folder.mkdir()
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")


def _run(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--silent"]
    command += [
        "--exclude-selectors",
        "pre",
    ]  # nobody here looks for code, and excerpts read better
    command += ["--output-path", str(target)]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603 - our own interpreter, and paths that we made
        command, capture_output=True, text=True, timeout=_SECONDS, check=False, env=environment
    )
    if done.returncode or not (target / "pagefind.js").is_file():
        told = (done.stderr or done.stdout).strip()
        raise SearchError(f"Pagefind could not index the site: {told}")
