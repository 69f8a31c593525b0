"""Files that editors, sync tools and systems leave beside the content: none is published."""

from __future__ import annotations

import re
from collections.abc import Collection

_OF_A_SYSTEM = frozenset(["thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "$recycle.bin"])
_OF_AN_EDITOR = re.compile(
    r".*(?:~|\.(?:orig|bak|backup|old|rej|tmp|temp|sw[a-p]|un~|kate-swp|crdownload|part))"
    r"|#.*#|~\$.*|~WR[LD]\d+\.tmp",
    re.IGNORECASE,
)
_CONFLICT = re.compile(
    r"\.sync-conflict-|conflicted copy|case conflict|konfliktkopie|copie en conflit"
    r"|[_-]conflict-|\(conflict",
    re.IGNORECASE,
)
"""Of Syncthing, Dropbox, ownCloud and Nextcloud, OneDrive, Google Drive."""
_COPY = re.compile(
    r"(?P<of>.+?)(?: \d{1,2}| ?\(\d{1,2}\)| copy(?: \d+)?| - (?:Copy|Kopie)(?: \(\d+\))?)",
    re.IGNORECASE,
)
"""Of Finder, iCloud, Windows Explorer and browsers."""


def leftover(name: str) -> str:
    """Return what a file is by its name if no writer wants it, or nothing."""
    if name.lower() in _OF_A_SYSTEM:
        return "a file that the operating system makes"
    if _OF_AN_EDITOR.fullmatch(name):
        return "a backup or a lock of a program"
    if _CONFLICT.search(name) and not name.endswith(".md"):
        return "a copy that a sync tool made of two versions"
    return ""


def copied_text(name: str, names: Collection[str]) -> str:
    """Return what is wrong with a Markdown file that a program made as a copy, or nothing.

    `names` are those of the files in its folder. Which of the two texts its writer means is not
    known, so it is not left out like other leftovers.
    """
    stem = name.removesuffix(".md")
    if _CONFLICT.search(stem):
        return (
            "is a copy that a sync tool made of two versions. Take over what is new in it, and "
            "delete it."
        )
    if (found := _COPY.fullmatch(stem)) and f"{found['of']}.md" in names:
        return f"is a copy of {found['of']}.md. Delete one of the two, or give it another name."
    return ""
