"""Texts are converted once: cached between builds, on one core or many, with equal results."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitekit.markdown.block_reader import CommonMarkMarkdown
from sitekit.markdown.converter import Converter, Text
from sitekit.runtime import workers
from sitekit.runtime.context import BuildContext
from sitekit.runtime.memo import MemoTable
from sitekit.runtime.store import CacheStore
from sitekit.runtime.workers import MIN_ITEMS

EXTENSIONS = ["toc", "tables", "pymdownx.superfences", "footnotes", "attr_list"]


def _page(n: int) -> Text:
    body = f"# Title {n}\n\nWords [x](y{n}.md).\n\n## Head\n\n![a](p.png)\n\n<!-- cta -->"
    return Text("page", body, f"T{n}")


FAQ = Text("faq", "In.\n\n## Q? {#q}\n\nA [x](y.md).\n\n### H", "S")
TEXTS = (*map(_page, range(5)), FAQ)
MANY_TEXTS = (*map(_page, range(MIN_ITEMS)), FAQ)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[CacheStore]:
    with CacheStore(tmp_path / "store", pytest.fail) as store:
        yield store


def _converter(
    store: CacheStore | None = None, extensions=EXTENSIONS, configs=None, memo=None
) -> Converter:
    return Converter(extensions, configs or {}, BuildContext(store, memo=memo or MemoTable()))


def _convert(converter: Converter, texts=TEXTS) -> list:
    converter.convert(texts)
    return [converter.rendered(text) for text in texts]


def test_conversions_by_many_processes_equal_those_by_one(monkeypatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    pooled = _converter()
    with monkeypatch.context() as patch:
        refuse = property(lambda _: pytest.fail("converted in this process"))
        patch.setattr(Converter, "_renderer", refuse)
        many = _convert(pooled, MANY_TEXTS)
    pooled.context.close()
    monkeypatch.setattr(workers, "cores", lambda: 1)
    assert many == _convert(_converter(), MANY_TEXTS)


def test_conversions_of_few_texts_start_no_process(monkeypatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(workers, "_start", lambda: pytest.fail("a pool"))
    assert len(_convert(_converter(), MANY_TEXTS[: MIN_ITEMS - 1])) == MIN_ITEMS - 1


def test_conversions_are_made_in_this_process_where_no_other_starts(monkeypatch) -> None:
    def refuse() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(workers, "_start", refuse)
    assert len(_convert(_converter(), MANY_TEXTS)) == len(MANY_TEXTS)


def test_conversion_that_is_cached_is_not_made_again(store: CacheStore) -> None:
    first = _converter(store)
    made = _convert(first)
    assert first.context.counts["texts"] == len(TEXTS)
    again = _converter(store)
    assert _convert(again) == made
    assert again.context.counts["texts"] == 0


def test_conversion_is_remembered_by_a_preview_until_its_settings_change() -> None:
    memo = MemoTable()
    made = _convert(_converter(memo=memo))
    memo.next_revision()
    again = _converter(memo=memo)
    assert _convert(again) == made
    assert again.context.counts["texts"] == 0
    other = _converter(configs={"toc": {"permalink": True}}, memo=memo)
    assert _convert(other) != made
    assert other.context.counts["texts"] == len(TEXTS)


@pytest.mark.parametrize(
    "changed",
    [
        Text("page", TEXTS[0].body + " More.", TEXTS[0].title),
        Text("page", TEXTS[0].body, "Title 0"),
        Text("faq", TEXTS[0].body, TEXTS[0].title),
    ],
    ids=["body", "title", "kind"],
)
def test_conversion_of_a_changed_text_is_the_only_new_one(changed: Text, store: CacheStore) -> None:
    _convert(_converter(store))
    again = _converter(store)
    _convert(again, (changed, *TEXTS[1:]))
    assert again.context.counts["texts"] == 1
    assert again.rendered(changed) == _converter().rendered(changed)


@pytest.mark.parametrize(
    ("extensions", "configs"),
    [(EXTENSIONS[:-1], {}), (EXTENSIONS, {"toc": {"permalink": True}})],
    ids=["extensions", "options"],
)
def test_conversions_are_made_again_with_other_settings(
    extensions, configs, store: CacheStore
) -> None:
    _convert(_converter(store))
    again = _converter(store, extensions, configs)
    _convert(again)
    assert again.context.counts["texts"] == len(TEXTS)


@pytest.mark.parametrize(
    ("function", "other"),
    [
        ("sitekit.runtime.fingerprint.code_digest", lambda: "other code"),
        ("importlib.metadata.version", lambda name: f"{name} 99"),
    ],
    ids=["our code", "versions of packages"],
)
def test_conversions_are_made_again_by_other_code(
    function: str, other: Callable, store: CacheStore, monkeypatch
) -> None:
    _convert(_converter(store))
    monkeypatch.setattr(function, other)
    again = _converter(store)
    _convert(again)
    assert again.context.counts["texts"] == len(TEXTS)


def test_conversions_by_settings_without_a_digest_are_not_cached(
    store: CacheStore, monkeypatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    configs = {"toc": {"slugify": lambda text, _: f"own-{len(text)}"}}
    first, again = _converter(store, configs=configs), _converter(store, configs=configs)
    assert _convert(first, MANY_TEXTS) == _convert(again, MANY_TEXTS)
    assert again.context.counts["texts"] == len(MANY_TEXTS)
    assert first.rendered(TEXTS[0]).ids == ("own-7", "own-4")


@pytest.mark.parametrize(
    "damaged",
    [
        """'{"document": 1}'""",
        """'{"document": {"ids": [["x"]]}, "log": []}'""",
        "''",
        "'['",
        "substr(text, 1, length(text) - 1)",
        "substr(text, 1, 20)",
    ],
)
def test_conversions_are_made_again_where_cached_ones_are_damaged(
    damaged: str, store: CacheStore, tmp_path: Path
) -> None:
    made = _convert(_converter(store))
    with sqlite3.connect(tmp_path / "store") as database:
        database.execute(f"UPDATE cache SET text = {damaged}")
    database.close()
    again = _converter(store)
    assert _convert(again) == made
    assert again.context.counts["texts"] == len(TEXTS)


class _Warns(CommonMarkMarkdown):
    """Logs the first line of each text."""

    def convert(self, source: str) -> str:
        logging.getLogger("some.extension").warning("seen: %s", source.splitlines()[0])
        return super().convert(source)


def test_messages_are_logged_in_the_order_of_the_texts_also_from_the_cache(
    store: CacheStore, monkeypatch, caplog
) -> None:
    monkeypatch.setattr("sitekit.markdown.renderer.CommonMarkMarkdown", _Warns)
    _convert(_converter(store), TEXTS[3:5])
    caplog.clear()
    for converted in (4, 0):
        converter = _converter(store)
        _convert(converter, TEXTS)
        assert converter.context.counts["texts"] == converted
        assert [(r.name, r.levelname, r.getMessage()) for r in caplog.records] == [
            *(("some.extension", "WARNING", f"seen: # Title {n}") for n in range(5)),
            ("some.extension", "WARNING", "seen: In."),
        ]
        caplog.clear()


@pytest.mark.parametrize("cores", [1, 2])
def test_messages_are_logged_in_the_order_of_the_texts_from_any_number_of_processes(
    cores: int, monkeypatch, caplog
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: cores)
    converter = _converter(extensions=[*EXTENSIONS, "support.logging_extension:LoggingExtension"])
    _convert(converter, MANY_TEXTS)
    converter.context.close()
    logged = [(r.name, r.levelname, r.getMessage()) for r in caplog.records]
    lines = [text.body.splitlines()[0] for text in MANY_TEXTS]
    assert logged == [("some.extension", "WARNING", f"seen: {line}") for line in lines]


def test_inline_conversion_has_no_paragraph() -> None:
    before, link, after = _converter().inline("Let us [talk](cta:).")
    assert (before, link.value, after) == ('Let us <a href="', "cta:", '" rel="noopener">talk</a>.')


class _Raises(CommonMarkMarkdown):
    """Fails for a text with a certain word."""

    def convert(self, source: str) -> str:
        if "explode" in source:
            raise KeyError(source)
        return super().convert(source)


@pytest.mark.parametrize("kind", ["page", "faq"])
def test_text_that_cannot_be_converted_is_remarked_on_where_it_is(kind, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.markdown.renderer.CommonMarkMarkdown", _Raises)
    text = Text(kind, "## One\n\nWords.\n\n- a\n- explode\n\n## Two\n\nexplode", "T")
    converter = _converter()
    converter.convert([text, FAQ])
    document = converter.rendered(text)
    assert (document.failed, document.html) == (True, "")
    (remark,) = document.remarks
    assert (remark.line, remark.key, remark.is_advice) == (4, "Markdown", False)
    assert not converter.rendered(FAQ).failed
