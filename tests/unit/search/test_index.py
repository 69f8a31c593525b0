"""The search index: its files, and when it is rebuilt."""

from __future__ import annotations

import gzip
import importlib.metadata
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.search.entries import SearchEntry
from support.content import post
from support.sites import METADATA, TemporarySite

_run = subprocess.run


@dataclass
class Indexer:
    """Makes the index of a site, and counts the documents and the runs of Pagefind for it."""

    site: TemporarySite
    documents: list[str] = field(default_factory=list)
    runs: int = 0

    @property
    def folder(self) -> Path:
        """The folder of the cached indexes."""
        return self.site.root / ".cache/search"

    def render(self, entry: SearchEntry, position: int) -> str:
        assert position == len(self.documents)
        self.documents.append(entry.url)
        sort = f"data-pagefind-sort=position:{position}"
        body = f"<body data-pagefind-body {sort}><h1>{entry.title}</h1>{entry.body}</body>"
        return f"<html lang=en>{body}</html>"

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.runs += 1
        return _run(command, **options)

    def begin(self, template: str = "A template.", **changes: Any) -> Iterator[Artifact]:
        self.documents, self.runs = [], 0
        return self.site.read(**changes).search_index(self.render, template)

    def index(self, template: str = "A template.", **changes: Any) -> dict[str, bytes]:
        """Make the index, and return its files."""
        made = dict(self.begin(template, **changes))
        return {
            address: file if isinstance(file, bytes) else file.read_bytes()
            for address, file in made.items()
        }

    def rows(self, **changes: Any) -> list[list[Any]]:
        """Make the index, and return the list of its entries."""
        return json.loads(self.index(**changes)["pagefind/entries.json"])


@pytest.fixture
def indexer(site: TemporarySite, monkeypatch) -> Indexer:
    indexer = Indexer(site)
    monkeypatch.setattr("sitekit.search.pagefind.subprocess.run", indexer.run)
    return indexer


def test_list_of_entries_is_in_the_order_of_the_documents(indexer: Indexer) -> None:
    rows = indexer.rows()
    assert [row[1] for row in rows] == indexer.documents
    assert len({row[0] for row in rows}) == len(rows)
    assert rows[0][1:] == ["blog/second/", "Article", ["AI Strategy", "C#"]]


def test_entries_of_one_address_are_one(indexer: Indexer) -> None:
    """In a preview, which shows a site with problems."""
    indexer.site.write({f"posts/{name}.md": post(more="slug: same\n") for name in "ab"})
    rows = indexer.rows(preview=True)
    assert [row[1] for row in rows] == indexer.documents
    assert indexer.documents.count("blog/same/") == 1


def test_index_that_is_up_to_date_is_not_rebuilt(indexer: Indexer) -> None:
    first = indexer.index()
    assert indexer.runs == 1
    assert indexer.index() == first
    assert (indexer.runs, indexer.documents) == (0, [])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("posts/first.md", "The first post", "Another title"),
        ("posts/first.md", "Opening words.", "Other words."),
        ("faq/shared.md", "\n---\n", "\n---\nAn introduction.\n\n"),
        ("docs/about.md", "\n---\n", "\n---\nA new line.\n\n"),
        ("posts/tags.yml", "label: AI Strategy", "label: Strategies"),
    ],
)
def test_index_is_rebuilt_after_an_edit(file: str, old: str, new: str, indexer: Indexer) -> None:
    indexer.index()
    indexer.site.edit(file, old, new)
    edited = indexer.index()
    assert indexer.runs == 1
    shutil.rmtree(indexer.folder)
    assert indexer.index() == edited


def test_index_has_a_topic_by_its_new_name(indexer: Indexer) -> None:
    indexer.index()
    indexer.site.edit("posts/tags.yml", "label: AI Strategy", "label: Strategies")
    assert b"Strategies" in indexer.index()["pagefind/entries.json"]


def _other_template(monkeypatch) -> dict[str, Any]:
    return {"template": "Another template."}


def _other_language(monkeypatch) -> dict[str, Any]:
    return {"metadata": METADATA.model_copy(update={"language": "de"})}


def _other_code(monkeypatch) -> dict[str, Any]:
    monkeypatch.setattr("sitekit.search.index.code_digest", lambda: "other code")
    return {}


def _other_pagefind(monkeypatch) -> dict[str, Any]:
    real = importlib.metadata.version
    changed = {"pagefind": "1.99"}
    monkeypatch.setattr(importlib.metadata, "version", lambda n: changed.get(n) or real(n))
    return {}


def _other_markdown(monkeypatch) -> dict[str, Any]:
    return {"extension_configs": {"toc": {"permalink": False}}}


