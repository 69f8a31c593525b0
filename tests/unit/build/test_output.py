"""The output tree: which published files are current, and how new ones replace them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sitekit.build import output
from support.outputs import PAGES, Outputs


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file may be read."""
    monkeypatch.setattr(output, "digest", lambda *_: pytest.fail("a file was read"))


def test_published_file_is_current_under_its_key_without_being_read(
    outputs: Outputs, unread: None
) -> None:
    tree = outputs.tree()
    assert all(tree.is_current(address, text) for address, text in PAGES.items())


@pytest.mark.parametrize("key", ["another", "", "hom", "home "])
def test_file_is_stale_under_another_key(key: str, outputs: Outputs) -> None:
    assert not outputs.tree().is_current("index.html", key)


def test_file_is_stale_under_an_empty_key_twice(outputs: Outputs) -> None:
    tree = outputs.tree()
    assert not tree.is_current("index.html", "")
    (outputs.new / "index.html").write_text("home")
    tree.publish(outputs.new)
    assert not outputs.tree().is_current("index.html", "")


def _longer(file: Path) -> None:
    file.write_text("home, edited by hand")


def _same_size_and_time(file: Path) -> None:
    before = file.stat()
    with file.open("r+") as opened:
        opened.write("HOME")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def _replaced_by_one_of_the_same_size_and_time(file: Path) -> None:
    before = file.stat()
    other = file.with_name("other")
    other.write_text("HOME")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


def _empty(file: Path) -> None:
    file.write_text("")


def _deleted(file: Path) -> None:
    file.unlink()


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _folder_with_files(file: Path) -> None:
    _folder(file)
    (file / "index.html").write_text("home")
    (file / ".hidden").write_text("")


def _folder_with_empty_folders(file: Path) -> None:
    _folder(file)
    (file / "empty/deep").mkdir(parents=True)


def _link_to_a_folder(file: Path) -> None:
    file.unlink()
    file.symlink_to("blog")


def _link_to_an_equal_file(file: Path) -> None:
    other = file.parents[1] / "elsewhere.html"
    file.rename(other)
    file.symlink_to(other)


def _link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


