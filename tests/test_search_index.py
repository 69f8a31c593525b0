"""The search index as the library makes it: what is made again, and what is not."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sitekit.problems import Problem
from sitekit.runtime.artifacts import Artifact
from sitekit.search.entries import SearchEntry
from sitekit.search.shards import make_shard
from sites import TemporarySite
from test_build import post

_run = subprocess.run
FACTORS = ("alpha", "beta", "gamma", "delta")


@dataclass
class Work:
    """What is made for an index of a site: its documents, and Pagefind's runs."""

    site: TemporarySite
    documents: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)

    def render(self, entry: SearchEntry, language: str) -> str:
        self.documents.append(entry.url)
        text = f"<h1>{entry.title}</h1>{entry.body}"
        return f"<html lang={language}><body data-pagefind-body>{text}</body></html>"

    def run(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.runs.append(" ".join(command))
        return _run(command, **options)

    def start(self, template: str = "A template.", **changes: Any) -> Iterator[Artifact]:
        self.documents, self.runs = [], []
        return self.site.read(**changes).search_index(self.render, template)

    def index(self, template: str = "A template.", **changes: Any) -> dict[str, bytes]:
        """Make the index, and return its files."""
        made = dict(self.start(template, **changes))
        return {
            address: file.read_bytes() if isinstance(file, Path) else file
            for address, file in made.items()
        }


@pytest.fixture
def work(site: TemporarySite, monkeypatch) -> Work:
    """A site of four shards, and the count of what is made for it."""
    monkeypatch.setattr("sitekit.search.index._ENOUGH", 12)
    site.write({f"posts/p{n}.md": post(title=f"Number {n}") for n in range(20)})
    for name in FACTORS:
        questions = "".join(f"## Why {name} {n}?\n\nFor {name}{n}.\n\n" for n in range(4))
        site.write({f"faq/{name}.md": f"---\ntitle: {name}\ndescription: D\n---\n{questions}"})
    work = Work(site)
    monkeypatch.setattr("sitekit.search.shards.subprocess.run", work.run)
    return work


def _shards(files: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Return the files of each shard, by the shard's folder."""
    shards: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for address, content in files.items():
        if address != "pagefind/entries.json":
            first = address.removeprefix("pagefind/").partition("/")[0]
            shards[first if first.isdecimal() else "0"][address] = content
    return shards


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    old, new = _shards(before), _shards(after)
    assert old.keys() == new.keys() == set("0123")
    return [name for name in old if old[name] != new[name]]


def test_what_has_not_changed_is_not_made_again(work: Work) -> None:
    first = work.index()
    assert len(work.runs) == 4
    told = json.loads(first["pagefind/entries.json"])["entries"]
    assert sorted(work.documents) == sorted(url for url, *_ in told.values())
    assert work.index() == first
    assert (work.runs, work.documents) == ([], [])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("posts/p3.md", "Number 3", "Another title"),
        ("faq/beta.md", "For beta2.", "For another reason."),
        ("docs/about.md", "\n---\n", "\n---\nA new line.\n\n"),
    ],
)
def test_an_edit_makes_one_shard_anew(file: str, old: str, new: str, work: Work) -> None:
    first = work.index()
    work.site.edit(file, old, new)
    second = work.index()
    assert len(work.runs) == 1
    assert len(_changed(first, second)) == 1
    assert 0 < len(work.documents) < 25
    shutil.rmtree(work.site.root / ".cache")
    assert work.index() == second


def test_a_new_file_changes_one_shard(work: Work) -> None:
    first = work.index()
    work.site.write({"posts/newest.md": post(title="Newest")})
    assert len(_changed(first, work.index())) == len(work.runs) == 1


def test_a_topics_new_name_is_told(work: Work) -> None:
    work.index()
    work.site.edit("posts/tags.yml", "label: AI Strategy", "label: Strategies")
    assert b"Strategies" in work.index()["pagefind/entries.json"]


def _other_template(monkeypatch) -> dict[str, Any]:
    return {"template": "Another template."}


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
    "change",
    [
        _other_template,
        _other_code,
        _other_pagefind,
        _other_markdown,
    ],
)
def test_what_all_documents_depend_on_makes_all_anew(change, work: Work, monkeypatch) -> None:
    work.index()
    work.index(**change(monkeypatch))
    assert len(work.runs) == 4