@pytest.mark.parametrize(
    "change", [_other_template, _other_language, _other_code, _other_pagefind, _other_markdown]
)
def test_index_is_rebuilt_when_another_input_changed(change, indexer: Indexer, monkeypatch) -> None:
    indexer.index()
    indexer.index(**change(monkeypatch))
    assert indexer.runs == 1


def test_index_compares_texts_where_markdown_settings_have_no_digest(indexer: Indexer) -> None:
    """With a function among the settings, the digest of a file does not identify its text."""

    def index(sign: str) -> None:
        slugs = {"A heading": f"the-{sign}"}
        slugify = lambda text, _: slugs.get(text, f"q{len(text)}")  # noqa: E731
        indexer.index(extension_configs={"toc": {"slugify": slugify}})

    indexer.site.write({"posts/headed.md": post(body="## A heading\n\nWords.")})
    index("a")
    index("a")
    assert indexer.runs == 0
    index("b")
    assert indexer.runs == 1
    indexer.site.edit("posts/headed.md", "title: A post", "title: Another")
    index("b")
    assert indexer.runs == 1


def test_index_has_only_files_that_the_dialog_uses(indexer: Indexer) -> None:
    files = {address.removeprefix("pagefind/") for address in indexer.index()}
    top = {name for name in files if "/" not in name and not name.endswith(".pf_meta")}
    assert top == {
        "entries.json",
        "pagefind-entry.json",
        "pagefind-worker.js",
        "pagefind.js",
        "wasm.en.pagefind",
        "wasm.unknown.pagefind",
    }
    assert {name.partition("/")[0] for name in files if "/" in name} == {"fragment", "index"}


def test_index_has_no_code_blocks(indexer: Indexer) -> None:
    body = "Readable `inlinecode`.\n\n```py\nunreadable = 1\n```"
    indexer.site.write({"posts/x.md": post(body=body)})
    files = indexer.index().items()
    fragments = [gzip.decompress(data) for name, data in files if "/fragment/" in name]
    text = b"".join(fragments)
    assert b"Readable inlinecode" in text
    assert b"unreadable" not in text


def test_index_is_not_made_for_a_site_without_search(indexer: Indexer) -> None:
    without = METADATA.model_copy(update={"search": False})
    assert indexer.index(metadata=without) == {}
    assert (indexer.runs, indexer.documents) == (0, [])


def _lose(folder: Path) -> None:
    next(folder.glob("fragment/*")).unlink()


def _cut(folder: Path) -> None:
    file = next(folder.glob("index/*"))
    file.write_bytes(file.read_bytes()[:-1])


def _garble(folder: Path) -> None:
    (folder / "contents.json").write_text("[{}")


@pytest.mark.parametrize("damage", [_lose, _cut, _garble, shutil.rmtree])
def test_index_is_rebuilt_where_the_cached_one_is_damaged(damage, indexer: Indexer) -> None:
    first = indexer.index()
    (cached,) = indexer.folder.iterdir()
    damage(cached)
    assert indexer.index() == first
    assert indexer.runs == 1


def test_cached_indexes_are_removed_after_a_day(indexer: Indexer) -> None:
    indexer.index()
    (first,) = indexer.folder.iterdir()
    indexer.site.edit("posts/first.md", "Opening words.", "Other words.")
    indexer.index()
    both = set(indexer.folder.iterdir())
    assert len(both) == 2
    assert first in both
    for folder in both:
        os.utime(folder, (0, 0))
    indexer.index()
    assert set(indexer.folder.iterdir()) == both - {first}


def test_pagefind_runs_while_the_caller_goes_on(indexer: Indexer, monkeypatch) -> None:
    gone_on = threading.Event()

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        assert gone_on.wait(60)
        return indexer.run(command, **options)

    monkeypatch.setattr("sitekit.search.pagefind.subprocess.run", run)
    index = indexer.begin()
    gone_on.set()
    assert not [made for _, made in index if isinstance(made, Problem)]
    assert indexer.runs == 1


def test_index_that_cannot_be_made_is_one_problem(indexer: Indexer, monkeypatch) -> None:
    def failing(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "No space left.")

    def failing_late(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        _run(command, **options)
        return failing()

    for run in (failing, failing_late):
        monkeypatch.setattr("sitekit.search.pagefind.subprocess.run", run)
        ((_, problem),) = indexer.begin()
        assert "the search index could not be made: No space left." in str(problem)

    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda n: real(n.replace("pagefind", "?")))
    ((_, problem),) = indexer.begin()
    assert "the search index could not be made: No package metadata" in str(problem)
