"""IndexNow: search engines are told which pages changed (indexnow.org, documentation)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from sitekit.deployment.web import Answer, post_json

ENDPOINT = "https://api.indexnow.org/indexnow"
_MAX_ADDRESSES = 10_000
_KEY = re.compile(r"[0-9a-f-]{8,128}")


def find_key(site: Path) -> str:
    """Return the key that a built site publishes as `<key>.txt`, or nothing."""
    for file in sorted(site.glob("*.txt")):
        if _KEY.fullmatch(file.stem) and file.read_text("utf-8", "replace").strip() == file.stem:
            return file.stem
    return ""


def pages_of(mark: Path) -> Mapping[str, str] | None:
    """Return the digests of pages in a build's mark, or None for a file that is no mark."""
    try:
        pages = json.loads(mark.read_bytes())["pages"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return pages if isinstance(pages, dict) else None


def modified_pages(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the addresses of pages that are new, show something else, or are gone."""
    addresses = before.keys() | after.keys()
    return sorted(a for a in addresses if before.get(a) != after.get(a))


def submit(
    url: str,
    key: str,
    addresses: list[str],
    *,
    endpoint: str = ENDPOINT,
    post: Callable[[str, Any], Answer] = post_json,
) -> Iterator[str]:
    """Submit addresses of the site at `url`; yield what was refused. Raises OSError."""
    for start in range(0, len(addresses), _MAX_ADDRESSES):
        part = addresses[start : start + _MAX_ADDRESSES]
        data = {
            "host": urlsplit(url).netloc,
            "key": key,
            "keyLocation": f"{url}{key}.txt",
            "urlList": [url + quote(address) for address in part],
        }
        answer = post(endpoint, data)
        if answer.status not in (200, 202):
            yield f"{endpoint} answers {answer.status} to {len(part)} addresses."
