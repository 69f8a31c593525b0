"""Requests of the web: one answer or one reason why there is none."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

_TIMEOUT_S = 20
_MAX_BYTES = 64 * 2**20
_HEADERS = {"User-Agent": "sitekit", "Cache-Control": "no-cache"}


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    body: bytes
    url: str
    """Where redirects led to."""


def get(url: str) -> Answer:
    """Return what is at an address. Raises OSError if no server answers."""
    return _send(Request(url, headers=_HEADERS))  # noqa: S310 - see _send


def post_json(url: str, data: Any) -> Answer:
    """Return the answer to data that are sent as JSON. Raises OSError if no server answers."""
    headers = _HEADERS | {"Content-Type": "application/json; charset=utf-8"}
    return _send(Request(url, json.dumps(data).encode(), headers))  # noqa: S310 - see _send


def _send(request: Request) -> Answer:
    if request.type not in ("http", "https"):
        raise OSError(f"{request.full_url} is no address on the web")
    try:
        with urlopen(request, timeout=_TIMEOUT_S) as response:  # noqa: S310 - checked above
            return Answer(response.status, response.read(_MAX_BYTES), response.url)
    except HTTPError as error:
        with error:
            return Answer(error.code, error.read(_MAX_BYTES), error.url)
    except HTTPException as error:
        raise OSError(f"no answer that can be read ({error!r})") from None
