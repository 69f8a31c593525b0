"""Names of files that not every system can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.content.library import Library
from sitekit.problems import Advice
from sitekit.text import quote

_DEVICE = re.compile(r"(con|prn|aux|nul|com[1-9]|lpt[1-9]) *(\..*)?", re.IGNORECASE)
_SIGN = re.compile(r'[<>:"\\|?*]')


def advise_on_file_names(library: Library) -> Iterator[Advice]:
    """Yield advice for names of files and folders, and addresses of pages, that Windows refuses."""
    names_of = {path: path for path in library.assets}
    names_of |= {e.source.path: f"{e.source.path}/{e.address}" for e in library.all_entries}
    reported = set[str]()
    for path, parts in names_of.items():
        for name in parts.split("/"):
            reason = refused_by_windows(name)
            if reason and name not in reported:
                reported.add(name)
                message = f"{quote(name)} cannot be the name of a file on Windows: {reason}. "
                yield Advice(path, 1, "file", f"{message}Rename it if anybody works there.")
                break


def refused_by_windows(name: str) -> str:
    """Return why Windows refuses a file's name, or nothing.

    Microsoft, "Naming Files, Paths, and Namespaces", section "Naming Conventions".
    """
    if match := _DEVICE.fullmatch(name):
        return f"{quote(match[1])} is a device there"
    if match := _SIGN.search(name):
        return f"it has the sign {quote(match[0])}"
    return "it ends with a space or a dot" if name[-1:] in (" ", ".") else ""
