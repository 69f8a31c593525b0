"""Digests of what a result depends on, so that it stands exactly as long as they do."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_DISTRIBUTIONS = {
    "markdown": "Markdown",
    "pygments": "Pygments",
    "pymdownx": "pymdown-extensions",
}
"""Packages whose names on the index we know; looking others up takes a tenth of a second."""


def digest(*pieces: str | bytes) -> str:
    """Return one digest of several texts, told apart by their lengths (BLAKE2b, 160 bits)."""
    total = hashlib.blake2b(digest_size=20)
    for piece in pieces:
        data = piece.encode("utf-8", "surrogatepass") if isinstance(piece, str) else piece
        total.update(b"%d:" % len(data) + data)
    return total.hexdigest()


@cache
def code_digest() -> str:
    """Return the digest of this library's code."""
    return files_digest(Path(__file__).parents[1], "**/*.py")


def files_digest(folder: Path, pattern: str) -> str:
    """Return the digest of the files in a folder that match a pattern: names and bytes."""
    files = [file for file in sorted(folder.glob(pattern)) if file.is_file()]
    told = ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files)
    return digest(*(piece for pair in told for piece in pair))


def packages_digest(modules: Iterable[str]) -> str:
    """Return the digest of the versions of Python and of the packages that hold modules."""
    tops = {module.partition(".")[0] for module in modules}
    known = {_DISTRIBUTIONS[top] for top in tops & _DISTRIBUTIONS.keys()}
    if unknown := tops - _DISTRIBUTIONS.keys():
        owners = importlib.metadata.packages_distributions()
        known |= {name for top in unknown for name in owners.get(top, ())}
    versions = (f"{name} {importlib.metadata.version(name)}" for name in sorted(known))
    return digest(sys.version, *versions)


def markdown_digest(extensions: Sequence[str], configs: Mapping[str, Any]) -> str | None:
    """Return the digest of what conversions depend on beside their texts.

    None where the settings cannot be written down: there is a function among them, say.
    """
    try:
        settings = json.dumps([list(extensions), dict(configs)], sort_keys=True)
    except (TypeError, ValueError):
        return None
    dotted = (name for name in extensions if "." in name)
    return digest(settings, packages_digest(["markdown", "pygments", *dotted]), code_digest())
