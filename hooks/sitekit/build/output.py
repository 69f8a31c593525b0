"""The output tree: which files of the published site are current, and how new ones get there.

Every file has an address, and a key that names all it is made of (`cache_keys`). It is current if
the manifest has it under the same key, and it is in the site, byte for byte, as it was published.
Stale files are built in a folder beside the site, and `publish` moves them in; what no longer
belongs to the site is removed. So the site equals one that is built from nothing, as long as keys
name everything.

The site does not change before `publish`. While it does, each page has what it needs: what pages
load is put first, then pages, then what lists them; what is gone is removed last, in the opposite
order. A build that dies in between leaves files whose digests are not those of the manifest: the
next build rebuilds them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISLNK

from sitekit.build.manifest import Manifest, ManifestEntry
from sitekit.links.routes import BUILD_MARK
from sitekit.runtime.files import stamp_from, stamp_of
from sitekit.runtime.fingerprint import digest

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755
MakeMark = Callable[[Mapping[str, str]], bytes]


@dataclass
class OutputTree:
    """The site in `folder` during one build; its `manifest` changes when it publishes."""

    folder: Path
    manifest: Manifest
    is_private: bool = False
    """Whether nobody else writes into the folder, as into a preview's.

    The manifest is then trusted without a look at the files, which would double a rebuild.
    """
    published: int = field(default=0, init=False)
    """How many files were written into the site."""

    def __post_init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._current: set[str] = set()
        self._linked: dict[str, bool] = {"": False}

    def is_current(self, address: str, key: str) -> bool:
        """Tell whether the file at an address is current; under an empty key none ever is.

        Every file of the build is asked for: `publish` removes the others.
        """
        self._keys[address] = key
        entry = self.manifest.get(address)
        if not key or entry is None or entry.key != key or not self._is_untouched(address, entry):
            return False
        self._current.add(address)
        return True

    def publish(self, new: Path, make_mark: MakeMark | None = None) -> None:
        """Move all files below `new` into the site, and remove what is neither new nor current.

        `make_mark` makes the text of the build's mark from the digests of all files by address; the
        mark is put when all others are there.

        Files at the top of the site, and in folders there, whose names start with a dot are left
        alone unless a build wrote them. Raises OSError if the site cannot be written.
        """
        built = sorted(_files(new), key=_order)
        _make_readable(new)
        if built and not _has_files(self.folder):
            self._move_new_folders(new)  # nobody reads a site that is not there yet
        for address in built:
            self._make_way(address)
            self.manifest[address] = self._put(address, new / address)
        wanted = {*built, *self._current}
        if make_mark:
            self._put_mark(make_mark({a: self.manifest[a].digest for a in wanted}), new)
            wanted.add(BUILD_MARK)
        self._remove_all_but(wanted)

    def _put_mark(self, text: bytes, new: Path) -> None:
        """Put the build's mark, unless an equal one is there."""
        file = new / BUILD_MARK
        new.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
        file.chmod(_FILE_MODE)
        self._make_way(BUILD_MARK)
        self.manifest[BUILD_MARK] = self._put(BUILD_MARK, file)

    def _is_untouched(self, address: str, entry: ManifestEntry) -> bool:
        """Tell whether a file is as it was published; one that was only touched is read once."""
        if self.is_private:
            return True
        file = f"{self.folder}/{address}"
        stamp = stamp_of(file)
        if stamp is None or self._is_linked(address.rpartition("/")[0]):
            return False
        if stamp == entry.stamp:
            return True
        if digest(Path(file).read_bytes()) != entry.digest:
            return False
        self.manifest[address] = replace(entry, stamp=stamp)
        return True

    def _is_linked(self, folder: str) -> bool:
        """Tell whether a folder is reached through a link, which `publish` removes."""
        if folder not in self._linked:
            parent = folder.rpartition("/")[0]
            linked = self._is_linked(parent) or _is_link(f"{self.folder}/{folder}")
            self._linked[folder] = linked
        return self._linked[folder]

    def _move_new_folders(self, new: Path, inner: str = "") -> None:
        """Move the folders that the site lacks, each in one step."""
        for entry in list(os.scandir(new / inner)):
            address = f"{inner}{entry.name}"
            if entry.is_dir():
                if os.path.lexists(target := self.folder / address):
                    self._move_new_folders(new, f"{address}/")
                else:
                    _make_folder(target.parent)
                    with suppress(OSError):  # another build was first: files move one by one
                        Path(entry.path).rename(target)

    def _make_way(self, address: str) -> None:
        """Remove what is where a file or one of its folders has to be.

        None of it belongs to the site any more, since an address is that of a file or of a folder.
        """
        target = self.folder / address
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        path = self.folder
        for part in address.split("/")[:-1]:
            path /= part
            if path.is_symlink() or path.is_file():
                path.unlink()

    def _put(self, address: str, file: Path) -> ManifestEntry:
        """Move a file into the site, unless an equal one is there or its folder was moved."""
        target, key = self.folder / address, self._keys.get(address, "")
        if not file.exists():
            file = target
        content_digest = digest(file.read_bytes())
        entry = self.manifest.get(address)
        if entry and entry.digest == content_digest and self._is_untouched(address, entry):
            return replace(self.manifest[address], key=key)
        before = file.stat()
        if file is not target:
            _make_folder(target.parent)
            file.replace(target)
        self.published += 1
        after = target.stat()
        # Another build may have replaced the file by now; then its stamp must not be recorded.
        is_same = (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
        return ManifestEntry(key, content_digest, stamp_from(after if is_same else before))

    def _remove_all_but(self, wanted: set[str]) -> None:
        gone = self.manifest.keys() - wanted
        unwanted = gone if self.is_private else self._unwanted_files(wanted)
        for address in sorted(unwanted, key=_order, reverse=True):
            path = self.folder / address
            path.unlink(missing_ok=True)  # another build may be removing it
            with suppress(OSError):  # the folder is not empty
                while (path := path.parent) != self.folder:
                    path.rmdir()
        for address in gone:
            del self.manifest[address]

    def _unwanted_files(self, wanted: set[str]) -> list[str]:
        found, start = list[str](), len(str(self.folder)) + 1
        for folder, folders, files in os.walk(self.folder):
            inner = f"{folder[start:]}/".removeprefix("/")
            links = [name for name in folders if _is_link(f"{folder}/{name}")]
            found += [inner + name for name in (*files, *links) if inner + name not in wanted]
        return [name for name in found if not name.startswith(".") or name in self.manifest]


def _order(address: str) -> int:
    """Return when a file is put into the site: before what needs it."""
    if address.endswith(".html"):
        return 1
    return 2 if address.endswith((".xml", ".json", ".txt", ".md", ".gz")) else 0


def _make_readable(folder: Path) -> None:
    """Let everybody read what is published, whatever the umask of this build."""
    for path, _, names in os.walk(folder):
        os.chmod(path, _FOLDER_MODE)  # noqa: PTH101 - half the time of Path
        for name in names:
            os.chmod(f"{path}/{name}", _FILE_MODE)  # noqa: PTH101


def _make_folder(folder: Path) -> None:
    """Make a folder of the site, with its parents."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(_FOLDER_MODE)


def _has_files(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder) as entries:
        return any(True for _ in entries)
    return False


def _is_link(path: str) -> bool:
    return S_ISLNK(os.lstat(path).st_mode)


def _files(folder: Path) -> Iterator[str]:
    """Yield the address of every file below a folder."""
    for path, _, names in os.walk(folder):
        inner = Path(path).relative_to(folder)
        yield from ((inner / name).as_posix() for name in names)
