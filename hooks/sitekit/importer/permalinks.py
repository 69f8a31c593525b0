"""Patterns of addresses, as Jekyll, Hugo and Hexo write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

_TOKEN = re.compile(r":([a-z]\w*)(?:\[[^\]]*\])?")
_DROPPED = re.compile(r"[^\w\-.+~/ ]")


def expand(pattern: str, values: Mapping[str, str]) -> str | None:
    """Return a pattern with its tokens (`:year`) replaced, or None if one has no value."""
    missing = [token for token in _TOKEN.findall(pattern) if token not in values]
    if missing:
        return None
    path = _TOKEN.sub(lambda found: values[found[1]], pattern)
    return re.sub(r"/{2,}", "/", f"/{path}")


def date_values(moment: datetime | None) -> dict[str, str]:
    """Return the tokens that come from a date; without one, none."""
    if moment is None:
        return {}
    return {
        "year": f"{moment:%Y}",
        "short_year": f"{moment:%y}",
        "month": f"{moment:%m}",
        "i_month": str(moment.month),
        "short_month": f"{moment:%b}",
        "long_month": f"{moment:%B}",
        "monthname": f"{moment:%B}".lower(),
        "day": f"{moment:%d}",
        "i_day": str(moment.day),
        "y_day": f"{moment:%j}",
        "yearday": str(int(f"{moment:%j}")),
        "weekday": f"{moment:%w}",
        "weekdayname": f"{moment:%A}".lower(),
        "hour": f"{moment:%H}",
        "minute": f"{moment:%M}",
        "second": f"{moment:%S}",
    }


def part_of_address(text: str) -> str:
    """Return a name or title as generators write it in addresses: `C++ is fun` as `c++-is-fun`."""
    plain = _DROPPED.sub("", text.lower()).strip()
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", plain)).strip("-")


def address_key(path: str) -> str:
    """Return what all spellings of an address have in common: `/a/`, `/a.html`, `/a/index.html`."""
    inner = path.strip("/").removesuffix(".html").removesuffix(".htm")
    return "" if inner == "index" else inner.removesuffix("/index").lower()
