"""Edits of a temporary site: functions that change its sources."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

from PIL import Image

from support.sites import TemporarySite

Edit = Callable[[TemporarySite], object]


def replace_text(name: str, old: str, new: str) -> Edit:
    """Replace a text, which must be in the file."""
    return lambda site: site.edit(name, old, new)


def write_file(name: str, content: str | bytes | None) -> Edit:
    """Write a file; None removes it."""
    return lambda site: site.write({name: content})


def add_front_matter(name: str, line: str) -> Edit:
    """Add a line to a file's front matter."""
    return replace_text(name, "---\ntitle", f"---\n{line}\ntitle")


def set_nav(nav: str) -> Edit:
    """Replace the navigation in mkdocs.yml."""

    def change(site: TemporarySite) -> None:
        text = (site.root / "mkdocs.yml").read_text()
        site.write({"mkdocs.yml": re.sub(r"(?m)^nav:\n(  .*\n)+", nav, text)})

    return change


def set_url(url: str) -> Edit:
    """Move the site to another address."""
    return lambda site: setattr(site, "url", url)


def set_day(month: int, day: int) -> Edit:
    """Move the clock to noon of a day of 2026."""
    return lambda site: setattr(site, "now", datetime(2026, month, day, 12, tzinfo=UTC))


def all_of(*edits: Edit) -> Edit:
    """Make several edits, one after the other."""
    return lambda site: [edit(site) for edit in edits]


def png(color: str, width: int = 8, height: int = 8) -> bytes:
    """Return a picture of one color."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), color).save(stream, "PNG")
    return stream.getvalue()
