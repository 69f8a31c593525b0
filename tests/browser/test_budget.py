"""What the first view of a post loads, counted in bytes by the server."""

from __future__ import annotations

import random
import shutil
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from support.page_kinds import page_of_kind
from support.server import Sent, serving
from support.sites import TemporarySite, make_showcase

_PHONE, _DESKTOP = (360, 740), (1440, 900)
_MOST_BYTES = {_PHONE: 30_000, _DESKTOP: 40_000}
_MOST_REQUESTS = 6
_MORE_POSTS = 300
_MOST_GROWTH = 600  # bytes, with so many more posts on the site


@dataclass(frozen=True)
class View:
    """All that a page loads until the network is idle, with nothing in the cache."""

    sent: tuple[Sent, ...]
    elsewhere: tuple[str, ...]

    @property
    def size(self) -> int:
        """The bytes on the wire, headers of responses included."""
        return sum(sent.size for sent in self.sent)

    def __str__(self) -> str:
        lines = (f"{sent.size:>8,}  {sent.path}" for sent in self.sent)
        return "\n".join([f"{self.size:,} bytes, {len(self.sent)} requests:", *lines])


def first_view(browser: Browser, folder: Path, address: str, window=_PHONE, **options) -> View:
    with serving(folder) as server:
        context = browser.new_context(viewport={"width": window[0], "height": window[1]}, **options)
        requested: list[str] = []
        context.on("request", lambda request: requested.append(request.url))
        page = context.new_page()
        page.goto(server.url + address, wait_until="networkidle")
        settled = -1
        while settled != len(server.sent):  # "networkidle" does not wait for workers
            settled = len(server.sent)
            page.wait_for_timeout(300)
        context.close()
        elsewhere = (url for url in requested if not url.startswith(server.url))
        return View(tuple(server.sent), tuple(elsewhere))


@pytest.mark.parametrize("window", [_PHONE, _DESKTOP], ids=["phone", "desktop"])
def test_first_view_of_a_text_post_is_small(
    window: tuple[int, int], showcase: TemporarySite, browser: Browser
) -> None:
    folder = showcase.root / "site"
    view = first_view(browser, folder, page_of_kind(folder, "text post"), window)
    assert view.size <= _MOST_BYTES[window], view
    assert len(view.sent) <= _MOST_REQUESTS, view
    assert view.elsewhere == ()


def test_first_view_of_a_post_does_not_grow_with_the_site(
    showcase: TemporarySite, browser: Browser, tmp_path: Path
) -> None:
    large = make_showcase(tmp_path / "large", small_posts=_MORE_POSTS)
    result = large.build()
    assert result.returncode == 0, result.stdout
    small_folder, large_folder = showcase.root / "site", large.root / "site"
    address = page_of_kind(small_folder, "text post")
    small = first_view(browser, small_folder, address)
    view = first_view(browser, large_folder, address)
    assert abs(view.size - small.size) <= _MOST_GROWTH, f"{small}\n{view}"


@pytest.fixture
def planted(showcase: TemporarySite, tmp_path: Path) -> Callable[[str], tuple[Path, str]]:
    """Put HTML at the end of the text post in a copy of the site."""

    def plant(html: str) -> tuple[Path, str]:
        folder = shutil.copytree(showcase.root / "site", tmp_path / "planted")
        address = page_of_kind(folder, "text post")
        noise = b64encode(random.Random(1).randbytes(100_000))  # gzip undoes what base64 adds
        (folder / "planted.js").write_bytes(b"//" + noise)
        with (folder / address / "index.html").open("a") as page:
            page.write(html)
        return folder, address

    return plant


@pytest.mark.parametrize(
    "html",
    [
        '<script src="/planted.js"></script>',
        '<script>addEventListener("load", () => setTimeout(() => fetch("/planted.js"), 200))'
        "</script>",
        '<script>new Worker("/planted.js")</script>',
    ],
    ids=["at once", "after loading", "by a worker"],
)
def test_first_view_counts_a_large_script(html, planted, showcase, browser: Browser) -> None:
    folder, address = planted(html)
    view = first_view(browser, folder, address, bypass_csp=True)
    before = first_view(browser, showcase.root / "site", address)
    assert 99_000 < view.size - before.size < 103_000, f"{before}\n{view}"
    assert "/planted.js" in {sent.path for sent in view.sent}
    assert view.size > _MOST_BYTES[_PHONE]


def test_first_view_notices_a_request_to_another_origin(planted, browser: Browser) -> None:
    elsewhere = "http://localhost:9/x.png"
    folder, address = planted(f'<img alt="" src="{elsewhere}">')
    assert first_view(browser, folder, address).elsewhere == (elsewhere,)
