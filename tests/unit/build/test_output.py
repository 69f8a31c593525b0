"""What stands in a site and what does not, and how new files take their places in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitekit.build import manifest, output
from sitekit.build.manifest import ManifestEntry
from sitekit.build.output import OutputTree
from sitekit.runtime.store import CacheStore
from support.builds import wait_for_the_clock

PAGES = {"index.html": "home", "blog/index.html": "list", "blog/a/index.html": "one"}


@dataclass
class Builds:
    """Builds of one site, one after another; a file's key is its text and what all depend on."""

    folder: Path
    manifest: dict[str, ManifestEntry] = field(default_factory=dict)
    of_all: str = ""

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def tree(self) -> OutputTree:
        return OutputTree(self.site, self.manifest)

    def begin(self, files: dict[str, str]) -> tuple[OutputTree, set[str]]:
        """Write what does not stand beside the site."""
        now, made = self.tree(), set()
        shutil.rmtree(self.folder / "new", ignore_errors=True)
        for address, text in files.items():
            if not now.is_current(address, text + self.of_all):
                made.add(address)
                file = self.folder / "new" / address
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        return now, made

    def build(self, files: dict[str, str]) -> set[str]:
        """Build the site, and return what was made."""
        now, made = self.begin(files)
        now.publish(self.folder / "new")
        return made

    def files(self) -> dict[str, str]:
        found = (path for path in self.site.rglob("*") if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_text() for path in found}

    def inodes(self) -> dict[str, int]:
        return {name: (self.site / name).stat().st_ino for name in self.files()}


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    made = Builds(tmp_path)
    made.build(PAGES)
    wait_for_the_clock(tmp_path)
    return made


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is read."""

    def refuse(*pieces: object) -> str:
        raise AssertionError("a file was read")

    monkeypatch.setattr(output, "digest", refuse)


def test_what_was_published_stands_under_its_key_unread(builds: Builds, unread: None) -> None:
    now = builds.tree()
    assert all(now.is_current(address, text) for address, text in PAGES.items())


@pytest.mark.parametrize("key", ["another", "", "hom", "home "])
def test_nothing_stands_under_another_key(key: str, builds: Builds) -> None:
    assert not builds.tree().is_current("index.html", key)


def test_nothing_stands_under_an_empty_key_twice(builds: Builds) -> None:
    now = builds.tree()
    assert not now.is_current("index.html", "")
    (builds.folder / "new/index.html").write_text("home")
    now.publish(builds.folder / "new")
    assert not builds.tree().is_current("index.html", "")


def _longer(file: Path) -> None:
    file.write_text("home, edited by hand")


def _same_size_and_time(file: Path) -> None:
    told = file.stat()
    with file.open("r+") as opened:
        opened.write("HOME")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (told.st_size, told.st_mtime_ns)


def _replaced_by_its_like_in_size_and_time(file: Path) -> None:
    told = file.stat()
    other = file.with_name("other")
    other.write_text("HOME")
    os.utime(other, ns=(told.st_atime_ns, told.st_mtime_ns))
    other.replace(file)


def _empty(file: Path) -> None:
    file.write_text("")


def _deleted(file: Path) -> None:
    file.unlink()


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_folder_with_files(file: Path) -> None:
    _a_folder(file)
    (file / "index.html").write_text("home")
    (file / ".hidden").write_text("")


def _a_folder_with_empty_folders(file: Path) -> None:
    _a_folder(file)
    (file / "empty/deep").mkdir(parents=True)


def _a_link_to_a_folder(file: Path) -> None:
    file.unlink()
    file.symlink_to("blog")


def _a_link_to_its_like(file: Path) -> None:
    other = file.parents[1] / "elsewhere.html"
    file.rename(other)
    file.symlink_to(other)


def _a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere")


DAMAGE = [
    *(_longer, _same_size_and_time, _replaced_by_its_like_in_size_and_time, _empty, _deleted),
    *(_a_folder, _a_folder_with_files, _a_folder_with_empty_folders),
    *(_a_link_to_its_like, _a_link_to_a_folder, _a_link_to_nothing),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_not_as_it_was_put_there_is_made_anew(
    damage: Callable[[Path], None], builds: Builds
) -> None:
    damage(builds.site / "index.html")
    assert builds.build(PAGES) == {"index.html"}
    assert builds.files() == PAGES
    assert not (builds.site / "index.html").is_symlink()
    assert builds.build(PAGES) == set()


def _a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("")


def _gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _a_link_to_a_folder_like_it(folder: Path) -> None:
    other = folder.parents[1] / "elsewhere"
    folder.rename(other)
    folder.symlink_to(other)


@pytest.mark.parametrize("damage", [_a_file, _gone, _a_link_to_a_folder_like_it])
def test_what_was_in_a_folder_that_is_none_any_more_is_made_anew(
    damage: Callable[[Path], None], builds: Builds
) -> None:
    damage(builds.site / "blog")
    assert builds.build(PAGES) == {"blog/index.html", "blog/a/index.html"}
    assert builds.files() == PAGES
    assert not (builds.site / "blog").is_symlink()


def test_what_a_link_leads_to_stays(builds: Builds) -> None:
    other = builds.folder / "elsewhere"
    other.mkdir()
    (other / "precious.html").write_text("precious")
    (builds.site / "linked").symlink_to(other)
    (builds.site / "linked.html").symlink_to(other / "precious.html")
    builds.build(PAGES)
    assert sorted(path.name for path in builds.site.iterdir()) == ["blog", "index.html"]
    assert (other / "precious.html").read_text() == "precious"


def test_a_file_that_was_only_touched_stands_and_is_read_once(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    (builds.site / "index.html").touch()
    assert builds.tree().is_current("index.html", "home")
    monkeypatch.setattr(output, "digest", lambda *_: pytest.fail("it was read again"))
    assert builds.tree().is_current("index.html", "home")


def test_a_site_of_another_folder_is_another_site(builds: Builds) -> None:
    builds.site.rename(builds.folder / "old")
    assert builds.build(PAGES) == PAGES.keys()
    assert builds.files() == PAGES


def test_only_what_changed_is_made_and_written(builds: Builds) -> None:
    before = builds.inodes()
    assert builds.build({**PAGES, "blog/index.html": "longer list"}) == {"blog/index.html"}
    after = builds.inodes()
    assert {name for name in PAGES if before[name] != after[name]} == {"blog/index.html"}
    assert builds.files()["blog/index.html"] == "longer list"


def test_nothing_is_written_that_is_there_already(builds: Builds) -> None:
    before = builds.inodes()
    builds.of_all = "another template, of which nothing shows"
    assert builds.build(PAGES) == PAGES.keys()
    assert builds.inodes() == before
    assert builds.build(PAGES) == set()


def test_nothing_changes_before_it_is_published(builds: Builds) -> None:
    times = {path: path.stat().st_mtime_ns for path in builds.site.rglob("*")}
    before = dict(builds.manifest)
    builds.begin({"index.html": "new home", "more.html": "more"})
    assert times == {path: path.stat().st_mtime_ns for path in builds.site.rglob("*")}
    assert builds.manifest == before


def test_what_the_site_no_longer_has_goes_and_empty_folders_with_it(builds: Builds) -> None:
    assert builds.build({"index.html": "home"}) == set()
    assert [path.name for path in builds.site.rglob("*")] == ["index.html"]
    assert builds.manifest.keys() == {"index.html"}


def test_what_comes_back_is_made_anew(builds: Builds) -> None:
    builds.build({"index.html": "home"})
    assert builds.build(PAGES) == {"blog/index.html", "blog/a/index.html"}
    assert builds.files() == PAGES


def test_foreign_files_go_and_the_folders_that_they_leave_empty(builds: Builds) -> None:
    (builds.site / "foreign/deep").mkdir(parents=True)
    (builds.site / "foreign/file.txt").write_text("")
    (builds.site / "foreign/deep/file.txt").write_text("")
    (builds.site / "blog/.hidden").write_text("")
    builds.build(PAGES)
    assert builds.files() == PAGES
    assert not (builds.site / "foreign").exists()


def test_hidden_files_and_folders_at_the_top_stay(builds: Builds) -> None:
    hidden = {".nojekyll": "", ".git/config": "ours", ".git/objects/ab/cd": "x"}
    for name, text in hidden.items():
        (builds.site / name).parent.mkdir(parents=True, exist_ok=True)
        (builds.site / name).write_text(text)
    (builds.site / ".git/refs").mkdir()
    builds.build({"index.html": "home"})
    assert builds.files() == {"index.html": "home"} | hidden
    assert (builds.site / ".git/refs").is_dir()


def test_a_file_becomes_a_folder_and_a_folder_a_file(builds: Builds) -> None:
    as_file = {"index.html": "home", "blog": "a file", "old": "a file"}
    builds.build(as_file)
    assert builds.files() == as_file
    as_folder = {"index.html": "home", "blog/index.html": "list", "old/deep/x.html": "x"}
    assert builds.build(as_folder) == {"blog/index.html", "old/deep/x.html"}
    assert builds.files() == as_folder


def test_what_others_put_into_a_folder_of_the_builds_own_stays(builds: Builds) -> None:
    """A preview's folder: the search index is put into it apart from the pages."""
    (builds.site / "pagefind").mkdir()
    (builds.site / "pagefind/index").write_text("x")
    now = OutputTree(builds.site, builds.manifest, is_private=True)
    assert now.is_current("index.html", "home")
    now.publish(builds.folder / "new")
    assert builds.files() == {"index.html": "home", "pagefind/index": "x"}
    assert not (builds.site / "blog").exists()


