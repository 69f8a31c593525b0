"""The cards of a site: each drawn once, by worker processes if they are many."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sitekit.runtime.context import BuildContext
from sitekit.social_cards import drawing
from sitekit.social_cards.drawing import draw
from sitekit.social_cards.files import begin_cards, begin_drawing, draw_into_cache, uncached_cards
from sitekit.social_cards.layout import SocialCard


def _card(title: str) -> SocialCard:
    return SocialCard(title, "Article", "Stephen Martin", "Engine Works")


def test_card_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = []
    monkeypatch.setattr(drawing, "draw", lambda card: count.append(card) or draw(card))
    for _ in range(2):
        found = dict(begin_cards({"a": _card("A"), "b": _card("A")}, tmp_path, BuildContext()))
    assert found["a"].read_bytes() == draw(_card("A"))
    list(begin_cards({"a": _card("B")}, tmp_path, BuildContext()))
    assert len(count) == 2
    assert len([*tmp_path.iterdir()]) == 2


def test_card_is_returned_as_bytes_if_it_cannot_be_cached(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert draw_into_cache(_card("A"), tmp_path / "file") == draw(_card("A"))


def test_cards_of_a_site_are_drawn_for_each_address(tmp_path: Path) -> None:
    cards = {"a.png": _card("A"), "same.png": _card("A"), "empty.png": _card("字")}
    for _ in range(2):
        context = BuildContext()
        found = dict(begin_cards(cards, tmp_path, context))
        assert found.keys() == cards.keys()
        assert found["a.png"] == found["same.png"]
        assert found["a.png"].read_bytes() == draw(_card("A"))
    assert context.counts["cards"] == 0, "all are in the cache"


def test_cards_not_used_for_some_days_are_removed(tmp_path: Path) -> None:
    old, used = draw_into_cache(_card("Old"), tmp_path), draw_into_cache(_card("A"), tmp_path)
    for file in (old, used):
        os.utime(file.path, (time.time() - 99 * 86_400,) * 2)
    list(begin_cards({"a.png": _card("A")}, tmp_path, BuildContext()))
    assert list(tmp_path.iterdir()) == [used.path]


def test_cards_that_are_many_are_drawn_by_worker_processes(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers.cores", lambda: 2)
    monkeypatch.setattr(drawing, "draw", lambda _: pytest.fail("drawn in this process"))
    many = [_card(f"Number {n}") for n in range(70)]
    context = BuildContext()
    for _ in begin_drawing([*many, _card("字")], tmp_path / "pool", context):
        pass
    context.close()
    assert context.counts["cards"] == 71
    found = dict(begin_cards({"23": many[23], "69": many[69]}, tmp_path / "pool", BuildContext()))
    monkeypatch.undo()
    for name, content in found.items():
        assert content.read_bytes() == draw(many[int(name)])


def test_cards_that_are_few_start_no_process(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("sitekit.runtime.workers._start", lambda: pytest.fail("a pool"))
    assert list(begin_drawing([_card("A")], tmp_path, BuildContext())) == []
    assert not list(tmp_path.iterdir())


def test_card_of_many_pages_is_uncached_once(tmp_path: Path) -> None:
    draw_into_cache(_card("A"), tmp_path)
    assert uncached_cards([_card("A"), _card("B"), _card("B")], tmp_path) == [_card("B")]
    assert uncached_cards([_card("A")], tmp_path / "not there") == [_card("A")]
