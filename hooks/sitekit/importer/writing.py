"""Writes an import: all of its files or none, and over no file that is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitekit.importer.models import ForeignSiteError
from sitekit.runtime.transaction import Changes, commit


def write_all(root: Path, new: Mapping[str, bytes | Path], edited: Mapping[str, bytes]) -> None:
    """Write new files, and files that are edited, below a folder; a path is a file to copy.

    Raises ForeignSiteError if one cannot be written or a new one is there already; then everything
    is as it was before.
    """
    try:
        commit(root, Changes(writes={**new, **edited}, new=new.keys()))
    except (OSError, KeyboardInterrupt) as error:
        reason = getattr(error, "strerror", None) or str(error) or "interrupted"
        raise ForeignSiteError(
            f"The import could not be written ({reason}): nothing was."
        ) from None
