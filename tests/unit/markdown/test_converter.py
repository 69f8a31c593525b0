"""Markdown is converted once: kept between builds, on one core or many, to the same result."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from pathlib import Path

import pytest
from markdown import Markdown

from sitekit.markdown.converter import Converter, Text
from sitekit.runtime.context import BuildContext
from sitekit.runtime.store import STORE_FILE, CacheStore
from support.content import post
from support.sites import TemporarySite

EXTENSIONS = ["toc", "tables", "pymdownx.superfences", "footnotes", "attr_list"]
TEXTS = [
    Text(
        "page",
        f"# Title {n}\n\nWords [x](y{n}.md).\n\n## Head\n\n![a](p.png)\n\n<!-- cta -->",
        f"T{n}",
    )
    for n in range(80)
]
SETS = [Text("faq", f"In.\n\n## Q{n}? {{#q{n}}}\n\nA [x](y.md).\n\n### H", "S") for n in range(5)]


@pytest.fixture
def store(tmp_path: Path):
    with CacheStore(tmp_path / "kept", pytest.fail) as store:
        yield store


def _converter(store: CacheStore | None = None, extensions=EXTENSIONS, configs=None) -> Converter:
    return Converter(extensions, configs or {}, BuildContext(store))


def _all(converter: Converter, texts=(*TEXTS, *SETS)) -> list:
    converter.convert(texts)
    return [converter.rendered(text) for text in texts]


def test_many_cores_make_what_one_makes(monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    pooled = _converter()
    monkeypatch.setattr(
        pooled.__class__, "_renderer", property(lambda _: pytest.fail("not pooled"))
    )
    many = _all(pooled)
    pooled.context.close()
    monkeypatch.undo()
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 1)
    assert many == _all(_converter())


def test_a_small_site_starts_no_process(monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers._start", lambda: pytest.fail("a pool"))
    assert len(_all(_converter(), TEXTS[:20])) == 20


def test_where_no_process_starts_one_core_does_it(monkeypatch) -> None:
    def broken(*_):
        raise OSError("no more processes")

    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    monkeypatch.setattr("sitekit.runtime.workers._start", broken)
    assert len(_all(_converter())) == 85


def test_what_is_kept_is_not_converted_again(store: CacheStore) -> None:
    first = _converter(store)
    made = _all(first)
    assert first.context.counts["texts"] == 85
    again = _converter(store)
    assert _all(again) == made
    assert again.context.counts["texts"] == 0


@pytest.mark.parametrize(
    "changed",
    [
        Text("page", TEXTS[0].body + " More.", TEXTS[0].title),
        Text("page", TEXTS[0].body, "Title 0"),
        Text("faq", TEXTS[0].body, TEXTS[0].title),
    ],
)
def test_one_text_that_changed_is_one_conversion(changed: Text, store: CacheStore) -> None:
    _all(_converter(store))
    again = _converter(store)
    _all(again, (changed, *TEXTS[1:]))
    assert again.context.counts["texts"] == 1


@pytest.mark.parametrize(
    ("extensions", "configs"),
    [
        (EXTENSIONS[:-1], {}),
        (EXTENSIONS, {"toc": {"permalink": True}}),
    ],
)
def test_other_settings_convert_anew(extensions, configs, store: CacheStore) -> None:
    _all(_converter(store))
    again = _converter(store, extensions, configs)
    _all(again)
    assert again.context.counts["texts"] == 85


def test_other_code_converts_anew(store: CacheStore, monkeypatch) -> None:
    _all(_converter(store))
    monkeypatch.setattr("sitekit.runtime.fingerprint.code_digest", lambda: "other code")
    again = _converter(store)
    _all(again)
    assert again.context.counts["texts"] == 85


def test_another_version_converts_anew(store: CacheStore, monkeypatch) -> None:
    _all(_converter(store))
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"{name} 99")
    again = _converter(store)
    _all(again)
    assert again.context.counts["texts"] == 85


def test_settings_that_cannot_be_written_down_keep_nothing(store: CacheStore, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    configs = {"toc": {"slugify": lambda text, _: f"own-{len(text)}"}}
    first, again = _converter(store, configs=configs), _converter(store, configs=configs)
    assert _all(first) == _all(again)
    assert again.context.counts["texts"] == 85
    assert first.rendered(TEXTS[0]).ids == ("own-7", "own-4")


def test_what_another_hand_wrote_is_made_anew(store: CacheStore, tmp_path: Path) -> None:
    made = _all(_converter(store))
    for text in ('{"document": 1}', "", "[", '{"document": {"ids": [["x"]]}, "log": []}'):
        with sqlite3.connect(tmp_path / "kept") as database:
            database.execute("UPDATE cache SET text = ?", (text,))
        database.close()
        again = _converter(store)
        assert _all(again) == made
        assert again.context.counts["texts"] == 85


def test_what_is_cut_short_is_made_anew(store: CacheStore, tmp_path: Path) -> None:
    made = _all(_converter(store))
    with sqlite3.connect(tmp_path / "kept") as database:
        database.execute("UPDATE cache SET text = substr(text, 1, length(text) - 1)")
        database.execute("UPDATE cache SET text = substr(text, 1, 20) WHERE rowid % 2")
    database.close()
    again = _converter(store)
    assert _all(again) == made
    assert again.context.counts["texts"] == 85


class _Warns(Markdown):
    """Says something of each text that has a number in it."""

    def convert(self, source: str) -> str:
        logging.getLogger("some.extension").warning("seen: %s", source.splitlines()[0])
        return super().convert(source)


def test_what_is_logged_comes_in_the_order_of_the_texts_kept_or_not(
    store: CacheStore, monkeypatch, caplog
) -> None:
    monkeypatch.setattr("sitekit.markdown.renderer.Markdown", _Warns)
    _all(_converter(store), TEXTS[:30])
    first = [(r.name, r.levelname, r.getMessage()) for r in caplog.records]
    assert first == [("some.extension", "WARNING", f"seen: # Title {n}") for n in range(30)]
    caplog.clear()
    again = _converter(store)
    _all(again, TEXTS[:30])
    assert again.context.counts["texts"] == 0
    assert [(r.name, r.levelname, r.getMessage()) for r in caplog.records] == first


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_logged_is_the_same_from_one_core_and_from_many(
    cores: int, monkeypatch, caplog
) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: cores)
    converter = _converter(extensions=[*EXTENSIONS, "support.logging_extension:TellingExtension"])
    _all(converter)
    converter.context.close()
    logged = [(r.name, r.levelname, r.getMessage()) for r in caplog.records]
    lines = [text.body.splitlines()[0] for text in (*TEXTS, *SETS)]
    assert logged == [("some.extension", "WARNING", f"seen: {line}") for line in lines]


def test_builds_share_what_is_kept_and_equal_a_build_from_nothing(site: TemporarySite) -> None:
    site.write({f"posts/p{n}.md": post(title=f"Number {n}", body=f"Words {n}.") for n in range(90)})
    assert site.build().returncode == 0
    site.edit("posts/p7.md", "Words 7.", "Other [words](first.md).")
    site.edit("posts/tags.yml", "label: C++", "label: Cpp")
    assert site.build().returncode == 0
    warm = site.built()
    with sqlite3.connect(site.root / ".cache" / STORE_FILE) as database:
        (rows,) = database.execute(
            "SELECT count(*) FROM cache WHERE namespace = 'markdown'"
        ).fetchone()
    database.close()
    shutil.rmtree(site.root / ".cache")
    shutil.rmtree(site.root / "site")
    assert site.build().returncode == 0
    assert site.built() == warm
    texts = len(site.read().library.all_entries) + 1  # one offer has a sentence
    assert rows == texts + 1