@pytest.fixture
def store(tmp_path: Path):
    with CacheStore(tmp_path / "kept", pytest.fail) as store:
        yield store


def test_records_are_kept_for_the_next_build(store: CacheStore, builds: Builds) -> None:
    manifest.save_manifest(store, builds.site, {}, builds.manifest)
    assert manifest.load_manifest(store, builds.site) == builds.manifest
    builds.manifest = manifest.load_manifest(store, builds.site)
    assert builds.build(PAGES) == set()


def test_only_what_changed_is_written_down(store: CacheStore, builds: Builds, monkeypatch) -> None:
    manifest.save_manifest(store, builds.site, {}, builds.manifest)
    before = dict(builds.manifest)
    builds.build({"index.html": "home", "blog/index.html": "longer", "new.html": "new"})
    put = store.put
    told: dict[str, str] = {}
    monkeypatch.setattr(
        store, "put", lambda namespace, texts: told.update(texts) or put(namespace, texts)
    )
    manifest.save_manifest(store, builds.site, before, builds.manifest)
    assert told.keys() == {"blog/index.html", "new.html"}
    assert manifest.load_manifest(store, builds.site) == builds.manifest


def test_records_of_another_folder_are_none(store: CacheStore, builds: Builds) -> None:
    manifest.save_manifest(store, builds.site, {}, builds.manifest)
    assert manifest.load_manifest(store, builds.folder / "elsewhere") == {}
    manifest.save_manifest(store, builds.folder / "elsewhere", {}, {"x": ManifestEntry("", "", ())})
    assert manifest.load_manifest(store, builds.site) == builds.manifest


