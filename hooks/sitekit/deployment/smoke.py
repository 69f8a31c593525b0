"""Whether a site is live: a few of its addresses, compared with what was built."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sitekit.deployment.built_site import read_page
from sitekit.deployment.web import Answer, get
from sitekit.links.routes import BUILD_MARK, NOT_FOUND, SITEMAP

TIMEOUT_S = 120
_PAUSE_S = 5
_NOWHERE = "there-is-no-such-page/"


@dataclass(frozen=True)
class Expectation:
    """What has to be at an address."""

    name: str
    address: str
    """Relative to the site's root."""
    file: Path
    """The built file that the server has to send."""
    status: int = 200

    def difference(self, answer: Answer) -> str:
        """Return what is wrong with an answer, or nothing.

        Pages are compared by their titles, since some hosts add to HTML; other files by their
        bytes.
        """
        if answer.status != self.status:
            return f"the server answers {answer.status}, not {self.status}"
        built = self.file.read_bytes()
        if self.file.suffix != ".html":
            return "" if answer.body == built else "it is not what was built"
        title, expected = read_page(answer.body).title, read_page(built).title
        return "" if title == expected else f"its title is {title!r}, not {expected!r}"


class NotBuiltError(Exception):
    """There is no built site to compare with."""


def expectations(site: Path, url: str) -> list[Expectation]:
    """Return what has to be live of a built site. Raises NotBuiltError."""
    try:
        feed = json.loads((site / "feed.json").read_bytes())
        json.loads((site / BUILD_MARK).read_bytes())
    except (OSError, ValueError):
        raise NotBuiltError(f"{site} is no built site: run `mkdocs build` first.") from None
    built_for = str(feed["feed_url"]).removesuffix("feed.json")
    if built_for != url:
        raise NotBuiltError(f"{site} was built for {built_for}, not for {url}: set SITE_URL.")
    found = [
        Expectation("home", "", site / "index.html"),
        *_newest_post(feed, site, url),
        Expectation("feed", "feed.xml", site / "feed.xml"),
        Expectation("sitemap", SITEMAP, site / SITEMAP),
        Expectation("404", _NOWHERE, site / NOT_FOUND, 404),
        Expectation("mark", BUILD_MARK, site / BUILD_MARK),
    ]
    return [expectation for expectation in found if expectation.file.exists()]


def _newest_post(feed: dict[str, Any], site: Path, url: str) -> Iterator[Expectation]:
    for item in feed["items"][:1]:
        if item["url"].startswith(url):
            address = item["url"].removeprefix(url)
            yield Expectation("newest post", address, site / unquote(address) / "index.html")


def smoke(
    url: str,
    site: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    get: Callable[[str], Answer] = get,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> list[str]:
    """Return what is wrong at a site's address, after retries for some seconds; empty: it is live.

    Raises NotBuiltError if `site` is not a site that was built for this address.
    """
    end, wrong = clock() + timeout_s, dict.fromkeys(expectations(site, url), "")
    mark = json.loads((site / BUILD_MARK).read_bytes())["site"]
    while True:
        for expectation in list(wrong):
            # The query goes round what a network of caches has of the site before.
            difference = _difference(expectation, f"{url}{expectation.address}?{mark[:12]}", get)
            if difference:
                wrong[expectation] = difference
            else:
                del wrong[expectation]
        if not wrong or clock() + _PAUSE_S > end:
            break
        sleep(_PAUSE_S)
    return [f"{e.name}: {url}{e.address}: {difference}." for e, difference in wrong.items()]


def _difference(expectation: Expectation, url: str, get: Callable[[str], Answer]) -> str:
    try:
        answer = get(url)
    except OSError as error:
        return f"no server answers ({getattr(error, 'reason', error)})"
    if difference := expectation.difference(answer):
        host = urlsplit(answer.url).netloc
        return difference + (f" (redirected to {host})" if host != urlsplit(url).netloc else "")
    return ""
