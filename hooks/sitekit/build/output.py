"""What stands: files of a site that need not be made again.

Every file of a site has an address, and a key that names all it is made of (`keys`). A file stands
if it was made under the same key before, and is still in the site, byte for byte, as it was put
there. What does not stand is made as usual, in a folder beside the site, from which `publish` puts
it in its place; what no longer belongs to the site is taken out. So the site equals one that is
made from nothing, exactly as long as keys name everything.

Nothing in the site changes before `publish`. A build that dies while it publishes leaves files
whose digests are not the recorded ones: the next build makes them anew. Records are plain data,
and without them everything is made.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from stat import S_ISLNK

from pydantic_core import from_json

from sitekit.runtime.fingerprint import digest
from sitekit.runtime.memo import Stamp, stamp_from, stamp_of
from sitekit.runtime.store import CacheStore


@dataclass(frozen=True)
class ManifestEntry:
    """A file as it was put into the site."""

    key: str
    digest: str
    """Of its bytes."""
    stamp: Stamp


@dataclass
class OutputTree:
    """What stands in the site in `folder` during one build; `manifest` change when it publishes."""

    folder: Path
    manifest: dict[str, ManifestEntry]
    is_private: bool = False
    """Whether nobody else writes into the folder, so that records tell all that is in it.

    What is recorded is then taken to be there: to look at each file takes as long as all else.
    """
    published: int = field(default=0, init=False)
    """How many files were put into the site."""

    def __post_init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._current: set[str] = set()
        self._linked: dict[str, bool] = {"": False}

    def is_current(self, address: str, key: str) -> bool:
        """Tell whether the file at an address stands under a key; an empty key never does."""
        self._keys[address] = key
        entry = self.manifest.get(address)
        if not key or entry is None or entry.key != key or not self._is_untouched(address, entry):
            return False
        self._current.add(address)
        return True

    def publish(self, new: Path) -> None:
        """Put all files below `new` into the site, and take out what neither is new nor stands.

        Files whose names start with a dot, at the top of the site, stay: what a build never wrote,
        it never removes. Raises OSError where the site cannot be written.
        """
        made = list(_files(new))
        self._remove_all_but({*made, *self._current})
        if made:
            self._move_new_folders(new)
        for address in made:
            self.manifest[address] = self._put(address, new / address)

    def _is_untouched(self, address: str, entry: ManifestEntry) -> bool:
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
        """Tell whether a folder is reached through a link, which `publish` takes out."""
        if folder not in self._linked:
            above = folder.rpartition("/")[0]
            linked = self._is_linked(above) or _is_link(f"{self.folder}/{folder}")
            self._linked[folder] = linked
        return self._linked[folder]

    def _move_new_folders(self, new: Path, inner: str = "") -> None:
        """Move the folders that the site lacks, each as a whole."""
        for entry in list(os.scandir(new / inner)):
            address = f"{inner}{entry.name}"
            if entry.is_dir():
                if os.path.lexists(place := self.folder / address):
                    self._move_new_folders(new, f"{address}/")
                else:
                    place.parent.mkdir(parents=True, exist_ok=True)
                    with suppress(OSError):  # another build was first: its files come one by one
                        Path(entry.path).rename(place)

    def _put(self, address: str, file: Path) -> ManifestEntry:
        """Move a file into the site, unless its like is there or its folder was moved."""
        place, key = self.folder / address, self._keys.get(address, "")
        if not file.exists():
            file = place
        with file.open("rb") as opened:
            name = digest(opened.read())
            there = self.manifest.get(address)
            if there and there.digest == name and self._is_untouched(address, there):
                return replace(self.manifest[address], key=key)
            if file is not place:
                place.parent.mkdir(parents=True, exist_ok=True)
                if place.is_dir() and not place.is_symlink():
                    shutil.rmtree(place)  # there are empty folders in it at most
                file.replace(place)
            self.published += 1
            # Of this very file: another build may have put its own there by now.
            return ManifestEntry(key, name, stamp_from(os.fstat(opened.fileno())))

    def _remove_all_but(self, wanted: set[str]) -> None:
        gone = self.manifest.keys() - wanted
        for address in gone if self.is_private else self._foreign_files(wanted):
            place = self.folder / address
            place.unlink(missing_ok=True)  # another build may be at it
            with suppress(OSError):  # something is in it
                while (place := place.parent) != self.folder:
                    place.rmdir()
        for address in gone:
            del self.manifest[address]

    def _foreign_files(self, wanted: set[str]) -> list[str]:
        """Return what is in the site and is not wanted there."""
        found, start = list[str](), len(str(self.folder)) + 1
        for folder, folders, files in os.walk(self.folder):
            inner = f"{folder[start:]}/".removeprefix("/")
            links = [name for name in folders if _is_link(f"{folder}/{name}")]
            found += [inner + name for name in (*files, *links) if inner + name not in wanted]
        return [address for address in found if not address.startswith(".")]


def _is_link(path: str) -> bool:
    return S_ISLNK(os.lstat(path).st_mode)


def load_manifest(store: CacheStore, folder: Path) -> dict[str, ManifestEntry]:
    """Return what is recorded of the site in a folder; what is not a record is left out."""
    manifest = {}
    for address, told in store.get_all(_namespace(folder)).items():
        try:
            key, name, stamp = from_json(told)
            manifest[address] = ManifestEntry(str(key), str(name), tuple(stamp))
        except (ValueError, TypeError):
            continue
    return manifest


def save_manifest(
    store: CacheStore,
    folder: Path,
    before: Mapping[str, ManifestEntry],
    now: Mapping[str, ManifestEntry],
) -> None:
    """Write down what changed between two states of the records of the site in a folder."""
    told = {
        address: json.dumps([entry.key, entry.digest, entry.stamp])
        for address, entry in now.items()
        if before.get(address) != entry
    }
    store.put(_namespace(folder), told)
    store.delete(_namespace(folder), before.keys() - now.keys())


def _namespace(folder: Path) -> str:
    return f"site {digest(str(folder))}"


def _files(folder: Path) -> Iterator[str]:
    """Yield the address of every file below a folder."""
    for path, _, names in os.walk(folder):
        inner = Path(path).relative_to(folder)
        yield from ((inner / name).as_posix() for name in names)
