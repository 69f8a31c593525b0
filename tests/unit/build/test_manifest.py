"""The manifest of a published site: cached for the next build, and never trusted blindly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitekit.build.manifest import ManifestEntry, load_manifest, save_manifest
from sitekit.build.output import OutputTree
from sitekit.runtime.store import CacheStore
from support.outputs import PAGES, Outputs

NEXT = {"index.html": "new home", "blog/index.html": "list", "tags/index.html": "tags", "x": "x"}


def _write_entry(store: CacheStore, site: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Write a text as the entry of index.html."""
    with monkeypatch.context() as patch:
        patch.setattr("sitekit.build.manifest.json.dumps", lambda _: text)
        save_manifest(store, site, {}, {"index.html": ManifestEntry("", "", ())})


def test_manifest_is_loaded_by_the_next_build(store: CacheStore, outputs: Outputs) -> None:
    save_manifest(store, outputs.site, {}, outputs.manifest)
    assert load_manifest(store, outputs.site) == outputs.manifest
    outputs.manifest = load_manifest(store, outputs.site)
    assert outputs.build(PAGES) == set()


def test_manifest_is_saved_where_it_changed(
    store: CacheStore, outputs: Outputs, monkeypatch
) -> None:
    save_manifest(store, outputs.site, {}, outputs.manifest)
    before = dict(outputs.manifest)
    outputs.build({"index.html": "home", "blog/index.html": "longer", "new.html": "new"})
    put = store.put
    written: dict[str, str] = {}
    monkeypatch.setattr(
        store, "put", lambda namespace, texts: written.update(texts) or put(namespace, texts)
    )
    save_manifest(store, outputs.site, before, outputs.manifest)
    assert written.keys() == {"blog/index.html", "new.html"}
    assert load_manifest(store, outputs.site) == outputs.manifest


def test_manifest_of_another_folder_is_another(store: CacheStore, outputs: Outputs) -> None:
    save_manifest(store, outputs.site, {}, outputs.manifest)
    other = outputs.folder / "elsewhere"
    assert load_manifest(store, other) == {}
    save_manifest(store, other, {}, {"x": ManifestEntry("", "", ())})
    assert load_manifest(store, outputs.site) == outputs.manifest


@pytest.mark.parametrize(
    "text",
    [
        *("", "no JSON", "[", "null", "5", "[]", '["key", "digest"]', '["key", "digest", 5]'),
        *('["key", "digest", [1], 4]', '{"key": "digest"}', '["key", "digest", null]'),
    ],
)
def test_entry_that_cannot_be_read_is_left_out(
    text: str, store: CacheStore, outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_manifest(store, outputs.site, {}, outputs.manifest)
    _write_entry(store, outputs.site, monkeypatch, text)
    outputs.manifest = load_manifest(store, outputs.site)
    assert outputs.manifest.keys() == PAGES.keys() - {"index.html"}
    assert outputs.build(PAGES) == {"index.html"}


@pytest.mark.parametrize("entry", ["abc", {"home": 1, "b": 2, "c": 3}, ["home", 7, "abc"]])
def test_entry_of_nonsense_makes_no_file_current(
    entry: object, store: CacheStore, outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_entry(store, outputs.site, monkeypatch, json.dumps(entry))
    outputs.manifest = load_manifest(store, outputs.site)
    assert outputs.manifest
    assert not outputs.tree().is_current("index.html", "home")
    outputs.build(PAGES)
    assert outputs.files() == PAGES


class _KilledError(Exception):
    pass


@pytest.mark.parametrize("after", range(len(NEXT)))
@pytest.mark.parametrize("files", [PAGES, NEXT], ids=["edit undone", "same edit"])
def test_build_that_was_killed_while_it_published_is_repaired_by_the_next(
    files: dict[str, str], after: int, store: CacheStore, outputs: Outputs, monkeypatch
) -> None:
    save_manifest(store, outputs.site, {}, outputs.manifest)
    tree, stale = outputs.begin(NEXT)
    assert len(stale) == len(NEXT) - 1
    left, put = [None] * after, OutputTree._put

    def put_some(self: OutputTree, address: str, file: Path) -> ManifestEntry:
        if not left:
            raise _KilledError
        left.pop()
        return put(self, address, file)

    with monkeypatch.context() as killed:
        killed.setattr(OutputTree, "_put", put_some)
        if after < len(stale):
            with pytest.raises(_KilledError):
                tree.publish(outputs.new)
        else:
            tree.publish(outputs.new)  # and killed before the manifest was saved
    outputs.manifest = load_manifest(store, outputs.site)
    outputs.build(files)
    assert outputs.files() == files
    assert outputs.build(files) == set()
