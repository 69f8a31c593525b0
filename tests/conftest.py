from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from serving import serving
from sites import TemporarySite, make_own_site, make_site, not_here

_CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def site(tmp_path: Path) -> TemporarySite:
    """A small valid site in a folder of its own."""
    return make_site(tmp_path / "site-under-test")


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> TemporarySite:
    """The project's own content, built once for all tests of a worker."""
    site = make_own_site(tmp_path_factory.mktemp("own") / "site-under-test")
    result = site.build("--strict")
    assert result.returncode == 0, result.stdout
    return site


@pytest.fixture
def served(own_site: TemporarySite) -> Iterator[str]:
    """The address of the project's own pages on loopback."""
    with serving(own_site.root / "site") as server:
        yield server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium for all tests of a worker."""
    chromium = which("chromium")
    if chromium is None:
        not_here("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone's window."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()
