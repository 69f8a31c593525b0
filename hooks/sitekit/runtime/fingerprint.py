"""Digests of inputs: a cached result is valid as long as the digest of its inputs is equal."""

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
    "material": "mkdocs-material",
    "markdown_it": "markdown-it-py",
    "pygments": "Pygments",
    "pymdownx": "pymdown-extensions",
}
"""Package → distribution; looking up any other takes a tenth of a second."""


def digest(*pieces: str | bytes) -> str:
    """Return one digest of several texts, separated by their lengths (BLAKE2b, 160 bits)."""
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
    contents = ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files)
    return digest(*(piece for pair in contents for piece in pair))


def packages_digest(modules: Iterable[str]) -> str:
    """Return the digest of the versions of Python and of the distributions that contain modules."""
    packages = {module.partition(".")[0] for module in modules}
    distributions = {_DISTRIBUTIONS[name] for name in packages & _DISTRIBUTIONS.keys()}
    if unlisted := packages - _DISTRIBUTIONS.keys():
        by_package = importlib.metadata.packages_distributions()
        distributions |= {name for package in unlisted for name in by_package.get(package, ())}
    return digest(sys.version, *(f"{name} {version_of(name)}" for name in sorted(distributions)))


def version_of(distribution: str) -> str:
    """Return the version of a distribution, or nothing if it is absent, as Material may be."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


def markdown_digest(extensions: Sequence[str], configs: Mapping[str, Any]) -> str | None:
    """Return the digest of what conversions depend on besides their texts.

    None if the settings cannot be written as JSON, as with a function among them.
    """
    try:
        settings = json.dumps([list(extensions), dict(configs)], sort_keys=True)
    except (TypeError, ValueError):
        return None
    ours = __name__.partition(".")[0]  # whose code is in the digest anyway
    dotted = {name.partition(".")[0] for name in extensions if "." in name} - {ours}
    packages = packages_digest(["markdown", "markdown_it", "pygments", "material", *dotted])
    return digest(settings, packages, code_digest())