@pytest.mark.parametrize(
    "told",
    [
        *("", "no JSON", "[", "null", "5", "[]", '["key", "digest"]', '["key", "digest", 5]'),
        *('["key", "digest", [1], 4]', '{"key": "digest"}', '["key", "digest", null]'),
    ],
)
def test_what_is_no_record_is_left_out(told: str, store: CacheStore, builds: Builds) -> None:
    manifest.save_manifest(store, builds.site, {}, builds.manifest)
    namespace = manifest._namespace(builds.site)
    store.put(namespace, {"index.html": told})
    builds.manifest = manifest.load_manifest(store, builds.site)
    assert builds.manifest.keys() == PAGES.keys() - {"index.html"}
    assert builds.build(PAGES) == {"index.html"}


@pytest.mark.parametrize("told", ["abc", {"home": 1, "b": 2, "c": 3}, ["home", 7, "abc"]])
def test_a_record_of_nonsense_lets_nothing_stand(
    told: object, store: CacheStore, builds: Builds
) -> None:
    store.put(manifest._namespace(builds.site), {"index.html": json.dumps(told)})
    builds.manifest = manifest.load_manifest(store, builds.site)
    assert not builds.tree().is_current("index.html", "home")
    builds.build(PAGES)
    assert builds.files() == PAGES


def test_another_build_that_publishes_at_the_same_moment_is_not_taken_for_this_one(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Path.replace

    def put_and_be_overtaken(file: Path, place: Path) -> None:
        put(file, place)
        file.write_text("ANOTHER")
        put(file, place)

    builds.manifest.clear()
    with monkeypatch.context() as overtaken:
        overtaken.setattr(Path, "replace", put_and_be_overtaken)
        builds.build(PAGES)
    assert builds.build(PAGES) == PAGES.keys()
    assert builds.files() == PAGES


class _DiedError(Exception):
    pass


NEXT = {"index.html": "new home", "blog/index.html": "list", "tags/index.html": "tags", "x": "x"}


@pytest.mark.parametrize("after", range(len(NEXT)))
@pytest.mark.parametrize("files", [PAGES, NEXT], ids=["as it was", "as it was to be"])
def test_a_build_that_died_while_it_published_is_mended_by_the_next(
    files: dict[str, str], after: int, store: CacheStore, builds: Builds, monkeypatch
) -> None:
    manifest.save_manifest(store, builds.site, {}, builds.manifest)
    now, made = builds.begin(NEXT)
    assert len(made) == len(NEXT) - 1
    left, put = [None] * after, OutputTree._put

    def put_some(self: OutputTree, address: str, file: Path) -> ManifestEntry:
        if not left:
            raise _DiedError
        left.pop()
        return put(self, address, file)

    with monkeypatch.context() as dying:
        dying.setattr(OutputTree, "_put", put_some)
        if after < len(made):
            with pytest.raises(_DiedError):
                now.publish(builds.folder / "new")
        else:
            now.publish(builds.folder / "new")  # and died before it wrote down what it did
    builds.manifest = manifest.load_manifest(store, builds.site)
    builds.build(files)
    assert builds.files() == files
    assert builds.build(files) == set()


def test_a_new_folder_is_moved_as_a_whole_unless_another_build_was_first(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[str] = []
    replace, rename = Path.replace, Path.rename
    monkeypatch.setattr(Path, "replace", lambda a, b: moved.append(a.name) or replace(a, b))
    shutil.rmtree(builds.site)
    builds.build(PAGES)
    assert moved == ["index.html"]  # at the top; what is in blog/ came with it
    shutil.rmtree(builds.site)

    def taken(source: Path, target: Path) -> Path:
        target.mkdir(parents=True)
        (target / "other.html").write_text("another build's")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", taken)
    builds.build(PAGES)
    assert moved == ["index.html"] * 4
    assert builds.files() == PAGES | {"blog/other.html": "another build's"}