DAMAGE = [
    *(_longer, _same_size_and_time, _replaced_by_one_of_the_same_size_and_time, _empty),
    *(_deleted, _folder, _folder_with_files, _folder_with_empty_folders),
    *(_link_to_an_equal_file, _link_to_a_folder, _link_to_nothing),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_file_that_was_changed_is_rebuilt(damage: Callable[[Path], None], outputs: Outputs) -> None:
    damage(outputs.site / "index.html")
    assert outputs.build(PAGES) == {"index.html"}
    assert outputs.files() == PAGES
    assert not (outputs.site / "index.html").is_symlink()
    assert outputs.build(PAGES) == set()


def _file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


def _link_to_an_equal_folder(folder: Path) -> None:
    other = folder.parents[1] / "elsewhere"
    folder.rename(other)
    folder.symlink_to(other)


@pytest.mark.parametrize("damage", [_file, shutil.rmtree, _link_to_an_equal_folder])
def test_files_of_a_folder_that_is_gone_are_rebuilt(
    damage: Callable[[Path], None], outputs: Outputs
) -> None:
    damage(outputs.site / "blog")
    assert outputs.build(PAGES) == {"blog/index.html", "blog/a/index.html"}
    assert outputs.files() == PAGES
    assert not (outputs.site / "blog").is_symlink()


def test_link_is_removed_and_its_target_not(outputs: Outputs) -> None:
    other = outputs.folder / "elsewhere"
    other.mkdir()
    (other / "precious.html").write_text("precious")
    (outputs.site / "linked").symlink_to(other)
    (outputs.site / "linked.html").symlink_to(other / "precious.html")
    outputs.build(PAGES)
    assert sorted(path.name for path in outputs.site.iterdir()) == ["blog", "index.html"]
    assert (other / "precious.html").read_text() == "precious"


def test_file_that_was_only_touched_is_current_and_read_once(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    (outputs.site / "index.html").touch()
    assert outputs.tree().is_current("index.html", "home")
    monkeypatch.setattr(output, "digest", lambda *_: pytest.fail("it was read again"))
    assert outputs.tree().is_current("index.html", "home")


def test_site_in_another_folder_is_rebuilt(outputs: Outputs) -> None:
    outputs.site.rename(outputs.folder / "old")
    assert outputs.build(PAGES) == PAGES.keys()
    assert outputs.files() == PAGES


def test_file_that_changed_is_the_only_one_written(outputs: Outputs) -> None:
    before = outputs.inodes()
    assert outputs.build({**PAGES, "blog/index.html": "longer list"}) == {"blog/index.html"}
    after = outputs.inodes()
    assert {name for name in PAGES if before[name] != after[name]} == {"blog/index.html"}
    assert outputs.files()["blog/index.html"] == "longer list"


def test_file_that_was_rebuilt_to_the_same_bytes_is_not_written(outputs: Outputs) -> None:
    before = outputs.inodes()
    outputs.shared_inputs = "another template, which makes no difference"
    tree, stale = outputs.begin(PAGES)
    assert stale == PAGES.keys()
    tree.publish(outputs.new)
    assert outputs.inodes() == before
    assert tree.published == 0
    assert outputs.build(PAGES) == set()


def test_mark_is_of_all_files_and_written_only_if_it_differs(outputs: Outputs) -> None:
    def mark(digests: Mapping[str, str]) -> bytes:
        there = outputs.files()
        assert digests.keys() == pages.keys() <= there.keys(), "the mark comes last"
        return ",".join(sorted(digests.values())).encode()

    written = []
    for pages in (PAGES, PAGES, {**PAGES, "index.html": "another home"}):
        tree, _ = outputs.begin(pages)
        tree.publish(outputs.new, mark)
        written.append(tree.published)
        assert outputs.files()["build.json"]
    assert written == [1, 0, 2]
    tree, _ = outputs.begin(PAGES)
    tree.publish(outputs.new)
    assert "build.json" not in outputs.files()


def test_site_does_not_change_before_it_is_published(outputs: Outputs) -> None:
    times = {path: path.stat().st_mtime_ns for path in outputs.site.rglob("*")}
    before = dict(outputs.manifest)
    tree, _ = outputs.begin({"index.html": "new home", "more.html": "more"})
    assert times == {path: path.stat().st_mtime_ns for path in outputs.site.rglob("*")}
    assert outputs.manifest == before
    tree.publish(outputs.new)
    assert tree.published == 2


def test_page_that_is_gone_is_removed_with_its_empty_folders(outputs: Outputs) -> None:
    assert outputs.build({"index.html": "home"}) == set()
    assert [path.name for path in outputs.site.rglob("*")] == ["index.html"]
    assert outputs.manifest.keys() == {"index.html"}


def test_page_that_comes_back_is_rebuilt(outputs: Outputs) -> None:
    outputs.build({"index.html": "home"})
    assert outputs.build(PAGES) == {"blog/index.html", "blog/a/index.html"}
    assert outputs.files() == PAGES


def test_foreign_files_are_removed_with_their_empty_folders(outputs: Outputs) -> None:
    (outputs.site / "foreign/deep").mkdir(parents=True)
    (outputs.site / "foreign/file.txt").write_text("")
    (outputs.site / "foreign/deep/file.txt").write_text("")
    (outputs.site / "blog/.hidden").write_text("")
    outputs.build(PAGES)
    assert outputs.files() == PAGES
    assert not (outputs.site / "foreign").exists()


def test_hidden_files_and_folders_at_the_top_are_left_alone(outputs: Outputs) -> None:
    hidden = {".nojekyll": "", ".git/config": "ours", ".git/objects/ab/cd": "x"}
    for name, text in hidden.items():
        (outputs.site / name).parent.mkdir(parents=True, exist_ok=True)
        (outputs.site / name).write_text(text)
    (outputs.site / ".git/refs").mkdir()
    outputs.build({"index.html": "home"})
    assert outputs.files() == {"index.html": "home"} | hidden
    assert (outputs.site / ".git/refs").is_dir()


def test_file_becomes_a_folder_and_a_folder_a_file(outputs: Outputs) -> None:
    as_file = {"index.html": "home", "blog": "a file", "old": "a file"}
    outputs.build(as_file)
    assert outputs.files() == as_file
    as_folder = {"index.html": "home", "blog/index.html": "list", "old/deep/x.html": "x"}
    assert outputs.build(as_folder) == {"blog/index.html", "old/deep/x.html"}
    assert outputs.files() == as_folder


def test_private_folder_is_trusted_and_has_files_that_are_published_apart(
    outputs: Outputs, unread: None
) -> None:
    """A preview's folder: its search index is published apart from the pages."""
    (outputs.site / "pagefind").mkdir()
    (outputs.site / "pagefind/index").write_text("x")
    (outputs.site / "index.html").touch()
    tree = outputs.tree(is_private=True)
    assert tree.is_current("index.html", "home")
    tree.publish(outputs.new)
    assert outputs.files() == {"index.html": "home", "pagefind/index": "x"}
    assert not (outputs.site / "blog").exists()


def test_file_that_another_build_replaced_at_the_same_moment_is_rebuilt(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def replace_and_be_overtaken(file: Path, target: Path) -> None:
        replace(file, target)
        file.write_text("ANOTHER")
        replace(file, target)

    outputs.manifest.clear()
    with monkeypatch.context() as overtaken:
        overtaken.setattr(Path, "replace", replace_and_be_overtaken)
        outputs.build(PAGES)
    assert outputs.build(PAGES) == PAGES.keys()
    assert outputs.files() == PAGES


def test_new_folder_is_moved_in_one_step_unless_another_build_was_first(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    replace, rename = Path.replace, Path.rename
    monkeypatch.setattr(Path, "replace", lambda a, b: moved.append(a.name) or replace(a, b))
    shutil.rmtree(outputs.site)
    outputs.build(PAGES)
    assert moved == ["index.html"]  # at the top; the files in blog/ came with it
    shutil.rmtree(outputs.site)

    def overtaken(source: Path, target: Path) -> Path:
        target.mkdir(parents=True)
        (target / "other.html").write_text("another build's")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", overtaken)
    outputs.build(PAGES)
    assert moved == ["index.html"] * 4
    assert outputs.files() == PAGES, "what the other build put there is no part of this site"


def test_pages_never_lack_what_they_need_while_a_site_is_published(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"index.html": "1", "old/index.html": "1", "a.1.css": "1", "feed.xml": "1", "old.md": "1"}
    new = {"index.html": "2", "new/index.html": "2", "a.2.css": "2", "feed.xml": "2", "new.md": "2"}
    outputs.build(old)
    states: list[dict[str, str]] = []
    replace, unlink = Path.replace, Path.unlink

    def record(result: object) -> object:
        states.append(outputs.files())
        return result

    monkeypatch.setattr(Path, "replace", lambda a, b: record(replace(a, b)))
    monkeypatch.setattr(Path, "unlink", lambda p, **k: record(unlink(p, **k)))
    outputs.build(new)
    assert states[-1] == new
    for state in states:
        pages = {text for name, text in state.items() if name.endswith(".html")}
        assert all(f"a.{version}.css" in state for version in pages)
        assert ("new/index.html" in state) or state["feed.xml"] == "1"
        assert ("old/index.html" in state) or state["feed.xml"] == "2"


def test_published_files_can_be_read_by_everybody(outputs: Outputs) -> None:
    before = os.umask(0o077)
    try:
        outputs.build(PAGES)
        outputs.build(PAGES | {"new/deep/index.html": "2"})
    finally:
        os.umask(before)
    for path in outputs.site.rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path
    assert outputs.site.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(("old", "new"), [("x", "x/index.html"), ("x/y/index.html", "x")])
def test_file_takes_the_place_of_a_folder_before_the_rest_is_removed(
    old: str, new: str, outputs: Outputs
) -> None:
    outputs.build({"index.html": "1", old: "1"})
    outputs.build({"index.html": "1", new: "2"})
    assert outputs.files() == {"index.html": "1", new: "2"}
