"""The manifest: what builds recorded of each file of the published site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import from_json

from sitekit.runtime.files import Stamp
from sitekit.runtime.fingerprint import digest
from sitekit.runtime.store import CacheStore


@dataclass(frozen=True)
class ManifestEntry:
    """A file as it was published."""

    key: str
    """Names all that the file is made of; empty if that is not known."""
    digest: str
    """Of its bytes."""
    stamp: Stamp


Manifest = dict[str, ManifestEntry]
"""Entries by the addresses of their files."""


def load_manifest(store: CacheStore, folder: Path) -> Manifest:
    """Return the manifest of the site in a folder; entries that cannot be read are left out."""
    manifest = {}
    for address, text in store.get_all(_namespace(folder)).items():
        try:
            key, content_digest, stamp = from_json(text)
            manifest[address] = ManifestEntry(str(key), str(content_digest), tuple(stamp))
        except (ValueError, TypeError):
            continue
    return manifest


def save_manifest(
    store: CacheStore,
    folder: Path,
    before: Mapping[str, ManifestEntry],
    now: Mapping[str, ManifestEntry],
) -> None:
    """Write what changed between two states of the manifest of the site in a folder."""
    texts = {
        address: json.dumps([entry.key, entry.digest, entry.stamp])
        for address, entry in now.items()
        if before.get(address) != entry
    }
    store.put(_namespace(folder), texts)
    store.delete(_namespace(folder), before.keys() - now.keys())


def _namespace(folder: Path) -> str:
    return f"site {digest(str(folder))}"