def test_texts_that_their_files_do_not_tell_are_asked_themselves(work: Work) -> None:
    """Settings of Markdown with a function in them cannot be named, so no file names its text."""

    def index(sign: str) -> None:
        slugs = {"A heading": f"the-{sign}"}
        slugify = lambda text, _: slugs.get(text, f"q{len(text)}")  # noqa: E731
        work.index(extension_configs={"toc": {"slugify": slugify}})

    work.site.write({"posts/headed.md": post(body="## A heading\n\nWords.")})
    index("a")
    index("a")
    assert work.runs == []
    index("b")
    assert len(work.runs) == 1


def test_a_small_site_has_one_shard(work: Work, monkeypatch) -> None:
    monkeypatch.undo()
    files = work.index()
    assert _shards(files).keys() == {"0"}
    assert files["pagefind/entries.json"].startswith(b'{"shards": 1,')


def test_the_program_is_there_once(work: Work) -> None:
    files = work.index()
    programs = [name for name in files if name.endswith((".js", ".pagefind"))]
    assert len(programs) == 4
    assert not [name for name in programs if name.count("/") > 1]


def _lose(shard: Path) -> None:
    next(shard.glob("fragment/*")).unlink()


def _cut(shard: Path) -> None:
    file = next(shard.glob("index/*"))
    file.write_bytes(file.read_bytes()[:-1])


def _garble(shard: Path) -> None:
    (shard / "contents.json").write_text("[{}")


@pytest.mark.parametrize("damage", [_lose, _cut, _garble, shutil.rmtree])
def test_a_kept_shard_that_is_not_whole_is_made_anew(damage, work: Work) -> None:
    first = work.index()
    damage(min((work.site.root / ".cache/search").iterdir()))
    assert work.index() == first
    assert len(work.runs) == 1


def test_old_shards_go_and_shown_ones_stay(work: Work) -> None:
    work.index()
    kept = set((work.site.root / ".cache/search").iterdir())
    work.site.edit("posts/p3.md", "Number 3", "Another title")
    for folder in kept:
        os.utime(folder, (0, 0))
    work.index()
    now = set((work.site.root / ".cache/search").iterdir())
    assert len(now - kept) == 1
    assert len(kept & now) == 3


def test_pagefind_runs_on_several_cores_while_the_caller_goes_on(work: Work, monkeypatch) -> None:
    """Each of two runs waits for the other, and both for the caller."""
    both, gone_on = threading.Barrier(2, timeout=60), threading.Event()

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        both.wait()
        assert gone_on.wait(60)
        return work.run(command, **options)

    monkeypatch.setattr("sitekit.search.index.cores", lambda: 2)
    monkeypatch.setattr("sitekit.search.shards.subprocess.run", run)
    index = work.start()
    gone_on.set()
    assert not [made for _, made in index if isinstance(made, Problem)]
    assert len(work.runs) == 4


def test_why_there_is_no_index_is_told_once(work: Work, monkeypatch) -> None:
    def failing(*_: Any, **__: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess([], 1, "", "No space left.")

    monkeypatch.setattr("sitekit.search.shards.subprocess.run", failing)
    ((_, problem),) = work.start()
    assert "the search index could not be made: No space left." in str(problem)

    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda n: real(n.replace("pagefind", "?")))
    ((_, problem),) = work.start()
    assert "the search index could not be made: No package metadata" in str(problem)


def test_a_word_costs_a_reader_as_much_in_shards(tmp_path: Path) -> None:
    """A file of the index is as large as it is told to be, so that of eight each is an eighth."""
    words = " ".join(f"w{n:05}" for n in range(20_000))
    documents = {"a/": f"<html lang=en><body data-pagefind-body><h1>A</h1>{words}</body></html>"}
    sizes = {}
    for chunk in (2_000, 16_000):
        shard = make_shard(documents, tmp_path / str(chunk), chunk, program=False)
        sizes[chunk] = max(size for name, size in shard.files.items() if name.startswith("index"))
    assert sizes[2_000] < sizes[16_000] / 4
