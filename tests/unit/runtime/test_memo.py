"""Values in memory: valid as long as their inputs are equal, dropped when no rebuild asks."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from sitekit.runtime.memo import MemoTable


@pytest.fixture
def memo() -> MemoTable:
    return MemoTable()


def _refuse() -> object:
    raise AssertionError("a value was made")


def test_value_is_made_once_for_equal_inputs(memo: MemoTable) -> None:
    value = memo.get_or_make("key", ("a", 1), object)
    assert memo.get_or_make("key", ("a", 1), _refuse) is value
    memo.next_revision()
    assert memo.get_or_make("key", ("a", 1), _refuse) is value
    assert memo.get("key", ("a", 1)) is value


def test_value_is_made_again_for_other_inputs_and_other_keys(memo: MemoTable) -> None:
    numbers = count()
    made = [memo.get_or_make("key", inputs, lambda: next(numbers)) for inputs in ("a", "b", "b")]
    assert made == [0, 1, 1]
    memo.next_revision()
    assert memo.get("key", "a") is None
    assert memo.get_or_make("key", "c", lambda: next(numbers)) == 2
    assert memo.get_or_make("key", "c", _refuse) == 2
    assert memo.get_or_make("other", "c", lambda: next(numbers)) == 3


def test_value_whose_inputs_are_unknown_is_made_each_time(memo: MemoTable) -> None:
    assert [memo.get_or_make("key", None, lambda n=n: n) for n in (1, 2)] == [1, 2]
    memo.next_revision()
    assert memo.get("key", None) is None
    assert memo.get_or_make("key", None, lambda: 3) == 3


def test_value_is_dropped_when_a_revision_does_not_ask_for_it(memo: MemoTable) -> None:
    memo.put("asked for", 1, "x")
    memo.put("other", 1, "y")
    memo.next_revision()
    assert memo.get("asked for", 1) == "x"
    memo.next_revision()
    assert memo.get("asked for", 1) == "x"
    assert memo.get("other", 1) is None


def test_equal_values_become_one_object(memo: MemoTable) -> None:
    first, equal, other = ["a"], ["a"], ["b"]
    assert memo.intern("key", first) is first
    memo.next_revision()
    assert memo.intern("key", equal) is first
    assert memo.intern("key", other) is other


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file whose last write was a minute ago."""
    file = tmp_path / "file"
    file.write_text("one")
    written = file.stat().st_ctime_ns
    monkeypatch.setattr("sitekit.runtime.memo.time.time_ns", lambda: written + 60 * 10**9)
    return file


def test_value_of_a_file_is_made_again_after_a_write(memo: MemoTable, file: Path) -> None:
    assert memo.for_file("key", file, file.read_text) == "one"
    assert memo.for_file("key", file, _refuse) == "one"
    memo.next_revision()
    assert memo.for_file("key", file, _refuse) == "one"
    file.write_text("longer")
    assert memo.for_file("key", file, file.read_text) == "longer"


def test_value_of_a_file_that_was_just_written_is_not_remembered(
    memo: MemoTable, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another write at the same moment might not change its stamp."""
    written = file.stat().st_ctime_ns
    for after, remembered in ((0, False), (49_000_000, False), (51_000_000, True)):
        monkeypatch.setattr(
            "sitekit.runtime.memo.time.time_ns", lambda after=after: written + after
        )
        memo.for_file("key", file, lambda: "first")
        assert memo.for_file("key", file, lambda: "second") == ("first" if remembered else "second")


def test_value_of_a_file_that_is_gone_is_made_each_time(memo: MemoTable, tmp_path: Path) -> None:
    numbers = count()
    made = [memo.for_file("key", tmp_path / "none", lambda: next(numbers)) for _ in range(2)]
    assert made == [0, 1]


def test_file_of_a_file_system_with_whole_seconds_is_read_again_within_two(
    memo: MemoTable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, second = tmp_path / "file", 1_000_000_000
    file.touch()
    written = 1_800_000_000 * second
    monkeypatch.setattr("sitekit.runtime.memo.stamp_of", lambda _: (3, written, written, 1))
    values = iter(["one", "two", "three"])
    for passed_ns, value in ((second // 2, "one"), (second, "two"), (3 * second, "three")):
        now = written + passed_ns
        monkeypatch.setattr("sitekit.runtime.memo.time.time_ns", lambda now=now: now)
        assert memo.for_file("key", file, lambda: next(values)) == value
    assert memo.for_file("key", file, _refuse) == "three"
